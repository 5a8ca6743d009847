<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of the site: by body, then by year, the newest first.  一覧のページ -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" exclude-result-prefixes="s">
  <xsl:import href="words.xsl"/>
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:key name="organ" match="s:document" use="string(@organ)"/>
  <xsl:key name="year" match="s:document" use="concat(@organ, '|', substring(@date, 1, 4))"/>

  <xsl:template match="/s:index">
    <html lang="ja">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:value-of select="$word-home"/></title>
        <xsl:if test="s:publication/@generator">
          <meta name="generator" content="{s:publication/@generator}"/>
        </xsl:if>
        <xsl:if test="s:publication/@style">
          <link rel="stylesheet" href="{s:publication/@style}"/>
        </xsl:if>
        <link rel="icon" href="data:,"/>
        <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"/>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body class="index">
        <a class="skip" href="#main"><xsl:value-of select="$word-skip"/></a>
        <xsl:text>&#10;</xsl:text>
        <main id="main">
          <h1><xsl:value-of select="$word-home"/></h1>
          <xsl:if test="not(s:document)"><p><xsl:value-of select="$word-no-documents"/></p></xsl:if>
          <!-- the first document of each body -->
          <xsl:for-each select="s:document[generate-id() = generate-id(key('organ', string(@organ))[1])]">
            <xsl:sort select="string(@organ) = ''"/>
            <xsl:sort select="@organ"/>
            <xsl:call-template name="organ"/>
          </xsl:for-each>
        </main>
        <xsl:if test="s:publication/@generator">
          <footer class="site"><p><xsl:value-of select="s:publication/@generator"/></p></footer>
        </xsl:if>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="organ">
    <section>
      <h2>
        <xsl:value-of select="@organ"/>
        <xsl:if test="not(@organ)"><xsl:value-of select="$word-no-organ"/></xsl:if>
      </h2>
      <xsl:for-each select="key('organ', string(@organ))[generate-id() =
          generate-id(key('year', concat(@organ, '|', substring(@date, 1, 4)))[1])]">
        <xsl:sort select="substring(@date, 1, 4)" order="descending"/>
        <h3>
          <xsl:if test="@date"><xsl:value-of select="concat(substring(@date, 1, 4), '年')"/></xsl:if>
          <xsl:if test="not(@date)"><xsl:value-of select="$word-no-date"/></xsl:if>
        </h3>
        <ul class="documents">
          <xsl:for-each select="key('year', concat(@organ, '|', substring(@date, 1, 4)))">
            <xsl:sort select="@date" order="descending"/>
            <xsl:sort select="@slug"/>
            <li>
              <xsl:if test="@date">
                <time datetime="{@date}"><xsl:value-of select="concat(number(substring(@date, 6, 2)),
                    '月', number(substring(@date, 9, 2)), '日')"/></time><xsl:text> </xsl:text>
              </xsl:if>
              <a href="{@href}"><xsl:value-of select="@title"/>
                <xsl:if test="not(@title)"><xsl:value-of select="@slug"/></xsl:if></a>
            </li><xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </ul>
      </xsl:for-each>
    </section><xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
