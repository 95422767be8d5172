# すべてのページの共通部分：ヘッダー、フッター、お知らせ、エラー。

shop-name = Outpost
shop-claim = 暮らしと外遊びのための、よい道具
language-name = 日本語
market-gb = イギリス
market-de = ドイツ
market-jp = 日本

skip-link = 本文へ移動
nav-categories = カテゴリー
nav-track = 注文状況
nav-cart = カート
nav-cart-count = { $shown }点

search-label = 商品を検索
search-placeholder = 商品を探す
search-submit = 検索
suggest-queries = 検索候補
suggest-products = 商品
suggest-categories = カテゴリー
suggest-none = 候補はありません
suggest-one = 候補が1件あります。矢印キーで選べます。
suggest-many = 候補が{"{"}count{"}"}件あります。矢印キーで選べます。

notice-added = { $name }をカートに{ $count }点入れました。
notice-limited = { $name }の在庫は{ $count }点までです。カートの数量を{ $count }点にしました。
notice-removed = { $name }をカートから削除しました。
notice-restored = { $name }をカートに戻しました。
notice-sold-out = { $name } は売り切れました。注文は行われていません。
notice-cart-updated = カートを更新しました。
notice-cart-empty = カートが空のため、まだご注文いただけません。
notice-cart-reset = カートの内容を読み取れなかったため、空にしました。申し訳ございません。
notice-hold-extended = お取り置きの期限を延長しました。
notice-ordering-paused = ただいま一時的にご注文を受け付けられません。カートはそのまま保存されており、入力を続けていただけます。
notice-to-cart = カートを見る
notice-undo = 元に戻す

footer-about = 独立した作り手による長く使えるものを、お手元まで。
footer-test = このショップはテスト決済で動いています。お支払いも発送も行われません。
footer-help = ヘルプ
footer-shop = このショップについて
footer-markets = 国と言語

info-about = Outpostについて
info-delivery = 配送
info-returns = 返品
info-privacy = プライバシー
info-terms = 販売条件
info-contact = お問い合わせ
info-accessibility = アクセシビリティ

error-home = トップページへ
error-cart = カートを見る
error-help = 繰り返し起こるときは、こちらへご連絡ください：
error-request = リクエスト番号
error-wait-seconds = { $shown }秒後にもう一度お試しください。
error-wait-minutes = { $shown }分後にもう一度お試しください。
error-bad-request = リクエストを読み取れませんでした
error-bad-request-text = アドレスまたはフォームの内容が途中で壊れたようです。前のページに戻り、再読み込みしてからお試しください。
error-forbidden = この操作は許可されていません
error-forbidden-text = フォームがこのショップから送られたものではないため、処理しませんでした。こちらでページを開き、もう一度お送りください。
error-not-found = ページが見つかりません
error-not-found-text = ページが移動したか、この国では販売を終えた商品です。上の検索から商品をお探しください。
error-method = この方法ではご利用になれません
error-method-text = アドレスは存在しますが、この種類のリクエストには対応していません。トップページからお進みください。
error-too-large = 送信された内容が大きすぎます
error-too-large-text = 受け付けられる大きさを超えています。何も変更されていません。短くしてもう一度お試しください。
error-media = この形式は読み取れません
error-media-text = ショップが対応していない形式で送信されました。ページを再読み込みして、もう一度お送りください。
error-unprocessable = 処理できませんでした
error-unprocessable-text = 内容に合わないところがあります。前のページに戻り、入力をご確認のうえ、もう一度お試しください。
error-too-many = 少し時間をおいてください
error-too-many-text = 短い時間に多くのリクエストがありました。カートの中身はそのままです。
error-internal = ショップ側で問題が起きました
error-internal-text = 原因はショップ側にあり、記録されています。お支払いは発生していません。もう一度お試しください。
error-unavailable = まもなく再開します
error-unavailable-text = ただいま一時的にご注文を受け付けられません。お支払いは発生しておらず、カートもそのままです。商品は引き続きご覧いただけます。

paused-again = もう一度試す
paused-ordering = ただいま一時的にご注文を受け付けられません
paused-ordering-text = ご注文を管理する場所に接続できませんでした。お支払いは発生しておらず、カートと入力内容もそのままです。下のボタンは同じご注文を送ります。何度送っても、ご注文は一度だけ確定します。
paused-paying = ただいま一時的にお支払いを受け付けられません
paused-paying-text = お支払いを記録できませんでした。ご注文は安全です。もう一度お試しいただいても、お支払いは一度だけです。
paused-holding = 少しお待ちください
paused-holding-text = お支払い期限を延長できませんでした。ご注文は安全で、二重に変更されることはありません。
paused-order = ご注文は安全です。まもなく表示されます
paused-order-text = ご注文の最新の状況が、まだこちらに届いていません。何も失われていません。
paused-tracking = ただいまご注文を検索できません
paused-tracking-text = ご注文を管理する場所に接続できず、この番号のご注文があるかどうか確認できませんでした。確定したご注文は安全です。
