<?xml version="1.0" encoding="UTF-8"?>
<!-- The record itself: one template a kind of node. Adds no text.  議事録の本体 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:g="urn:gijiroku:minutes:1" exclude-result-prefixes="g">
  <xsl:strip-space elements="g:minutes g:body g:field g:group g:section g:speech g:list
                             g:item g:note g:table g:row"/>
  <xsl:key name="note" match="g:note[@key]" use="@key"/>

  <xsl:template name="id">
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- style.css draws its sign. -->
  <xsl:template name="permalink">
    <xsl:if test="@xml:id">
      <a href="#{@xml:id}" aria-label="{$word-permalink}"></a>
    </xsl:if>
  </xsl:template>

  <!-- A heading that grows with its depth: h2 directly in the record, h6 at most. -->
  <xsl:template name="heading">
    <xsl:param name="content"/>
    <xsl:variable name="depth" select="count(ancestor::g:section | ancestor::g:field) + 2"/>
    <xsl:element name="h{($depth &lt;= 6) * $depth + ($depth &gt; 6) * 6}">
      <xsl:apply-templates select="$content"/>
      <xsl:call-template name="permalink"/>
    </xsl:element><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A printed mark that hangs before its text is the link to the place where it stands.
       style.css says "リンク" where it is read out. -->
  <xsl:template name="mark-link">
    <xsl:choose>
      <xsl:when test="g:label and @xml:id">
        <a href="#{@xml:id}">
          <xsl:apply-templates select="g:label/node()"/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="g:label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The printed lines of the title are one heading. -->
  <xsl:template match="g:title[not(preceding-sibling::g:title)]">
    <h1>
      <xsl:for-each select=". | following-sibling::g:title">
        <xsl:if test="position() &gt; 1"><br/></xsl:if>
        <xsl:apply-templates mode="words"/>
      </xsl:for-each>
    </h1><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:title"/>

  <!-- Words set apart by spaces break whole. A title longer than any real one is left as
       it is: the recursion goes one deeper for each word. -->
  <xsl:template match="text()" mode="words" name="words">
    <xsl:param name="rest" select="."/>
    <xsl:variable name="spaced" select="translate($rest, '　', ' ')"/>
    <xsl:variable name="word" select="substring-before(concat($spaced, ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="string-length(.) &gt; 200"><xsl:value-of select="$rest"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="$word"><span class="word"><xsl:value-of select="$word"/></span></xsl:if>
        <xsl:if test="contains($spaced, ' ')">
          <xsl:value-of select="substring($rest, string-length($word) + 1, 1)"/>
          <xsl:call-template name="words">
            <xsl:with-param name="rest" select="substring($rest, string-length($word) + 2)"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="*" mode="words"><xsl:apply-templates select="."/></xsl:template>

  <!-- A field of one paragraph is a line; any other is headed by its name. -->
  <xsl:template match="g:field[count(*[not(self::g:label or self::g:term)]) = 1 and g:p]" priority="2">
    <p class="field">
      <xsl:call-template name="id"/>
      <xsl:apply-templates select="g:label | g:term"/>
      <span class="value"><xsl:apply-templates select="g:p/node()"/></span>
    </p><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:field[not(g:label or g:term)] | g:section[not(g:label or g:heading)]"
                priority="1">
    <div>
      <xsl:call-template name="id"/>
      <xsl:apply-templates/>
    </div><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:field">
    <section class="field">
      <xsl:call-template name="id"/>
      <xsl:call-template name="heading">
        <xsl:with-param name="content" select="g:label | g:term"/>
      </xsl:call-template>
      <xsl:apply-templates select="*[not(self::g:label or self::g:term)]"/>
    </section><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Attendees: a table for each run of persons, a list where they are names only. The
       printed label is the table's caption where the persons follow it at once. -->
  <xsl:template match="g:group">
    <div class="group">
      <xsl:call-template name="id"/>
      <xsl:if test="not(*[not(self::g:label or self::g:term)][1][self::g:person])">
        <xsl:call-template name="group-label"/>
      </xsl:if>
      <xsl:apply-templates select="*[not(self::g:label or self::g:term)]"/>
    </div><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template name="group-label">
    <xsl:if test="g:label | g:term">
      <p class="group-label"><xsl:apply-templates select="g:label | g:term"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="g:person[preceding-sibling::*[1][self::g:person]]" priority="2"/>
  <xsl:template match="g:person">
    <xsl:variable name="breaks" select="count(preceding-sibling::*[not(self::g:person)])"/>
    <xsl:variable name="run" select=". | following-sibling::g:person[
        count(preceding-sibling::*[not(self::g:person)]) = $breaks]"/>
    <!-- Each row of a table has the same cells, be they empty. Mere text behind a name
         (君, 議員) goes with the name. -->
    <xsl:variable name="before" select="$run/node()[following-sibling::g:name]"/>
    <xsl:variable name="after" select="$run/*[not(self::g:lb)][preceding-sibling::g:name]"/>
    <xsl:variable name="label" select="parent::g:group[g:label | g:term][not(
        current()/preceding-sibling::*[not(self::g:label or self::g:term)])]"/>
    <xsl:choose>
      <xsl:when test="$before or $after">
        <table class="attendees">
          <xsl:if test="$before"><xsl:attribute name="class">attendees seats</xsl:attribute></xsl:if>
          <xsl:if test="$label">
            <caption><xsl:apply-templates select="../g:label | ../g:term"/></caption>
          </xsl:if>
          <tbody>
            <xsl:for-each select="$run">
              <xsl:variable name="rest" select="node()[preceding-sibling::g:name]"/>
              <xsl:variable name="apart" select="$rest[self::*][not(self::g:lb)]"/>
              <tr>
                <xsl:if test="$before">
                  <td><xsl:apply-templates select="node()[following-sibling::g:name]"/></td>
                </xsl:if>
                <th scope="row"><xsl:apply-templates select="g:name[1]/node() |
                    node()[not(../g:name)] | $rest[not($apart)]"/></th>
                <xsl:if test="$after">
                  <td><xsl:apply-templates select="$rest[$apart]"/></td>
                </xsl:if>
              </tr><xsl:text>&#10;</xsl:text>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$label"><xsl:call-template name="group-label"/></xsl:for-each>
        <ul class="persons">
          <xsl:for-each select="$run">
            <li><xsl:apply-templates/></li><xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Sections. h1 is the title; HTML has no heading below h6. -->
  <xsl:template match="g:section">
    <section>
      <xsl:call-template name="id"/>
      <xsl:call-template name="heading">
        <xsl:with-param name="content" select="g:label | g:heading"/>
      </xsl:call-template>
      <xsl:apply-templates select="*[not(self::g:label or self::g:heading)]"/>
    </section><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:section[@run-in='true']" priority="2">
    <div class="run-in hang">
      <xsl:call-template name="id"/>
      <xsl:call-template name="mark-link"/>
      <xsl:apply-templates select="*[not(self::g:label)]"/>
    </div><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="g:speech">
    <div class="speech">
      <xsl:call-template name="id"/>
      <p class="speaker"><xsl:apply-templates select="g:speaker/node()"/>
        <xsl:call-template name="permalink"/></p><xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="*[not(self::g:speaker)]"/>
    </div><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Lists keep their printed marks; style.css takes the browser's own away. -->
  <xsl:template match="g:list">
    <ul class="list"><xsl:text>&#10;</xsl:text><xsl:apply-templates/></ul><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:item">
    <li>
      <xsl:call-template name="id"/>
      <xsl:call-template name="mark-link"/>
      <xsl:apply-templates select="*[not(self::g:label)]"/>
      <xsl:if test="not(g:label)"><xsl:call-template name="permalink"/></xsl:if>
    </li><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="g:note">
    <div class="note hang">
      <xsl:call-template name="id"/>
      <xsl:call-template name="mark-link"/>
      <xsl:apply-templates select="*[not(self::g:label)]"/>
    </div><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:note-ref">
    <xsl:choose>
      <xsl:when test="key('note', @key)/@xml:id">
        <a href="#{key('note', @key)/@xml:id}"><xsl:apply-templates/></a>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="g:p">
    <p>
      <xsl:call-template name="id"/>
      <xsl:call-template name="align"/>
      <xsl:apply-templates/>
    </p><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template name="align">
    <xsl:if test="@align"><xsl:attribute name="class"><xsl:value-of select="@align"/></xsl:attribute></xsl:if>
  </xsl:template>
  <xsl:template match="g:stage | g:closing">
    <p class="{local-name()}"><xsl:call-template name="id"/><xsl:apply-templates/></p><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="g:rule">
    <p class="rule" aria-hidden="true"><xsl:apply-templates/></p><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="g:table">
    <xsl:variable name="columns">
      <xsl:for-each select="g:row">
        <xsl:sort select="count(g:cell)" data-type="number" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="count(g:cell)"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <div class="table" tabindex="0" role="region" aria-label="{$word-table}">
      <table>
        <xsl:call-template name="id"/>
        <tbody>
          <xsl:for-each select="g:row">
            <tr>
              <xsl:for-each select="g:cell">
                <xsl:variable name="name"><xsl:choose>
                  <xsl:when test="@header='true'">th</xsl:when>
                  <xsl:otherwise>td</xsl:otherwise>
                </xsl:choose></xsl:variable>
                <xsl:element name="{$name}">
                  <xsl:if test="@header='true'"><xsl:attribute name="scope">col</xsl:attribute></xsl:if>
                  <xsl:if test="position() = last() and last() &lt; $columns">
                    <xsl:attribute name="colspan"><xsl:value-of select="$columns - last() + 1"/></xsl:attribute>
                  </xsl:if>
                  <xsl:apply-templates/>
                </xsl:element>
              </xsl:for-each>
            </tr><xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </tbody>
      </table>
    </div><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Inlines. One with a place of its own was printed after a gap; one without follows
       at once. -->
  <xsl:template match="g:label | g:term">
    <xsl:if test="@column"><xsl:text> </xsl:text></xsl:if>
    <span class="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="g:heading | g:name | g:speaker | g:affiliation | g:post | g:mark">
    <xsl:if test="@column"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="g:lb"/>
  <!-- A control character, which HTML cannot hold: shown by its number. -->
  <xsl:template match="g:char"><span class="char" title="{@code}"></span></xsl:template>
</xsl:stylesheet>
