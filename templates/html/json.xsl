<?xml version="1.0" encoding="UTF-8"?>
<!-- Strings of JSON.  JSON の文字列 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- A string of JSON within <script>, quotes included. It holds no "<", so it can end no
       element, and no "&amp;". Halving keeps the recursion shallow. -->
  <xsl:template name="json-string">
    <xsl:param name="value"/>
    <xsl:text>"</xsl:text>
    <xsl:call-template name="json-text"><xsl:with-param name="value" select="$value"/></xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>
  <xsl:template name="json-text">
    <xsl:param name="value"/>
    <xsl:variable name="length" select="string-length($value)"/>
    <xsl:choose>
      <xsl:when test="translate($value, '&quot;\&lt;&gt;&amp;&#9;&#10;&#13;', '') = $value">
        <xsl:value-of select="$value"/>
      </xsl:when>
      <xsl:when test="$length &gt; 1">
        <xsl:call-template name="json-text">
          <xsl:with-param name="value" select="substring($value, 1, floor($length div 2))"/>
        </xsl:call-template>
        <xsl:call-template name="json-text">
          <xsl:with-param name="value" select="substring($value, floor($length div 2) + 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$value = '&quot;'">\"</xsl:when>
      <xsl:when test="$value = '\'">\\</xsl:when>
      <xsl:when test="$value = '&lt;'">\u003c</xsl:when>
      <xsl:when test="$value = '&gt;'">\u003e</xsl:when>
      <xsl:when test="$value = '&amp;'">\u0026</xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
