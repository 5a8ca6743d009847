<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages for search engines (https://www.sitemaps.org/protocol.html). The protocol
     wants whole addresses: without the site's own in the configuration they are relative,
     and the file serves people only.  検索エンジン向けの一覧 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                exclude-result-prefixes="s">
  <xsl:import href="../html/words.xsl"/>
  <xsl:import href="../html/frame.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:variable name="publication" select="/s:site/s:publication"/>

  <xsl:template match="/s:site">
    <urlset>
      <url><loc>
        <xsl:value-of select="$publication/@site"/>
        <xsl:if test="not($publication/@site)">index.html</xsl:if>
      </loc></url>
      <xsl:for-each select="s:body[@href] | s:body/s:document">
        <url><loc>
          <xsl:choose>
            <xsl:when test="$publication/@site"><xsl:call-template name="address">
              <xsl:with-param name="href" select="@href"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:value-of select="@href"/></xsl:otherwise>
          </xsl:choose>
        </loc></url>
      </xsl:for-each>
    </urlset>
  </xsl:template>
</xsl:stylesheet>
