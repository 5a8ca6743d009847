<?xml version="1.0" encoding="UTF-8"?>
<!-- Everything may be read (RFC 9309). Counts where the site is a server's root.
     検索エンジンへの案内 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/s:site">
    <xsl:text>User-agent: *&#10;Disallow:&#10;</xsl:text>
    <xsl:if test="s:publication/@site">
      <xsl:value-of select="concat('Sitemap: ', s:publication/@site, 'sitemap.xml&#10;')"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
