# トップページ、商品一覧、検索、商品ページ。

home-description = 暮らしと外遊びのためのよい道具を、正直な在庫とお届け日とともに。会員登録なしでご注文いただけます。
home-heading = 長く使えるものを
home-lead = 独立した作り手による家具、道具、日用品。在庫、送料、お届け日を、ご注文の前にご確認いただけます。
home-browse = すべての商品を見る
home-categories = カテゴリー
home-popular = 人気の商品
home-newest = 新着商品
promise-delivery = お支払い前にお届け日を表示
promise-returns = 30日以内なら返品できます
promise-guest = 会員登録は不要です

breadcrumbs-label = パンくずリスト
breadcrumbs-home = ホーム
product-count = { $count ->
    [0] 商品はありません
   *[other] { $shown }点の商品
}

search-heading = 「{ $query }」の検索結果
search-everything = すべての商品
search-corrected = 次の言葉で検索しました：
search-fewer = すべての言葉に合う商品はありません。次の言葉で検索しました：
search-original = （入力：「{ $query }」）
search-nothing = 該当する商品が見つかりませんでした。次の方法をお試しください。
search-tip-spelling = 入力した文字をご確認ください。
search-tip-fewer = 言葉の数を減らしてください。
search-tip-general = 「デスクランプ」ではなく「ランプ」のように、広い意味の言葉をお試しください。
search-browse = カテゴリーから探す

listing-description = { $name }の価格、在庫、お届け日をまとめてご覧いただけます。
listing-title-page = { $title }（{ $page }ページ目）
listing-results = 商品
listing-subcategories = さらに絞り込む
listing-nothing = このカテゴリーにはまだ商品がありません。ほかのカテゴリーもご覧ください。
listing-filtered-away = すべての条件に合う商品はありません。
facets-open = 絞り込み
facets-open-active = 絞り込み（{ $shown }）
facets-heading = 絞り込み
facets-show = { $shown }件を表示
facet-more = ほか{ $shown }件
facet-category = カテゴリー
facet-brand = ブランド
facet-price = 価格
facet-rating = 評価
facet-availability = 在庫
facet-price-under = { $below }未満
facet-price-between = { $from }～{ $below }
facet-price-over = { $from }以上
facet-stars = { $count ->
    [5] 星5つ
   *[other] 星{ $shown }つ以上
}
facet-in-stock = 在庫あり
search-help = こちらのページもご覧ください：
search-help-delivery = 配送 送料 お届け
search-help-returns = 返品 返金 交換
search-help-contact = お問い合わせ 問い合わせ 電話
search-help-privacy = プライバシー 個人情報
chips-label = 適用中の条件
chips-clear = すべて解除
chip-remove = 条件を解除：{ $name }
sort-label = 並べ替え：
sort-popular = 人気順
sort-price-ascending = 価格の安い順
sort-price-descending = 価格の高い順
sort-rating = 評価の高い順
sort-newest = 新着順
pages-label = ページ
pages-page = { $shown }ページ
pages-previous = 前へ
pages-next = 次へ

price-from = { $price }から
price-was = 以前の価格
price-unit = { $unit }あたり{ $price }
price-lowest-before = 直前30日間の最低価格：{ $price }
price-tax-included = 税込、送料別
price-tax-added = 税別、送料別
rating-label = 5点満点中{ $score }点（レビュー{ $count }件）
rating-heading = レビュー
rating-none = まだレビューはありません。
rating-stars = 星{ $shown }つ
rating-count = レビュー{ $shown }件
stock-in = 在庫あり
stock-low = 残り{ $shown }点
stock-later = お取り寄せ
stock-later-on = お取り寄せ（{ $day }入荷予定）
stock-out = 売り切れ

gallery-label = 商品画像
gallery-zoom = 画像{ $shown }を拡大
gallery-picture = 画像{ $shown }を表示
gallery-close = 閉じる
option-sold-out = （売り切れ）
buy-quantity = 数量
buy-add = カートに入れる
buy-sold-out = この商品は売り切れです。上のほかの選択肢や、下の関連商品もご覧ください。
delivery-arrives = お届け：{ $window }
delivery-cost-to = { $country }送料：{ $cost }から
delivery-free-to = { $country }送料無料
delivery-free-from = { $sum }以上のご注文で送料無料
product-about = 商品について
product-details = 詳細
product-vendor = 販売元
product-sku = 商品番号
product-ingredients = 原材料
product-allergens = アレルギー物質
product-origin = 原産国
product-guarantee = 保証
product-guarantee-years = { $count ->
   *[other] { $shown }年
}
product-manufacturer = 製造者
product-eu-contact = EU域内の連絡先
product-related = 似ている商品
