<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of the site share: their frame, and lists of documents.  一覧 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" exclude-result-prefixes="s">
  <xsl:import href="../html/words.xsl"/>
  <xsl:import href="../html/frame.xsl"/>
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:variable name="publication" select="/s:site/s:publication"/>

  <xsl:template name="page">
    <xsl:param name="title"/>
    <xsl:param name="main"/>
    <xsl:param name="address"/>
    <xsl:param name="script"/>
    <html lang="ja">
      <head>
        <xsl:call-template name="head"><xsl:with-param name="title" select="$title"/></xsl:call-template>
        <link rel="stylesheet" href="{$root}site.css"/>
        <link rel="alternate" type="application/atom+xml" href="{$root}feed.xml" title="{$word-feed}"/>
        <xsl:if test="$publication/@site and string($address)">
          <link rel="canonical">
            <xsl:attribute name="href"><xsl:call-template name="address">
              <xsl:with-param name="href" select="$address"/>
            </xsl:call-template></xsl:attribute>
          </link>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="string($script)">
            <xsl:call-template name="policy"><xsl:with-param name="scripts">'self'</xsl:with-param></xsl:call-template>
            <script defer="defer" src="{$root}{$script}"></script>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="policy"/></xsl:otherwise>
        </xsl:choose>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body class="index">
        <xsl:call-template name="skip"/>
        <xsl:copy-of select="$main"/>
        <xsl:text>&#10;</xsl:text>
        <footer class="site">
          <xsl:call-template name="publisher"/>
          <p><a href="{$root}feed.xml"><xsl:value-of select="$word-feed"/></a></p>
          <xsl:if test="$publication/@generator"><p><xsl:value-of select="$publication/@generator"/></p></xsl:if>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="body-name">
    <xsl:value-of select="@name"/>
    <xsl:if test="not(@name)"><xsl:value-of select="$word-no-organ"/></xsl:if>
  </xsl:template>

  <!-- The documents of a body by year, the newest first, as the site lists them. -->
  <xsl:template name="years">
    <xsl:param name="level"/>
    <xsl:for-each select="s:document[not(substring(@date, 1, 4) =
        substring(preceding-sibling::s:document[1]/@date, 1, 4)) or not(preceding-sibling::s:document)]">
      <xsl:variable name="year" select="substring(@date, 1, 4)"/>
      <xsl:element name="{$level}">
        <xsl:if test="$year and $level = 'h2'"><xsl:attribute name="id">
          <xsl:value-of select="concat('y', $year)"/></xsl:attribute></xsl:if>
        <xsl:choose>
          <xsl:when test="$year"><xsl:call-template name="year">
            <xsl:with-param name="year" select="$year"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:value-of select="$word-no-date"/></xsl:otherwise>
        </xsl:choose>
      </xsl:element>
      <ul class="documents"><xsl:text>&#10;</xsl:text>
        <xsl:apply-templates select=". | following-sibling::s:document[substring(@date, 1, 4) = $year]"/>
      </ul>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="s:document">
    <li>
      <xsl:if test="@date">
        <time datetime="{@date}"><xsl:value-of select="concat(number(substring(@date, 6, 2)),
            '月', number(substring(@date, 9, 2)), '日')"/></time><xsl:text> </xsl:text>
      </xsl:if>
      <a href="{$root}{@href}"><xsl:value-of select="@title"/>
        <xsl:if test="not(@title)"><xsl:value-of select="@slug"/></xsl:if></a>
    </li><xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
