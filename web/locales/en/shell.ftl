# What surrounds every page: header, footer, notices, errors.

shop-name = Outpost
shop-claim = Well-made things for home and outdoors
language-name = English
market-gb = United Kingdom
market-de = Germany
market-jp = Japan

skip-link = Skip to content
nav-categories = Categories
nav-all = All categories
nav-track = Track order
nav-account = Account
nav-cart = Cart
nav-cart-count = { $count ->
    [one] { $shown } item
   *[other] { $shown } items
}

search-label = Search the shop
search-placeholder = Search for products
search-submit = Search
suggest-queries = Searches
suggest-products = Products
suggest-categories = Categories
suggest-none = No suggestions
suggest-one = 1 suggestion. Use the arrow keys.
suggest-many = {"{"}count{"}"} suggestions. Use the arrow keys.

notice-added = { $count ->
    [one] Added: { $name }.
   *[other] Added: { $count } × { $name }.
}
notice-limited = There are no more than { $count } of { $name }: that is what your cart holds now.
notice-removed = { $name } was removed from your cart.
notice-restored = { $name } is back in your cart.
notice-sold-out = { $name } has sold out, so nothing was ordered.
notice-cart-updated = Your cart is up to date.
notice-cart-empty = Your cart is empty, so there is nothing to check out yet.
notice-cart-full = Your cart holds { $count } different items, which is the most. Remove one to add another.
notice-cart-reset = We could not read your cart, so it had to be emptied. Sorry about that.
notice-hold-extended = You have more time: your items are held for longer.
notice-order-cancelled = Your order is cancelled. Its items are back on sale.
notice-browser-forgotten = This browser has forgotten your orders. You find them with the order number and your email.
notice-placed-before = You had placed this order already: it stands as shown here, without what you changed since.
notice-ordering-unavailable = Ordering is paused for a moment. Your cart is kept, and you can go on filling in this page.
notice-back = Back to the product
notice-undo = Undo

footer-about = Things that last, from independent makers, sent to your door.
footer-test = This shop runs with a test payment provider. No money moves and nothing is shipped.
footer-help = Help
footer-shop = About the shop
footer-markets = Country and language

info-about = About Outpost
info-delivery = Delivery
info-returns = Returns
info-privacy = Privacy
info-terms = Terms of sale
info-contact = Contact
info-accessibility = Accessibility
info-legal = Legal notice
info-legal-gb = Company details
info-legal-de = Legal notice (Impressum)
info-legal-jp = Seller information (Specified Commercial Transactions Act)
legal-name = Company
legal-address = Registered address
legal-representative = Represented by
legal-email = Email
legal-phone = Phone
legal-register = Registered at
legal-vat-id = VAT number
legal-missing = Not stated yet

error-home = To the front page
error-cart = To your cart
error-help = If this keeps happening, tell us:
error-request = Request number
error-wait-seconds = { $count ->
    [one] Please try again in a second.
   *[other] Please try again in { $shown } seconds.
}
error-wait-minutes = { $count ->
    [one] Please try again in a minute.
   *[other] Please try again in { $shown } minutes.
}
error-bad-request = We could not read that request
error-bad-request-text = Something in the address or the form was damaged on its way. Go back, reload the page and try again.
error-forbidden = That was not allowed
error-forbidden-text = The form did not come from this shop, so we did not act on it. Open the page here and send it again.
error-not-found = There is nothing here
error-not-found-text = The page has moved, or the product is no longer sold in this country. A search at the top finds what we have.
error-method = This page cannot be used that way
error-method-text = The address exists, but not for this kind of request. Start again from the front page.
error-too-large = That was too much at once
error-too-large-text = What was sent is larger than we accept. Nothing was changed. Shorten it and try again.
error-media = We cannot read that format
error-media-text = The form was sent in a way the shop does not understand. Reload the page and send it again.
error-unprocessable = We could not do that
error-unprocessable-text = We understood the request, but something in it does not fit. Go back, check what you entered and try again.
error-too-many = A little slower, please
error-too-many-text = There were many requests from your connection in a short time. Nothing is lost, your cart is intact.
error-internal = Something broke on our side
error-internal-text = It is our fault, and we have a record of it. Nothing was charged. Please try again.
error-unavailable = We will be right back
error-unavailable-text = Orders cannot be taken for a moment. Nothing was charged, your cart is intact, and you can keep browsing.

unavailable-retry = Try again
unavailable-place-order = Ordering is paused for a moment
unavailable-place-order-text = We could not reach the place where orders are kept. Nothing was charged, and your cart and what you entered are kept. The button below sends the very same order: however often it is sent, it is placed once.
unavailable-pay = Payment is paused for a moment
unavailable-pay-text = The payment could not be written down just now. Your order is safe. Trying again is safe too: an order is paid only once.
unavailable-extend-hold = That has to wait a moment
unavailable-extend-hold-text = The time for your payment could not be extended just now. Your order is safe, and nothing was changed twice.
unavailable-cancel-order = That has to wait a moment
unavailable-cancel-order-text = The order could not be cancelled just now, or we do not know yet. Trying again is safe: an order is cancelled only once.
unavailable-show-order = Your order is safe and will show here shortly
unavailable-show-order-text = The latest news of your order has not reached this part of the shop yet. Nothing is lost.
unavailable-track-order = Orders cannot be looked up just now
unavailable-track-order-text = We could not reach the place where orders are kept, so we cannot say yet whether there is one with this number. Orders that were placed are safe.

cookie-market = the market and language you chose
cookie-cart = what is in your cart
cookie-checkout = your progress through the checkout
cookie-orders = which orders this browser may show you
cookie-visitor = a random number of this browser, by which orders that are not paid yet are counted
cookie-flash = what the next page has to tell you
cookie-undo = the line you last took out of your cart
cookie-consistency = how new the data were that you have seen
cookie-session = that you are logged in to your account
cookie-minutes = { $count ->
    [one] one minute
   *[other] { $shown } minutes
}
cookie-hours = { $count ->
    [one] one hour
   *[other] { $shown } hours
}
cookie-days = { $count ->
    [one] one day
   *[other] { $shown } days
}
