<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one body: all its documents, by year.  会議ごとのページ -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" exclude-result-prefixes="s">
  <xsl:import href="list.xsl"/>

  <xsl:template match="/s:site">
    <xsl:apply-templates select="s:body[@current]"/>
  </xsl:template>

  <xsl:template match="s:body">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="concat(@name, $word-of-body)"/>
      <xsl:with-param name="address" select="@href"/>
      <xsl:with-param name="main">
        <header class="site">
          <nav aria-label="{$word-place-in-site}"><p><a href="{$root}index.html">
            <xsl:value-of select="$word-home"/></a></p></nav>
          <h1><xsl:value-of select="@name"/><span class="word"><xsl:value-of select="$word-of-body"/></span></h1>
          <xsl:call-template name="home"/>
        </header>
        <main id="main">
          <xsl:call-template name="years"><xsl:with-param name="level" select="'h2'"/></xsl:call-template>
        </main>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
