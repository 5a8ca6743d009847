<?xml version="1.0" encoding="UTF-8"?>
<!-- The wording of everything that pages add to the record.  ページが添える言葉 -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="word-skip">本文へ移動</xsl:variable>
  <xsl:variable name="word-home">議事録一覧</xsl:variable>
  <xsl:variable name="word-feed">更新情報（Atom）</xsl:variable>
  <xsl:variable name="word-search">検索</xsl:variable>
  <xsl:variable name="word-search-label">全ての議事録から探す</xsl:variable>
  <xsl:variable name="word-search-title">議事録の検索</xsl:variable>
  <xsl:variable name="word-search-help">語を入れて検索してください。空白で区切ると、全ての語を含む議事録を探します。全角と半角、大文字と小文字、平仮名と片仮名は区別しません。</xsl:variable>
  <xsl:variable name="word-search-noscript">このブラウザーではスクリプトが動かないため、検索できません。一覧からお探しください。</xsl:variable>
  <!-- $ the query, # what is shown, % what may be there -->
  <xsl:variable name="word-search-none">「$」を含む議事録は見つかりませんでした。</xsl:variable>
  <xsl:variable name="word-search-some">「$」を含む議事録：#件</xsl:variable>
  <xsl:variable name="word-search-most">「$」を含む議事録：新しいものから#件（候補は全部で%件）</xsl:variable>
  <xsl:variable name="word-search-more">続きを表示</xsl:variable>
  <xsl:variable name="word-search-rest">ほか#か所</xsl:variable>
  <xsl:variable name="word-search-busy">探しています。</xsl:variable>
  <xsl:variable name="word-search-failed">検索に必要なファイル（#）を読み込めませんでした。</xsl:variable>
  <xsl:variable name="word-untitled">題名なし</xsl:variable>
  <xsl:variable name="word-place-in-site">サイト内の位置</xsl:variable>
  <xsl:variable name="word-bodies">会議の一覧</xsl:variable>
  <xsl:variable name="word-of-body">の議事録</xsl:variable>
  <xsl:variable name="word-all">の議事録 全</xsl:variable>
  <xsl:variable name="word-not-found">ページが見つかりません</xsl:variable>
  <xsl:variable name="word-not-found-why">アドレスが変わったか、誤っている可能性があります。一覧又は検索からお探しください。</xsl:variable>
  <xsl:variable name="word-organ">会議名</xsl:variable>
  <xsl:variable name="word-session">回次</xsl:variable>
  <xsl:variable name="word-date">開催日時</xsl:variable>
  <xsl:variable name="word-place">開催場所</xsl:variable>
  <xsl:variable name="word-attendees">出席者</xsl:variable>
  <xsl:variable name="word-format">形式</xsl:variable>
  <xsl:variable name="word-vertical">縦書きで読む</xsl:variable>
  <xsl:variable name="word-corrections">訂正</xsl:variable>
  <xsl:variable name="word-before">訂正前の文書</xsl:variable>
  <xsl:variable name="word-permalink">リンク</xsl:variable>
  <xsl:variable name="word-contents">目次</xsl:variable>
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
