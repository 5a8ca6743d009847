<?xml version="1.0" encoding="UTF-8"?>
<!-- The newest documents as an Atom feed (RFC 4287). A document without a date is news of
     no day and is left out, unless the build has a date.  更新情報 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:s="urn:gijiroku:site:1" xmlns="http://www.w3.org/2005/Atom"
                exclude-result-prefixes="s">
  <xsl:import href="../html/words.xsl"/>
  <xsl:import href="../html/frame.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:variable name="entries" select="50"/>
  <xsl:variable name="publication" select="/s:site/s:publication"/>
  <!-- Without an address of the site, names stand in for addresses. -->
  <xsl:variable name="base"><xsl:choose>
    <xsl:when test="$publication/@site"><xsl:value-of select="$publication/@site"/></xsl:when>
    <xsl:otherwise>urn:gijiroku:site:</xsl:otherwise>
  </xsl:choose></xsl:variable>

  <xsl:template match="/s:site">
    <feed xml:lang="ja">
      <id><xsl:value-of select="$base"/></id>
      <title><xsl:if test="$publication/@publisher"><xsl:value-of
          select="concat($publication/@publisher, ' ')"/></xsl:if><xsl:value-of select="$word-home"/></title>
      <updated><xsl:call-template name="newest"/></updated>
      <link rel="self" type="application/atom+xml" href="{$publication/@site}feed.xml"/>
      <link rel="alternate" type="text/html" href="{$publication/@site}index.html"/>
      <author><name>
        <xsl:value-of select="$publication/@publisher"/>
        <xsl:if test="not($publication/@publisher)"><xsl:value-of select="$word-home"/></xsl:if>
      </name></author>
      <xsl:if test="$publication/@licence">
        <rights><xsl:value-of select="$publication/@licence"/></rights>
      </xsl:if>
      <xsl:if test="$publication/@generator">
        <generator><xsl:value-of select="$publication/@generator"/></generator>
      </xsl:if>
      <!-- A correction is news of its own day. -->
      <xsl:for-each select="s:body/s:document[@date or $publication/@updated] |
          s:body/s:document/s:correction">
        <xsl:sort select="@date" order="descending"/>
        <xsl:sort select="@slug | ../@slug"/>
        <xsl:if test="position() &lt;= $entries">
          <xsl:choose>
            <xsl:when test="self::s:correction"><xsl:call-template name="correction"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="entry"/></xsl:otherwise>
          </xsl:choose>
        </xsl:if>
      </xsl:for-each>
    </feed>
  </xsl:template>

  <xsl:template name="entry">
    <entry>
      <id>
        <xsl:if test="not($publication/@site)"><xsl:value-of select="$base"/></xsl:if>
        <xsl:call-template name="address"><xsl:with-param name="href" select="@href"/></xsl:call-template>
      </id>
      <title><xsl:value-of select="@title"/><xsl:if test="not(@title)"><xsl:value-of select="@slug"/></xsl:if></title>
      <updated><xsl:call-template name="moment"/></updated>
      <link rel="alternate" type="text/html">
        <xsl:attribute name="href"><xsl:call-template name="address">
          <xsl:with-param name="href" select="@href"/></xsl:call-template></xsl:attribute>
      </link>
      <xsl:if test="@organ"><category term="{@organ}"/></xsl:if>
    </entry>
  </xsl:template>

  <xsl:template name="correction">
    <xsl:variable name="number" select="count(preceding-sibling::s:correction) + 1"/>
    <xsl:variable name="place">
      <xsl:call-template name="address"><xsl:with-param name="href" select="../@href"/></xsl:call-template>
      <xsl:value-of select="concat('#correction-', @date, '-', $number)"/>
    </xsl:variable>
    <entry>
      <id>
        <xsl:if test="not($publication/@site)"><xsl:value-of select="$base"/></xsl:if>
        <xsl:value-of select="$place"/>
      </id>
      <title><xsl:value-of select="concat($word-corrections, '：', ../@title)"/></title>
      <updated><xsl:call-template name="moment"/></updated>
      <link rel="alternate" type="text/html" href="{$place}"/>
      <summary><xsl:value-of select="@text"/></summary>
      <xsl:if test="../@organ"><category term="{../@organ}"/></xsl:if>
    </entry>
  </xsl:template>

  <!-- The day of the meeting, or of the correction, in Japan. -->
  <xsl:template name="moment">
    <xsl:choose>
      <xsl:when test="@date"><xsl:value-of select="concat(@date, 'T00:00:00+09:00')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$publication/@updated"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An empty feed was last changed before all minutes. -->
  <xsl:template name="newest">
    <xsl:for-each select="s:body/s:document[@date] | s:body/s:document/s:correction">
      <xsl:sort select="@date" order="descending"/>
      <xsl:if test="position() = 1"><xsl:call-template name="moment"/></xsl:if>
    </xsl:for-each>
    <xsl:if test="not(s:body/s:document[@date] | s:body/s:document/s:correction)">
      <xsl:value-of select="$publication/@updated"/>
      <xsl:if test="not($publication/@updated)">1970-01-01T00:00:00Z</xsl:if>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
