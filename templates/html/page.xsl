<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page of one document.  一つの議事録のページ

  The law of this stylesheet: the text of <main> is the text of the record, in order, and
  nothing else. What is added stands in words.xsl's wording, outside <main>. Permalinks
  have no text; style.css draws their sign.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:g="urn:gijiroku:minutes:1" exclude-result-prefixes="g">
  <xsl:import href="words.xsl"/>
  <xsl:import href="frame.xsl"/>
  <xsl:import href="record.xsl"/>
  <xsl:import href="head.xsl"/>
  <xsl:output method="html" encoding="UTF-8"/>

  <xsl:variable name="meeting" select="/g:minutes/g:meeting"/>
  <xsl:variable name="publication" select="/g:minutes/g:publication"/>
  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="$meeting/g:title"><xsl:value-of select="$meeting/g:title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="/g:minutes/g:source/@name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/">
    <html lang="ja">
      <head>
        <xsl:call-template name="head"><xsl:with-param name="title" select="$title"/></xsl:call-template>
        <meta name="description">
          <xsl:attribute name="content"><xsl:call-template name="summary"/></xsl:attribute>
        </meta>
        <xsl:call-template name="around"/>
        <xsl:call-template name="open-graph"/>
        <xsl:for-each select="$publication/g:link">
          <link rel="alternate" type="{@type}" href="{@href}"/>
        </xsl:for-each>
        <xsl:call-template name="json-ld"/>
        <!-- It governs what follows: the record. What precedes is our own. -->
        <xsl:call-template name="policy"><xsl:with-param name="scripts">(inline)</xsl:with-param></xsl:call-template>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body>
        <xsl:call-template name="skip"/>
        <header class="site">
          <xsl:call-template name="way"/>
          <xsl:call-template name="home"/>
          <xsl:if test="not(/g:minutes/g:body/g:title)">
            <h1><xsl:value-of select="$title"/></h1>
          </xsl:if>
          <xsl:call-template name="facts"/>
          <xsl:call-template name="corrections"/>
        </header>
        <xsl:text>&#10;</xsl:text>
        <xsl:call-template name="contents"/>
        <main id="main">
          <xsl:apply-templates select="/g:minutes/g:body/*"/>
        </main>
        <xsl:text>&#10;</xsl:text>
        <xsl:call-template name="neighbours"/>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- Where the page stands in the site. -->
  <xsl:template name="way">
    <xsl:if test="$publication/@root">
      <nav aria-label="{$word-place-in-site}">
        <ol class="way">
          <li><a href="{$root}index.html"><xsl:value-of select="$word-home"/></a></li>
          <xsl:if test="$publication/@body">
            <li><a href="{$publication/@body}"><xsl:value-of select="$meeting/g:organ"/></a></li>
          </xsl:if>
        </ol>
      </nav>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="summary">
    <xsl:value-of select="$title"/>
    <xsl:if test="$meeting/g:date">
      <xsl:text>（</xsl:text><xsl:value-of select="$meeting/g:date"/><xsl:text>）</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="string($value)">
      <div><dt><xsl:value-of select="$name"/></dt><dd><xsl:value-of select="$value"/></dd></div>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="facts">
    <xsl:variable name="present"
        select="//g:person[not(@manner='not-there') and not(ancestor::g:group[@presence='absent' or @presence='called'])]"/>
    <xsl:if test="$meeting/*">
      <dl class="facts">
        <xsl:call-template name="fact">
          <xsl:with-param name="name" select="$word-organ"/>
          <xsl:with-param name="value" select="$meeting/g:organ"/>
        </xsl:call-template>
        <xsl:if test="$meeting/g:session">
          <xsl:call-template name="fact">
            <xsl:with-param name="name" select="$word-session"/>
            <xsl:with-param name="value" select="concat('第', $meeting/g:session, '回')"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$meeting/g:date">
          <div><dt><xsl:value-of select="$word-date"/></dt><dd>
            <time datetime="{$meeting/g:date}">
              <xsl:call-template name="date">
                <xsl:with-param name="iso" select="$meeting/g:date"/>
              </xsl:call-template>
            </time>
            <xsl:if test="$meeting/g:start">
              <xsl:text> </xsl:text>
              <span class="hours">
                <time datetime="{$meeting/g:start}"><xsl:value-of select="$meeting/g:start"/></time>
                <xsl:text>–</xsl:text>
                <xsl:if test="$meeting/g:end">
                  <time datetime="{$meeting/g:end}"><xsl:value-of select="$meeting/g:end"/></time>
                </xsl:if>
              </span>
            </xsl:if>
          </dd></div>
          <xsl:text>&#10;</xsl:text>
        </xsl:if>
        <xsl:call-template name="fact">
          <xsl:with-param name="name" select="$word-place"/>
          <xsl:with-param name="value" select="$meeting/g:place"/>
        </xsl:call-template>
        <xsl:if test="$present">
          <xsl:call-template name="fact">
            <xsl:with-param name="name" select="$word-attendees"/>
            <xsl:with-param name="value" select="concat(count($present), '名')"/>
          </xsl:call-template>
        </xsl:if>
      </dl>
    </xsl:if>
    <xsl:call-template name="formats"/>
    <xsl:call-template name="writing"/>
  </xsl:template>

  <!-- Vertical reading, at the reader's wish; style.css does it, without a script. -->
  <xsl:template name="writing">
    <xsl:if test="$publication/@root">
      <p class="writing"><label><input type="checkbox" id="vertical">
        <xsl:if test="$publication/@writing = 'vertical'"><xsl:attribute name="checked">checked</xsl:attribute></xsl:if>
      </input><xsl:text> </xsl:text><xsl:value-of select="$word-vertical"/></label></p>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="formats">
    <xsl:if test="$publication/g:link">
      <ul class="formats">
        <xsl:for-each select="$publication/g:link">
          <li><a href="{@href}" type="{@type}">
            <xsl:value-of select="concat(@name, $word-format, '（',
                format-number(ceiling(@size div 1024), '#,##0'), 'KB）')"/>
          </a></li>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- Head items and headings to two levels below the outermost; more would hide the
       document. -->
  <xsl:template name="contents">
    <xsl:if test="count(//g:section[g:heading][@xml:id]) &gt; 2">
      <nav class="contents" aria-labelledby="contents-title">
        <p id="contents-title"><xsl:value-of select="$word-contents"/></p>
        <xsl:call-template name="contents-list">
          <xsl:with-param name="sections" select="/g:minutes/g:body/g:section[g:heading] |
              /g:minutes/g:body/g:field[g:term]"/>
          <xsl:with-param name="depth" select="1"/>
        </xsl:call-template>
      </nav>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="contents-list">
    <xsl:param name="sections"/>
    <xsl:param name="depth"/>
    <xsl:if test="$sections">
      <ul>
        <xsl:for-each select="$sections">
          <li><a href="#{@xml:id}">
            <xsl:value-of select="g:label"/>
            <xsl:if test="g:label and (g:heading | g:term)/@column"><xsl:text> </xsl:text></xsl:if>
            <xsl:value-of select="g:heading | @name"/>
          </a>
          <xsl:if test="$depth &lt; 3">
            <xsl:call-template name="contents-list">
              <xsl:with-param name="sections" select="g:section[g:heading] | g:field[g:term]"/>
              <xsl:with-param name="depth" select="$depth + 1"/>
            </xsl:call-template>
          </xsl:if></li>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- The sessions of the same body before and after this one. -->
  <xsl:template name="neighbours">
    <xsl:if test="$publication/g:previous | $publication/g:next">
      <nav class="neighbours" aria-label="{$word-neighbours}">
        <ul>
          <xsl:for-each select="$publication/g:previous | $publication/g:next">
            <li class="{local-name()}"><a href="{@href}">
              <span class="way">
                <xsl:if test="self::g:previous"><xsl:value-of select="$word-previous"/></xsl:if>
                <xsl:if test="self::g:next"><xsl:value-of select="$word-next"/></xsl:if>
              </span>
              <xsl:text> </xsl:text>
              <xsl:value-of select="@title"/>
              <xsl:if test="@date">
                <xsl:text>（</xsl:text>
                <time datetime="{@date}"><xsl:call-template name="date">
                  <xsl:with-param name="iso" select="@date"/>
                </xsl:call-template></time>
                <xsl:text>）</xsl:text>
              </xsl:if>
            </a></li>
            <xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </ul>
      </nav>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="footer">
    <footer class="site">
      <xsl:call-template name="publisher"/>
      <xsl:call-template name="citation"/>
      <xsl:if test="$publication/@source-sha256">
        <p><xsl:value-of select="concat($word-source, ' SHA-256: ')"/>
          <code><xsl:value-of select="$publication/@source-sha256"/></code></p>
      </xsl:if>
      <xsl:call-template name="changes"/>
    </footer>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- What was corrected since it was published, and what it said before. -->
  <xsl:template name="corrections">
    <xsl:if test="$publication/g:correction">
      <div class="corrections">
        <p><xsl:value-of select="$word-corrections"/></p>
        <ul>
          <xsl:for-each select="$publication/g:correction">
            <li id="correction-{@date}-{position()}">
              <time datetime="{@date}"><xsl:call-template name="date">
                <xsl:with-param name="iso" select="@date"/></xsl:call-template></time>
              <xsl:text> </xsl:text><xsl:value-of select="@text"/>
              <xsl:if test="@before">
                <xsl:text> </xsl:text><a href="{@before}"><xsl:value-of select="$word-before"/></a>
              </xsl:if>
            </li><xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </ul>
      </div>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- How to name the document as a source. -->
  <xsl:template name="citation">
    <p>
      <xsl:value-of select="$word-citation"/>
      <xsl:value-of select="$meeting/g:organ"/>
      <xsl:text>「</xsl:text><xsl:value-of select="$title"/><xsl:text>」</xsl:text>
      <xsl:if test="$meeting/g:date">
        <xsl:text>（</xsl:text>
        <xsl:call-template name="date"><xsl:with-param name="iso" select="$meeting/g:date"/></xsl:call-template>
        <xsl:text>）</xsl:text>
      </xsl:if>
    </p>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- What was mended between the source and the record, and where. -->
  <xsl:template name="changes">
    <xsl:variable name="changes" select="/g:minutes/g:changes/g:change"/>
    <xsl:if test="$changes">
      <details class="changes">
        <summary><xsl:value-of select="concat($word-changes, count($changes), '件')"/></summary>
        <ul>
          <xsl:for-each select="$changes">
            <li>
              <xsl:value-of select="concat(@line, '行')"/>
              <xsl:if test="@column"><xsl:value-of select="concat(@column, '字')"/></xsl:if>
              <xsl:text>：</xsl:text>
              <xsl:choose>
                <xsl:when test="@rule = 'page-split'"><xsl:value-of select="$word-page-split"/></xsl:when>
                <xsl:when test="@rule = 'line-wrap'"><xsl:value-of select="$word-line-wrap"/></xsl:when>
                <xsl:otherwise><code><xsl:value-of select="@rule"/></code></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="normalize-space(g:before)">
                <xsl:text> </xsl:text><del><xsl:apply-templates select="g:before/node()"/></del>
              </xsl:if>
              <xsl:if test="normalize-space(g:after)">
                <xsl:text> </xsl:text><ins><xsl:apply-templates select="g:after/node()"/></ins>
              </xsl:if>
            </li><xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </ul>
      </details>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
