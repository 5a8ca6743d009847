<?xml version="1.0" encoding="UTF-8"?>
<!-- The record as a debate of Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core v1.0). The text is
     that of the record, in order. Akoma Ntoso wants a speaker for every speech: who is not
     named is spoken for by one collective organisation, never by an invented person.
     国際標準 Akoma Ntoso への変換 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:g="urn:gijiroku:minutes:1"
                xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
                exclude-result-prefixes="g">
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="g:minutes g:meeting g:body g:field g:group g:section g:speech g:list
                             g:item g:note g:table g:row"/>
  <xsl:key name="person" match="g:speech[@attribution='named'][@name]" use="@name"/>
  <xsl:key name="voice" match="g:speech[not(@attribution='named' and @name)][@speaker]" use="@speaker"/>
  <xsl:key name="note" match="g:note[@key]" use="@key"/>

  <xsl:variable name="meeting" select="/g:minutes/g:meeting"/>
  <xsl:variable name="publication" select="/g:minutes/g:publication"/>
  <xsl:variable name="date"><xsl:choose>
    <xsl:when test="$meeting/g:date"><xsl:value-of select="$meeting/g:date"/></xsl:when>
    <xsl:otherwise>0001-01-01</xsl:otherwise>
  </xsl:choose></xsl:variable>
  <xsl:variable name="work">
    <xsl:value-of select="concat('/akn/jp/debate/', $date)"/>
    <xsl:if test="$meeting/g:session"><xsl:value-of select="concat('/', $meeting/g:session)"/></xsl:if>
  </xsl:variable>
  <!-- Names without the spaces that print them apart: an eId has none. -->
  <xsl:variable name="spaces" select="'&#9;&#10;&#13; &#x3000;'"/>

  <xsl:template match="/">
    <akomaNtoso>
      <debate name="minutes">
        <meta>
          <identification source="#source">
            <FRBRWork>
              <xsl:call-template name="frbr"><xsl:with-param name="uri" select="$work"/></xsl:call-template>
              <FRBRcountry value="jp"/>
              <xsl:if test="$meeting/g:session"><FRBRnumber value="{$meeting/g:session}"/></xsl:if>
              <xsl:if test="$meeting/g:title"><FRBRname value="{$meeting/g:title}"/></xsl:if>
            </FRBRWork>
            <FRBRExpression>
              <xsl:call-template name="frbr">
                <xsl:with-param name="uri" select="concat($work, '/jpn@')"/>
              </xsl:call-template>
              <FRBRlanguage language="jpn"/>
            </FRBRExpression>
            <FRBRManifestation>
              <xsl:call-template name="frbr">
                <xsl:with-param name="uri" select="concat($work, '/jpn@.akn')"/>
              </xsl:call-template>
            </FRBRManifestation>
          </identification>
          <references source="#source">
            <TLCOrganization eId="source" href="/ontology/organization/jp/publisher">
              <xsl:attribute name="showAs">
                <xsl:value-of select="$publication/@publisher"/>
                <xsl:if test="not($publication/@publisher)"><xsl:call-template name="organ"/></xsl:if>
              </xsl:attribute>
            </TLCOrganization>
            <TLCOrganization eId="organ" href="/ontology/organization/jp/organ">
              <xsl:attribute name="showAs"><xsl:call-template name="organ"/></xsl:attribute>
            </TLCOrganization>
            <TLCOrganization eId="speakers" href="/ontology/organization/jp/speakers" showAs="発言者"/>
            <xsl:for-each select="//g:speech[generate-id() = generate-id(key('person', @name)[@attribution='named'][1])]">
              <TLCPerson eId="person-{translate(@name, $spaces, '')}"
                  href="/ontology/person/jp/{translate(@name, $spaces, '')}" showAs="{@name}"/>
            </xsl:for-each>
            <xsl:for-each select="//g:speech[generate-id() = generate-id(key('voice', @speaker)[1])]">
              <TLCOrganization eId="voice-{translate(@speaker, $spaces, '')}"
                  href="/ontology/organization/jp/{translate(@speaker, $spaces, '')}" showAs="{@speaker}"/>
            </xsl:for-each>
          </references>
        </meta>
        <xsl:if test="$titles">
          <preface><xsl:apply-templates select="$titles"/></preface>
        </xsl:if>
        <debateBody>
          <debateSection name="minutes">
            <xsl:apply-templates select="/g:minutes/g:body/*[position() &gt; count($titles)]"/>
          </debateSection>
        </debateBody>
      </debate>
    </akomaNtoso>
  </xsl:template>

  <!-- Those at the beginning; others stay where they are printed. -->
  <xsl:variable name="titles"
      select="/g:minutes/g:body/g:title[not(preceding-sibling::*[not(self::g:title)])]"/>
  <xsl:template match="g:title"><p><docTitle><xsl:apply-templates/></docTitle></p></xsl:template>

  <xsl:template name="organ">
    <xsl:value-of select="$meeting/g:organ"/>
    <xsl:if test="not($meeting/g:organ)">会議名の記載なし</xsl:if>
  </xsl:template>
  <xsl:template name="frbr">
    <xsl:param name="uri"/>
    <FRBRthis value="{$uri}/!main"/>
    <FRBRuri value="{$uri}"/>
    <FRBRdate date="{$date}">
      <xsl:attribute name="name"><xsl:choose>
        <xsl:when test="$meeting/g:date">meeting</xsl:when>
        <xsl:otherwise>unknown</xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </FRBRdate>
    <FRBRauthor href="#organ"/>
  </xsl:template>

  <xsl:template name="id">
    <xsl:if test="@xml:id"><xsl:attribute name="eId"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- Sections, with what is printed before their content. -->
  <xsl:template name="head">
    <xsl:if test="g:label"><num><xsl:apply-templates select="g:label/node()"/></num></xsl:if>
    <xsl:if test="g:heading | g:term">
      <heading><xsl:apply-templates select="(g:heading | g:term)/node()"/></heading>
    </xsl:if>
  </xsl:template>
  <xsl:template match="g:section | g:field">
    <debateSection name="{local-name()}">
      <xsl:call-template name="id"/>
      <xsl:call-template name="head"/>
      <xsl:apply-templates select="*[not(self::g:label or self::g:heading or self::g:term)]"/>
    </debateSection>
  </xsl:template>
  <xsl:template match="g:group">
    <rollCall>
      <xsl:call-template name="id"/>
      <xsl:call-template name="head"/>
      <xsl:apply-templates select="*[not(self::g:label or self::g:term)]"/>
    </rollCall>
  </xsl:template>
  <xsl:template match="g:person">
    <p><xsl:call-template name="id"/><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="g:speech">
    <speech>
      <xsl:call-template name="id"/>
      <xsl:attribute name="by"><xsl:choose>
        <xsl:when test="@attribution='named' and @name">
          <xsl:value-of select="concat('#person-', translate(@name, $spaces, ''))"/>
        </xsl:when>
        <xsl:when test="@speaker">
          <xsl:value-of select="concat('#voice-', translate(@speaker, $spaces, ''))"/>
        </xsl:when>
        <xsl:otherwise>#speakers</xsl:otherwise>
      </xsl:choose></xsl:attribute>
      <xsl:if test="g:speaker"><from><xsl:apply-templates select="g:speaker/node()"/></from></xsl:if>
      <xsl:apply-templates select="*[not(self::g:speaker)]" mode="block"/>
      <xsl:if test="not(*[not(self::g:speaker)])"><p/></xsl:if>
    </speech>
  </xsl:template>

  <!-- Blocks: directly in a section a remark on what happened is a narrative; within a
       speech or a list there is none. -->
  <xsl:template match="g:stage | g:closing">
    <narrative><xsl:call-template name="id"/><xsl:apply-templates/></narrative>
  </xsl:template>
  <xsl:template match="g:p | g:rule | g:list | g:note | g:table">
    <xsl:apply-templates select="." mode="block"/>
  </xsl:template>
  <xsl:template match="g:p | g:rule | g:stage | g:closing" mode="block">
    <p><xsl:call-template name="id"/><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="g:list" mode="block">
    <ul><xsl:call-template name="id"/><xsl:apply-templates select="g:item" mode="block"/></ul>
  </xsl:template>
  <xsl:template match="g:note" mode="block">
    <ul><xsl:call-template name="item"/></ul>
  </xsl:template>
  <xsl:template match="g:item" mode="block"><xsl:call-template name="item"/></xsl:template>
  <xsl:template name="item">
    <li>
      <xsl:call-template name="id"/>
      <xsl:apply-templates select="g:label/node()"/>
      <xsl:apply-templates select="*[not(self::g:label)]" mode="inner"/>
    </li>
  </xsl:template>
  <!-- An item holds no table: its rows are paragraphs there. -->
  <xsl:template match="*" mode="inner"><xsl:apply-templates select="." mode="block"/></xsl:template>
  <xsl:template match="g:table" mode="inner">
    <xsl:for-each select="g:row">
      <p><xsl:for-each select="g:cell">
        <xsl:if test="position() &gt; 1"><xsl:text>&#9;</xsl:text></xsl:if>
        <xsl:apply-templates/>
      </xsl:for-each></p>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="g:table" mode="block">
    <table>
      <xsl:call-template name="id"/>
      <xsl:for-each select="g:row">
        <tr><xsl:for-each select="g:cell">
          <xsl:variable name="name"><xsl:choose>
            <xsl:when test="@header='true'">th</xsl:when>
            <xsl:otherwise>td</xsl:otherwise>
          </xsl:choose></xsl:variable>
          <xsl:element name="{$name}"><p><xsl:apply-templates/></p></xsl:element>
        </xsl:for-each></tr>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- Inlines: what was printed after a gap keeps one space. -->
  <xsl:template match="g:label | g:name | g:affiliation | g:post | g:mark | g:term">
    <xsl:if test="@column"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="g:note-ref">
    <xsl:choose>
      <xsl:when test="key('note', @key)/@xml:id">
        <ref href="#{key('note', @key)/@xml:id}"><xsl:apply-templates/></ref>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="g:lb"/>
  <!-- A control character, which XML cannot hold. -->
  <xsl:template match="g:char"><inline name="character" class="{@code}"/></xsl:template>
</xsl:stylesheet>
