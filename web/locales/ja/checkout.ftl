# カート、ご注文手続き、お支払い。

cart-heading = カート
cart-lines = カートの商品
cart-sums = ご注文金額
cart-changed = カートに入れたあとに変更のあった商品が{ $shown }点あります。
cart-estimated-for = 送料と税は{ $country }発送として計算しています。
cart-free-gap = あと{ $gap }で送料無料です。
cart-checkout = ご注文手続きへ
cart-guest = 会員登録は不要です
cart-save = カートを更新
cart-too-heavy = カートの商品は1個口で送れる重さを超えています。送れる数量は、印のある商品に表示しています。
continue-shopping = お買い物を続ける
cart-nothing-to-buy = 現在ご注文いただける商品がカートにありません。
cart-empty = カートは空です。
cart-empty-on = 商品を見る
line-each = 単価 { $price }
line-pieces = 数量：{ $shown }
line-pieces-each = { $count } × { $price }
line-quantity = 数量
line-remove = 削除
line-remove-named = { $name }を削除

line-change-price = 価格が{ $was }から{ $now }に変わりました。
line-change-tax = 税率が{ $was }から{ $now }に変わりました。
line-change-weight = 商品の重量が修正されたため、送料を計算し直しました。
line-change-only-left = 在庫は残り{ $shown }点です。
line-change-payment-limit = { $count ->
    [0] 現在、このお支払い方法ではご注文いただけません。
   *[other] 現在、このお支払い方法でご注文いただけるのは{ $shown }点までです。
}
line-change-payment-or-card = { $count ->
    [0] 現在、このお支払い方法ではご注文いただけません。カード払いならご注文いただけます。
   *[other] 現在、このお支払い方法でご注文いただけるのは{ $shown }点までです。カード払いならさらにご注文いただけます。
}
line-change-too-heavy = { $count ->
    [0] 1個口で送れるのは{ $weight }までです。この商品を削除するか、別にご注文ください。
   *[other] 1個口で送れるのは{ $weight }までです。ほかの商品と一緒に送れるのは{ $shown }点までです。
}
line-change-sold-out = 売り切れました。合計には含まれていません。
line-change-backorder = お取り寄せになりました。お届けまで日数がかかります。
line-change-backorder-on = お取り寄せになりました（{ $day }入荷予定）。
line-change-not-sold-here = この国では販売していません。合計には含まれていません。
line-change-unknown = この商品は現在見つかりません。合計には含まれていません。

totals-lines = 商品
totals-shipping = 送料
totals-shipping-later = 未定
totals-free = 無料
totals-total = 合計
totals-tax-included = うち消費税（{ $rate }）
totals-tax-added = 消費税（{ $rate }）
summary-heading = ご注文内容
summary-change = カートを変更

title-error = 入力内容をご確認ください
steps-label = ご注文手続きの流れ
step-address = お届け先
step-delivery = 配送とお支払い
step-review = 確認
error-summary-heading = ご確認いただきたい項目が{ $shown }件あります

address-heading = お届け先の入力
address-contact = ご連絡先
address-shipping = お届け先
address-only-country = お届け先の国：{ $country }
address-only-bill-country = 国：{ $country }
address-change-country = 切り替え
address-billing = 請求先
address-billing-same = お届け先と同じ
address-next = 配送方法へ進む
field-email = メールアドレス
field-email-hint = ご注文の検索と、ご注文についてのご連絡にのみ使用します。
email-suggestion = { $email } ではありませんか？
email-suggestion-take = このアドレスを使う
field-phone = 電話番号
field-optional = （任意）
field-country = 国
field-name = お名前
field-line1 = 住所（通り・番地）
field-line1-jp = 町名・番地
field-line2 = 会社名・部屋番号など
field-line2-jp = 建物名・部屋番号
field-city = 市町村
field-city-jp = 市区町村
field-postcode = 郵便番号
field-postcode-fill = 住所を自動入力
field-region-jp = 都道府県
field-choose = 選択してください
field-add = { $name }を入力する

error-of-field = { $name }：{ $what }
error-of-billing-field = 請求先の{ $name }：{ $what }
missing-email = メールアドレスを入力してください。
missing-phone = 電話番号を入力してください。
missing-country = お届けできる国を選択してください。
missing-name = お名前を入力してください。
missing-line1 = 通りと番地を入力してください。
missing-line1-jp = 町名と番地を入力してください。
missing-city = 市町村を入力してください。
missing-city-jp = 市区町村を入力してください。
missing-region = 都道府県を選択してください。
missing-postcode = 郵便番号を入力してください。
missing-delivery = 配送方法を選択してください。
missing-payment = お支払い方法を選択してください。
invalid-email = name@example.com のような形式で入力してください。
invalid-phone = 03-1234-5678 のように数字で入力してください。
invalid-postcode = この国の郵便番号ではないようです。
invalid-postcode-example = { $example } のような形式で入力してください。
invalid-too-long = { $shown }文字以内で入力してください。
invalid-not-delivered = まだお届けできない地域です。
invalid-characters = ラベルに印刷できない文字が含まれています。

delivery-heading = 配送とお支払い
delivery-method = 配送方法
delivery-none = これらの商品はこのお届け先に配送できません。お届け先またはカートを変更してください。
delivery-too-heavy = このご注文は、このお届け先に1個口で送れる重さを超えています。
delivery-waits = すべてまとめてお届けするため、{ $name }の入荷（{ $day }予定）を待って発送します。
delivery-slot = お届け時間帯
delivery-slot-any = 指定なし
delivery-arrives-twice = お届け：1個口目 { $first }、2個口目 { $second }
parcels-two = 2個口に分けることもできます（{ $arrival }）。送料は{ $cost }になります。
parcels-two-take = 2個口に分けて送る
parcels-one = まとめて送ることもできます（{ $arrival }）。送料は{ $cost }になります。
parcels-one-take = まとめて送る
delivery-next = 確認へ進む
payment-method = お支払い方法
payment-card = カード
payment-card-note = ご注文の確定後、次の画面でお支払いいただきます。
payment-convenience-store = コンビニ払い
payment-convenience-store-note = ご注文の確定後にお支払い番号を発行します。1日以内にレジでお支払いください。
payment-transfer = 銀行振込
payment-transfer-note = ご入金を確認してから発送します。
payment-on-delivery = 代金引換
payment-on-delivery-note = 商品のお届け時に配達員にお支払いください。
recap-to = お届け先
recap-bill = 請求先
recap-how = 配送とお支払い
recap-change-address = お届け先を変更
recap-change-delivery = 配送・お支払いを変更

review-heading = ご注文内容の確認
review-lines = 商品
review-place = 注文を確定する
review-place-and-pay = 注文を確定して支払う
review-hold = ご注文の確定後、商品を{ $shown }分間お取り置きします。
review-hold-days = ご注文の確定後、商品を{ $shown }日間お取り置きします。
review-terms = ご注文の確定により、次の条件に同意したものとします：
review-refused = ご注文はまだ確定していません
review-refused-hint = 内容に変更がありました。お支払いは発生していません。ご確認のうえ、もう一度確定してください。
review-payment-hint = お支払いは発生していません。お支払い前のご注文でお取り置きできるのは在庫の一部のみです。お支払い方法または数量を変更して、もう一度確定してください。
refusal-line = { $name }：{ $what }
refusal-total = 合計が{ $was }から{ $now }に変わりました。
refusal-delivery = この配送方法はご利用いただけなくなりました。別の方法をお選びください。
refusal-slot = この時間帯はご指定いただけなくなりました。別の時間帯をお選びください。
refusal-delivery-rate = 送料が{ $was }から{ $now }に変わりました。
refusal-free-delivery = { $from }以上のご注文で送料無料になりました。
refusal-free-delivery-gone = 送料無料の条件がなくなりました。
refusal-delivery-tax = 送料にかかる税率が変わりました。
refusal-payment = このお支払い方法はご利用いただけなくなりました。別の方法をお選びください。

unpaid-heading = お支払い待ちのご注文があります
unpaid-explained = このご注文は確定しておらず、お支払いも発生していません。{ $email } でのご注文が{ $count }件お支払い待ちです。同時にお支払い待ちにできるのはこの件数までです。
unpaid-way-out = いずれかのご注文をお支払いいただくかキャンセルしてから、このご注文を確定してください。カートと入力内容は保存されています。
unpaid-orders = このブラウザーからのご注文
unpaid-find = ご注文番号とメールアドレスで、ご注文のページを開けます：
unpaid-continue = ご注文に戻る
unpaid-label = お支払い待ちのご注文
unpaid-waits = ご注文 { $number }（{ $amount }）はお支払い待ちです。
unpaid-finish = 支払いに進む
unpaid-how = 支払い方法を見る

pay-heading = ご注文のお支払い
pay-for-order = ご注文番号 { $number }
pay-held-until = お取り置きの期限：
pay-now = { $amount }を支払う
pay-by-card = { $amount }をカードで支払う
pay-hosted-note = カード情報は決済会社のページで入力していただきます。お支払い後、このサイトに戻ります。
pay-in-store = { $amount }のお支払い番号を発行する
pay-in-store-note = コンビニのレジで番号をお伝えいただき、現金でお支払いください。お支払いはすぐに確認できます。
pay-in-store-again = コンビニ払いの案内ページを開く
pay-in-store-again-note = 決済会社のページで、同じ番号とお支払い手順をご覧いただけます。
voucher-shown = この番号をレジでお伝えいただくか、店内の端末に入力してください。お支払いを確認しだい発送します。
voucher-code = お支払い番号
voucher-until = お支払い期限
pay-later = あとで支払う（注文ページへ）
pay-declined = お支払いが完了しませんでした
pay-abandoned = お支払いはまだ済んでいません
pay-abandoned-text = お支払いをせずに戻られました。お支払いは発生していません。
pay-silent = 決済会社から応答がありません
pay-silent-text = お支払いは発生していません。少し待ってからもう一度お試しください。
decline-declined = カードが承認されませんでした。お支払いは発生していません。もう一度試すか、別のカードをお使いください。
decline-funds = 利用可能額が不足しています。お支払いは発生していません。別のカードをお使いください。
decline-authentication = カード会社での本人確認が完了しませんでした。お支払いは発生していません。
pending-bank = カード会社の応答を待っています
pending-bank-text = カード会社からまだ応答がありません。応答があり次第、お支払いが完了します。もう一度お支払いいただく必要はありません。
pending-silent = お支払いが済んだかどうか確認できていません
pending-silent-text = 決済会社から応答がありません。お支払いが済んでいれば、決済会社から連絡があり、ご注文に反映されます。しばらくは、もう一度お支払いにならないでください。
pending-not-recorded = お支払いを受け取りました
pending-not-recorded-text = ただいま記録できませんでした。お支払いは失われません。もう一度お支払いいただく必要はなく、記録でき次第ご注文に反映されます。
pending-again = { $count }秒後にもう一度確認します。
pending-check = 今すぐ確認する
pending-order = 注文ページへ
method-standard = 通常配送
method-express = 速達配送
