<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page tells machines: Open Graph, and schema.org as JSON-LD.
     機械に伝える情報 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:g="urn:gijiroku:minutes:1" exclude-result-prefixes="g">

  <xsl:import href="json.xsl"/>

  <!-- How search engines and other sites name the page, and what stands around it. -->
  <xsl:template name="around">
    <xsl:if test="$publication/@address">
      <link rel="canonical" href="{$publication/@address}"/>
    </xsl:if>
    <xsl:if test="$publication/g:previous">
      <link rel="prev" href="{$publication/g:previous/@href}"/>
    </xsl:if>
    <xsl:if test="$publication/g:next">
      <link rel="next" href="{$publication/g:next/@href}"/>
    </xsl:if>
    <xsl:if test="$publication/@licence-url">
      <link rel="license" href="{$publication/@licence-url}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="open-graph">
    <meta property="og:type" content="article"/>
    <meta property="og:title" content="{$title}"/>
    <xsl:if test="$publication/@address">
      <meta property="og:url" content="{$publication/@address}"/>
    </xsl:if>
    <xsl:if test="$publication/@publisher | $meeting/g:organ">
      <meta property="og:site_name">
        <xsl:attribute name="content">
          <xsl:value-of select="$publication/@publisher"/>
          <xsl:if test="not($publication/@publisher)"><xsl:value-of select="$meeting/g:organ"/></xsl:if>
        </xsl:attribute>
      </meta>
    </xsl:if>
  </xsl:template>

  <xsl:template name="json-member">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="string($value)">
      <xsl:value-of select="concat(',&quot;', $name, '&quot;:')"/>
      <xsl:call-template name="json-string"><xsl:with-param name="value" select="$value"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- https://schema.org/Report about an Event. The hours are local to Japan, which has
       had no other time since 1951. -->
  <xsl:template name="json-ld">
    <script type="application/ld+json">
      <xsl:text>{"@context":"https://schema.org","@type":"Report","inLanguage":"ja"</xsl:text>
      <xsl:call-template name="json-member">
        <xsl:with-param name="name" select="'name'"/>
        <xsl:with-param name="value" select="$title"/>
      </xsl:call-template>
      <xsl:call-template name="json-member">
        <xsl:with-param name="name" select="'url'"/>
        <xsl:with-param name="value" select="$publication/@address"/>
      </xsl:call-template>
      <xsl:call-template name="json-member">
        <xsl:with-param name="name" select="'license'"/>
        <xsl:with-param name="value" select="$publication/@licence-url"/>
      </xsl:call-template>
      <xsl:if test="$publication/@publisher">
        <xsl:text>,"publisher":{"@type":"GovernmentOrganization"</xsl:text>
        <xsl:call-template name="json-member">
          <xsl:with-param name="name" select="'name'"/>
          <xsl:with-param name="value" select="$publication/@publisher"/>
        </xsl:call-template>
        <xsl:call-template name="json-member">
          <xsl:with-param name="name" select="'url'"/>
          <xsl:with-param name="value" select="$publication/@publisher-url"/>
        </xsl:call-template>
        <xsl:text>}</xsl:text>
      </xsl:if>
      <xsl:call-template name="json-member">
        <xsl:with-param name="name" select="'genre'"/>
        <xsl:with-param name="value" select="$meeting/g:kind"/>
      </xsl:call-template>
      <xsl:if test="$meeting/g:organ or $meeting/g:date">
        <xsl:text>,"about":{"@type":"Event"</xsl:text>
        <xsl:call-template name="json-member">
          <xsl:with-param name="name" select="'name'"/>
          <xsl:with-param name="value">
            <xsl:value-of select="$meeting/g:organ"/>
            <xsl:if test="$meeting/g:session">
              <xsl:value-of select="concat(' 第', $meeting/g:session, '回')"/>
            </xsl:if>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:if test="$meeting/g:date">
          <xsl:variable name="start"><xsl:if test="$meeting/g:start">
            <xsl:value-of select="concat('T', $meeting/g:start, ':00+09:00')"/>
          </xsl:if></xsl:variable>
          <xsl:call-template name="json-member">
            <xsl:with-param name="name" select="'startDate'"/>
            <xsl:with-param name="value" select="concat($meeting/g:date, $start)"/>
          </xsl:call-template>
          <xsl:if test="$meeting/g:end">
            <xsl:call-template name="json-member">
              <xsl:with-param name="name" select="'endDate'"/>
              <xsl:with-param name="value" select="concat($meeting/g:date, 'T', $meeting/g:end, ':00+09:00')"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:if>
        <xsl:call-template name="json-member">
          <xsl:with-param name="name" select="'location'"/>
          <xsl:with-param name="value" select="$meeting/g:place"/>
        </xsl:call-template>
        <xsl:text>}</xsl:text>
      </xsl:if>
      <xsl:text>}</xsl:text>
    </script>
  </xsl:template>
</xsl:stylesheet>
