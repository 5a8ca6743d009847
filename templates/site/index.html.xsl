<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of the site: by body, then by year, the newest first.  一覧のページ -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" exclude-result-prefixes="s">
  <xsl:import href="list.xsl"/>

  <!-- A site with more documents lists the newest of each body only; the body's page has
       them all. -->
  <xsl:variable name="few" select="200"/>
  <xsl:variable name="newest" select="3"/>

  <xsl:template match="/s:site">
    <xsl:call-template name="page">
      <xsl:with-param name="title"><xsl:call-template name="site-title"/></xsl:with-param>
      <xsl:with-param name="address" select="'index.html'"/>
      <xsl:with-param name="main">
        <header class="site">
          <h1><xsl:call-template name="site-title"/></h1>
          <xsl:call-template name="home"/>
        </header>
        <xsl:if test="count(s:body[@name]) &gt; 4">
          <nav class="contents" aria-labelledby="bodies">
            <p id="bodies"><xsl:value-of select="$word-bodies"/></p>
            <ul><xsl:for-each select="s:body[@name]">
              <li><a href="#b{position()}"><xsl:value-of select="@name"/></a></li>
              <xsl:text>&#10;</xsl:text>
            </xsl:for-each></ul>
          </nav>
        </xsl:if>
        <main id="main">
          <xsl:if test="not(s:body)"><p><xsl:value-of select="$word-no-documents"/></p></xsl:if>
          <xsl:apply-templates select="s:body"/>
        </main>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="site-title">
    <xsl:if test="$publication/@publisher">
      <xsl:value-of select="concat($publication/@publisher, ' ')"/>
    </xsl:if>
    <xsl:value-of select="$word-home"/>
  </xsl:template>

  <xsl:template match="s:body">
    <xsl:variable name="all" select="count(/s:site/s:body/s:document) &lt;= $few or not(@href)"/>
    <section>
      <h2>
        <xsl:if test="@name"><xsl:attribute name="id">b<xsl:value-of select="position()"/></xsl:attribute></xsl:if>
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="@href"/>
          <xsl:with-param name="text"><xsl:call-template name="body-name"/></xsl:with-param>
        </xsl:call-template>
      </h2>
      <xsl:choose>
        <xsl:when test="$all">
          <xsl:call-template name="years"><xsl:with-param name="level" select="'h3'"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <ul class="documents dated"><xsl:text>&#10;</xsl:text>
            <xsl:apply-templates select="s:document[position() &lt;= $newest]" mode="dated"/>
          </ul>
          <xsl:if test="count(s:document) &gt; $newest">
            <p><a href="{@href}"><xsl:value-of select="concat(@name, $word-all,
                count(s:document), '件')"/></a></p>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </section><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="s:document" mode="dated">
    <li>
      <xsl:if test="@date">
        <time datetime="{@date}"><xsl:call-template name="date">
          <xsl:with-param name="iso" select="@date"/></xsl:call-template></time><xsl:text> </xsl:text>
      </xsl:if>
      <a href="{$root}{@href}"><xsl:value-of select="@title"/>
        <xsl:if test="not(@title)"><xsl:value-of select="@slug"/></xsl:if></a>
    </li><xsl:text>&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
