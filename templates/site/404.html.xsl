<?xml version="1.0" encoding="UTF-8"?>
<!-- What a server shows for an address that leads nowhere. It is shown at any depth, so
     its links begin at the server's root where the site's address is known.
     ページが見つからないとき -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" exclude-result-prefixes="s">
  <xsl:import href="list.xsl"/>
  <xsl:variable name="root">
    <xsl:choose>
      <xsl:when test="$publication/@site">
        <xsl:value-of select="concat('/', substring-after(substring-after($publication/@site, '://'), '/'))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$publication/@root"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/s:site">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="$word-not-found"/>
      <xsl:with-param name="main">
        <header class="site">
          <h1><xsl:value-of select="$word-not-found"/></h1>
        </header>
        <main id="main">
          <p><xsl:value-of select="$word-not-found-why"/></p>
          <xsl:call-template name="home"/>
          <p><a href="{$root}index.html"><xsl:value-of select="$word-home"/></a></p>
        </main>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
