<?xml version="1.0" encoding="UTF-8"?>
<!-- The search over all documents. Without a script it says where else to look.  検索 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" exclude-result-prefixes="s">
  <xsl:import href="list.xsl"/>

  <xsl:template match="/s:site">
    <xsl:if test="$publication/@search">
      <xsl:call-template name="page">
        <xsl:with-param name="title" select="$word-search-title"/>
        <xsl:with-param name="address" select="'search.html'"/>
        <xsl:with-param name="script" select="'search.js'"/>
        <xsl:with-param name="main">
          <header class="site">
            <nav aria-label="{$word-place-in-site}"><p><a href="{$root}index.html">
              <xsl:value-of select="$word-home"/></a></p></nav>
            <h1><xsl:value-of select="$word-search-title"/></h1>
            <xsl:call-template name="home"/>
          </header>
          <main id="main" data-none="{$word-search-none}" data-some="{$word-search-some}"
                data-most="{$word-search-most}" data-more="{$word-search-more}"
                data-failed="{$word-search-failed}" data-rest="{$word-search-rest}"
                data-busy="{$word-search-busy}" data-untitled="{$word-untitled}">
            <p id="status" role="status"></p>
            <ol id="results" class="results"></ol>
            <p id="help"><xsl:value-of select="$word-search-help"/></p>
            <noscript><p><xsl:value-of select="$word-search-noscript"/></p></noscript>
          </main>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
