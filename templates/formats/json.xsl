<?xml version="1.0" encoding="UTF-8"?>
<!-- The shape of the records that the interface of 国会会議録検索システム hands out: one
     meetingRecord with its speechRecords. A turn is a record; so is what stands between turns,
     up to the next entry of the agenda, with no speaker, for minutes often withhold the
     speakers and nothing may be lost.  国会会議録検索システムの形の JSON -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:g="urn:gijiroku:minutes:1" xmlns:exsl="http://exslt.org/common"
                exclude-result-prefixes="g exsl">
  <xsl:import href="../html/json.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="g:minutes g:meeting g:body g:field g:group g:section g:speech g:list
                             g:item g:note g:table g:row"/>
  <xsl:variable name="meeting" select="/g:minutes/g:meeting"/>

  <!-- The record in a row: <r> where another owner begins to speak, with what is known of it,
       <u> for each printed line. -->
  <xsl:variable name="row"><r/><xsl:apply-templates select="/g:minutes/g:body/*" mode="line"/></xsl:variable>
  <xsl:key name="lines" match="u" use="generate-id(preceding-sibling::r[1])"/>

  <xsl:template match="/">
    <xsl:text>{"numberOfRecords":1,"numberOfReturn":1,"startRecord":1,"nextRecordPosition":null,"meetingRecord":[{"issueID":null</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'imageKind'"/>
      <xsl:with-param name="value" select="$meeting/g:kind"/>
    </xsl:call-template>
    <xsl:text>,"session":</xsl:text>
    <xsl:choose>
      <xsl:when test="$meeting/g:session and string-length($meeting/g:session) &lt; 10">
        <xsl:value-of select="number($meeting/g:session)"/>
      </xsl:when>
      <xsl:otherwise>null</xsl:otherwise>
    </xsl:choose>
    <xsl:text>,"nameOfHouse":null</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'nameOfMeeting'"/>
      <xsl:with-param name="value" select="$meeting/g:organ"/>
    </xsl:call-template>
    <xsl:text>,"issue":null</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'date'"/>
      <xsl:with-param name="value" select="$meeting/g:date"/>
    </xsl:call-template>
    <xsl:text>,"closing":null,"speechRecord":[&#10;</xsl:text>
    <xsl:for-each select="exsl:node-set($row)/r[following-sibling::*[1][self::u]]">
      <xsl:if test="position() &gt; 1">,&#10;</xsl:if>
      <xsl:call-template name="record"/>
    </xsl:for-each>
    <xsl:text>],"meetingURL":null,"pdfURL":null}]}&#10;</xsl:text>
  </xsl:template>

  <!-- {"…","name":"value" or null -->
  <xsl:template name="member">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:value-of select="concat(',&quot;', $name, '&quot;:')"/>
    <xsl:choose>
      <xsl:when test="string($value)">
        <xsl:call-template name="json-string"><xsl:with-param name="value" select="$value"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>null</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="record">
    <xsl:value-of select="concat('{&quot;speechOrder&quot;:', position() - 1)"/>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'speechID'"/>
      <xsl:with-param name="value" select="@id"/>
    </xsl:call-template>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'speaker'"/>
      <xsl:with-param name="value" select="@speaker"/>
    </xsl:call-template>
    <xsl:text>,"speakerYomi":null,"speakerGroup":null</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'speakerPosition'"/>
      <xsl:with-param name="value" select="@role"/>
    </xsl:call-template>
    <xsl:text>,"speakerRole":null,"speech":"</xsl:text>
    <xsl:for-each select="key('lines', generate-id())">
      <xsl:if test="position() &gt; 1">\n</xsl:if>
      <xsl:call-template name="json-text"><xsl:with-param name="value" select="."/></xsl:call-template>
    </xsl:for-each>
    <xsl:text>","startPage":null,"speechURL":</xsl:text>
    <xsl:choose>
      <xsl:when test="@id and $address">
        <xsl:call-template name="json-string">
          <xsl:with-param name="value" select="concat($address, '#', @id)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>null</xsl:otherwise>
    </xsl:choose>
    <xsl:text>}</xsl:text>
  </xsl:template>
  <xsl:variable name="address" select="string(/g:minutes/g:publication/@address)"/>

  <!-- Owners: a turn, an entry of the agenda. Afterwards the outer one goes on. -->
  <xsl:template match="g:speech" mode="line">
    <r id="{@xml:id}" role="{@role}">
      <xsl:attribute name="speaker">
        <xsl:value-of select="@name"/>
        <xsl:if test="not(@name)"><xsl:value-of select="@speaker"/></xsl:if>
      </xsl:attribute>
    </r>
    <xsl:apply-templates select="*" mode="line"/>
    <xsl:call-template name="go-on"/>
  </xsl:template>
  <xsl:template match="g:section[@role='agenda']" mode="line">
    <r id="{@xml:id}"/>
    <xsl:call-template name="headed"/>
    <xsl:call-template name="go-on"/>
  </xsl:template>
  <xsl:template name="go-on"><r id="{ancestor::g:section[@role='agenda'][1]/@xml:id}"/></xsl:template>

  <!-- Lines -->
  <xsl:template match="g:section | g:field | g:group" mode="line"><xsl:call-template name="headed"/></xsl:template>
  <xsl:template name="headed">
    <xsl:if test="g:label | g:heading | g:term">
      <u><xsl:apply-templates select="g:label | g:heading | g:term" mode="text"/></u>
    </xsl:if>
    <xsl:apply-templates select="*[not(self::g:label or self::g:heading or self::g:term)]" mode="line"/>
  </xsl:template>
  <xsl:template match="g:list" mode="line"><xsl:apply-templates select="*" mode="line"/></xsl:template>
  <xsl:template match="g:table" mode="line">
    <xsl:for-each select="g:row">
      <u><xsl:for-each select="g:cell">
        <xsl:if test="position() &gt; 1"><xsl:text>&#9;</xsl:text></xsl:if>
        <xsl:apply-templates mode="text"/>
      </xsl:for-each></u>
    </xsl:for-each>
  </xsl:template>
  <!-- A mark and the paragraph behind it are one line. -->
  <xsl:template match="g:item | g:note" mode="line">
    <xsl:variable name="first" select="*[not(self::g:label)][1][self::g:p]"/>
    <xsl:if test="g:label | $first">
      <u>
        <xsl:apply-templates select="g:label" mode="text"/>
        <xsl:if test="g:label and $first"><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates select="$first/node()" mode="text"/>
      </u>
    </xsl:if>
    <xsl:apply-templates select="*[not(self::g:label)][position() &gt; count($first)]" mode="line"/>
  </xsl:template>
  <xsl:template match="*" mode="line"><u><xsl:apply-templates mode="text"/></u></xsl:template>
  <xsl:template match="*" mode="text">
    <xsl:if test="@column and preceding-sibling::node()"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="text"/>
  </xsl:template>
  <xsl:template match="g:lb" mode="text"/>
  <xsl:template match="g:char" mode="text"><xsl:value-of select="concat('〔', @code, '〕')"/></xsl:template>
</xsl:stylesheet>
