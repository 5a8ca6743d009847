<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages have in common. The importing stylesheet has $publication.
     すべてのページに共通の部分 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- The beginning of <head>. The icon is none, without a request. -->
  <xsl:template name="head">
    <xsl:param name="title"/>
    <meta charset="UTF-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title><xsl:value-of select="$title"/></title>
    <xsl:if test="$publication/@generator">
      <meta name="generator" content="{$publication/@generator}"/>
    </xsl:if>
    <link rel="icon" href="data:,"/>
    <xsl:if test="$publication/@root">
      <link rel="stylesheet" href="{$root}style.css"/>
      <link rel="stylesheet" href="{$root}look.css"/>
    </xsl:if>
  </xsl:template>
  <xsl:variable name="root" select="$publication/@root"/>

  <!-- Nothing comes from elsewhere; scripts are those that are named. -->
  <xsl:template name="policy">
    <xsl:param name="scripts" select="&quot;'none'&quot;"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src {$scripts}; img-src 'self' data:; base-uri 'none'; form-action 'self'"/>
  </xsl:template>

  <xsl:template name="skip">
    <a class="skip" href="#main"><xsl:value-of select="$word-skip"/></a>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The way back, and the search. Its form works without a script. -->
  <xsl:template name="home">
    <xsl:param name="query-id" select="'q'"/>
    <xsl:if test="$publication/@search">
      <form class="search" role="search" action="{$root}{$publication/@search}">
        <label for="{$query-id}"><xsl:value-of select="$word-search-label"/></label>
        <input type="search" id="{$query-id}" name="q"/>
        <button><xsl:value-of select="$word-search"/></button>
      </form>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The address of a page in the site: a server shows a folder's index for the folder. -->
  <xsl:template name="address">
    <xsl:param name="href"/>
    <xsl:variable name="folder" select="string-length($href) - 10"/>
    <xsl:value-of select="$publication/@site"/>
    <xsl:choose>
      <xsl:when test="substring($href, $folder + 1) = 'index.html'">
        <xsl:value-of select="substring($href, 1, $folder)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$href"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whose site it is, and under which terms its content may be used. -->
  <xsl:template name="publisher">
    <xsl:if test="$publication/@publisher">
      <p>
        <xsl:value-of select="$word-publisher"/>
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$publication/@publisher-url"/>
          <xsl:with-param name="text" select="$publication/@publisher"/>
        </xsl:call-template>
      </p>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="$publication/@licence">
      <p>
        <xsl:value-of select="$word-licence"/>
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$publication/@licence-url"/>
          <xsl:with-param name="text" select="$publication/@licence"/>
        </xsl:call-template>
      </p>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:template name="link">
    <xsl:param name="href"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="string($href)"><a href="{$href}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 2025-09-19 → 2025年9月19日 -->
  <xsl:template name="date">
    <xsl:param name="iso"/>
    <xsl:value-of select="concat(number(substring($iso, 1, 4)), '年',
        number(substring($iso, 6, 2)), '月', number(substring($iso, 9, 2)), '日')"/>
  </xsl:template>

  <!-- 2025 → 2025年（令和7年） -->
  <xsl:template name="year">
    <xsl:param name="year"/>
    <xsl:value-of select="concat($year, '年')"/>
    <xsl:choose>
      <xsl:when test="$year &gt; 2019">（令和<xsl:value-of select="$year - 2018"/>年）</xsl:when>
      <xsl:when test="$year = 2019">（平成31年・令和元年）</xsl:when>
      <xsl:when test="$year &gt; 1989">（平成<xsl:value-of select="$year - 1988"/>年）</xsl:when>
      <xsl:when test="$year = 1989">（昭和64年・平成元年）</xsl:when>
      <xsl:when test="$year &gt; 1926">（昭和<xsl:value-of select="$year - 1925"/>年）</xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
