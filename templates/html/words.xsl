<?xml version="1.0" encoding="UTF-8"?>
<!-- The wording of everything that pages add to the record.  ページが添える言葉 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="word-skip">本文へ移動</xsl:variable>
  <xsl:variable name="word-home">議事録一覧</xsl:variable>
  <xsl:variable name="word-organ">会議名</xsl:variable>
  <xsl:variable name="word-session">回次</xsl:variable>
  <xsl:variable name="word-date">開催日時</xsl:variable>
  <xsl:variable name="word-place">開催場所</xsl:variable>
  <xsl:variable name="word-attendees">出席者</xsl:variable>
  <xsl:variable name="word-format">形式</xsl:variable>
  <xsl:variable name="word-contents">目次</xsl:variable>
  <xsl:variable name="word-permalink">リンク</xsl:variable>
  <xsl:variable name="word-table">表</xsl:variable>
  <xsl:variable name="word-source">元の文書の</xsl:variable>
  <xsl:variable name="word-changes">整形の記録：</xsl:variable>
  <xsl:variable name="word-page-split">改ページで切れた段落をつないだ</xsl:variable>
  <xsl:variable name="word-line-wrap">途中で改行された段落をつないだ</xsl:variable>
  <xsl:variable name="word-neighbours">前後の回</xsl:variable>
  <xsl:variable name="word-previous">前回</xsl:variable>
  <xsl:variable name="word-next">次回</xsl:variable>
  <xsl:variable name="word-publisher">公表：</xsl:variable>
  <xsl:variable name="word-licence">利用条件：</xsl:variable>
  <xsl:variable name="word-citation">出典の書き方：</xsl:variable>
  <xsl:variable name="word-no-organ">会議名の記載がないもの</xsl:variable>
  <xsl:variable name="word-no-date">日付の記載がないもの</xsl:variable>
  <xsl:variable name="word-no-documents">公開している議事録はありません。</xsl:variable>
</xsl:stylesheet>
