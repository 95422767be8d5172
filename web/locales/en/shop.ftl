# Front page, listings, search, product page.

home-description = Outpost sells well-made things for home and outdoors, with honest stock and delivery dates. Order as a guest, no account needed.
home-heading = Made to be used for years
home-lead = Furniture, tools and everyday things from independent makers. You see what is in stock, what delivery costs and when it arrives before you buy.
home-browse = Browse everything
home-categories = Categories
home-popular = Popular now
home-newest = Just in
promise-delivery = Delivery date shown before you pay
promise-returns = 30 days to send it back
promise-guest = No account needed

breadcrumbs-label = Breadcrumbs
breadcrumbs-home = Home
product-count = { $count ->
    [0] No products
    [one] { $shown } product
   *[other] { $shown } products
}

search-heading = Results for “{ $query }”
search-everything = All products
search-corrected = Showing results for
search-fewer = Nothing has all of these words. Showing results for
search-original = (you wrote “{ $query }”)
search-nothing = We found nothing for these words. A few ways on:
search-tip-spelling = Check the spelling.
search-tip-fewer = Use fewer words.
search-tip-general = Try a more general word, such as “lamp” in place of “desk lamp”.
search-browse = Browse the categories

listing-description = { $name }: prices, stock and delivery dates at a glance.
listing-title-page = { $title }, page { $page }
listing-results = Products
listing-subcategories = More precisely
listing-nothing = There is nothing in this category yet. Have a look at the others:
listing-filtered-away = No product matches all of these filters.
facets-open = Filter
facets-open-active = Filter ({ $shown })
facets-heading = Filters
facets-show = { $count ->
    [one] Show { $shown } product
   *[other] Show { $shown } products
}
facet-more = { $count ->
    [one] { $shown } more
   *[other] { $shown } more
}
facet-category = Category
facet-brand = Brand
facet-price = Price
facet-rating = Rating
facet-availability = Availability
facet-price-under = Under { $below }
facet-price-between = { $from } – { $below }
facet-price-over = { $from } and more
facet-stars = { $count ->
    [5] 5 stars
    [one] From { $shown } star
   *[other] From { $shown } stars
}
facet-in-stock = In stock
search-help = These pages may help:
search-help-delivery = delivery shipping postage dispatch
search-help-returns = returns return refund refunds exchange
search-help-contact = contact help phone complaint
search-help-privacy = privacy cookies gdpr
chips-label = Active filters
chips-clear = Clear all
chip-remove = Remove filter: { $name }
sort-label = Sort by:
sort-popular = Most popular
sort-price-ascending = Price, low to high
sort-price-descending = Price, high to low
sort-rating = Best rated
sort-newest = Newest
pages-label = Pages
pages-page = Page { $shown }
pages-previous = Previous
pages-next = Next

price-from = from { $price }
price-was = was
price-unit = { $price } per { $unit }
price-lowest-before = Lowest price of the 30 days before: { $price }
price-tax-included = incl. VAT, plus delivery
price-tax-added = plus VAT and delivery
rating-label = { $count ->
    [one] Rated { $score } out of 5 in { $count } review
   *[other] Rated { $score } out of 5 in { $count } reviews
}
rating-heading = Reviews
rating-none = Nobody has reviewed this yet.
rating-stars = { $count ->
    [one] { $shown } star
   *[other] { $shown } stars
}
rating-count = { $count ->
    [one] { $shown } review
   *[other] { $shown } reviews
}
stock-in = In stock
stock-low = { $count ->
    [one] Only { $shown } left
   *[other] Only { $shown } left
}
stock-later = On backorder
stock-later-on = On backorder, expected { $day }
stock-out = Sold out

gallery-label = Pictures
gallery-zoom = Enlarge picture { $shown }
gallery-picture = Show picture { $shown }
gallery-close = Close
option-sold-out = (sold out)
buy-quantity = Quantity
buy-add = Add to cart
buy-sold-out = This one is sold out. Other options above, and similar products below, may be in stock.
delivery-arrives = Arrives { $window }
delivery-cost-to = Delivery { $country } from { $cost }
delivery-free-to = Free delivery { $country }
delivery-free-from = Free delivery from { $sum }
product-about = About this product
product-details = Details
product-vendor = Sold by
product-sku = Item number
product-ingredients = Ingredients
product-allergens = Allergens
product-origin = Made in
product-guarantee = Guarantee
product-guarantee-years = { $count ->
    [one] 1 year
   *[other] { $shown } years
}
product-manufacturer = Manufacturer
product-eu-contact = Contact in the European Union
product-related = Similar products
