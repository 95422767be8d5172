# Cart, checkout, payment.

cart-heading = Your cart
cart-lines = Items in your cart
cart-sums = Order total
cart-changed = { $count ->
    [one] { $shown } item has changed since you added it.
   *[other] { $shown } items have changed since you added them.
}
cart-estimated-for = Delivery cost and tax are estimated for delivery { $country }.
cart-free-gap = Add { $gap } more for free delivery.
cart-checkout = Go to checkout
cart-guest = No account needed
cart-save = Update cart
cart-too-heavy = Your cart is too heavy for one parcel. The marked items say what can be sent.
continue-shopping = Continue shopping
cart-nothing-to-buy = Nothing in your cart can be ordered at the moment.
cart-empty = Your cart is empty.
cart-empty-on = Look around
line-each = { $price } each
line-pieces = Quantity: { $shown }
line-pieces-each = { $count } × { $price }
line-quantity = Quantity
line-remove = Remove
line-remove-named = Remove { $name }

line-change-price = The price changed from { $was } to { $now }.
line-change-tax = The tax rate changed from { $was } to { $now }.
line-change-weight = Its weight was corrected, so delivery was calculated again.
line-change-only-left = { $count ->
    [one] Only { $shown } is left.
   *[other] Only { $shown } are left.
}
line-change-payment-limit = { $count ->
    [0] None can be ordered with this way to pay right now.
    [one] Only { $shown } can be ordered with this way to pay right now.
   *[other] Only { $shown } can be ordered with this way to pay right now.
}
line-change-payment-or-card = { $count ->
    [0] None can be ordered with this way to pay right now, but enough when you pay by card.
    [one] Only { $shown } can be ordered with this way to pay right now, more when you pay by card.
   *[other] Only { $shown } can be ordered with this way to pay right now, more when you pay by card.
}
line-change-too-heavy = { $count ->
    [0] One parcel carries up to { $weight }. Remove this item, or order it by itself.
    [one] One parcel carries up to { $weight }: at most { $shown } of these with the rest of your cart.
   *[other] One parcel carries up to { $weight }: at most { $shown } of these with the rest of your cart.
}
line-change-sold-out = This has sold out. It is not part of the total.
line-change-backorder = This is on backorder now and arrives later.
line-change-backorder-on = This is on backorder now, expected { $day }.
line-change-not-sold-here = This is not sold in this country. It is not part of the total.
line-change-unknown = We cannot find this item at the moment. It is not part of the total.

totals-lines = Items
totals-shipping = Delivery
totals-shipping-later = not known yet
totals-free = Free
totals-total = Total
totals-tax-included = of which { $rate } VAT
totals-tax-added = plus { $rate } VAT
summary-heading = Your order
summary-change = Change the cart

title-error = Please check your entries
steps-label = Checkout steps
step-address = Address
step-delivery = Delivery and payment
step-review = Review
error-summary-heading = { $count ->
    [one] One thing needs your attention
   *[other] { $shown } things need your attention
}

address-heading = Where should it go?
address-contact = Contact
address-shipping = Delivery address
address-only-country = Delivery country: { $country }
address-only-bill-country = Country: { $country }
address-change-country = Change
address-billing = Billing address
address-billing-same = Same as the delivery address
address-next = Continue to delivery
field-email = Email
field-email-hint = To find your order again, and for questions about it. Nothing else.
email-suggestion = Did you mean { $email }?
email-suggestion-take = Use this address
field-phone = Phone
field-optional = (optional)
field-country = Country
field-name = Full name
field-line1 = Street and house number
field-line1-jp = Town, block and house number
field-line2 = Company, flat, floor
field-line2-jp = Building and room
field-city = Town or city
field-city-jp = City or ward
field-postcode = Postcode
field-postcode-fill = Fill in the city
field-region-jp = Prefecture
field-choose = Please choose
field-add = Add: { $name }

error-of-field = { $name }: { $what }
error-of-billing-field = Bill, { $name }: { $what }
missing-email = Enter your email address.
missing-phone = Enter your phone number.
missing-country = Choose a country we deliver to.
missing-name = Enter your full name.
missing-line1 = Enter the street and house number.
missing-line1-jp = Enter the town, block and house number.
missing-city = Enter the town or city.
missing-city-jp = Enter the city or ward.
missing-region = Choose the prefecture.
missing-postcode = Enter the postcode.
missing-delivery = Choose how it should be delivered.
missing-payment = Choose how you want to pay.
invalid-email = Enter an email address like name@example.com.
invalid-phone = Enter a phone number with digits, like +44 20 7946 0000.
invalid-postcode = This does not look like a postcode of that country.
invalid-postcode-example = Enter a postcode like { $example }.
invalid-too-long = Use no more than { $shown } characters.
invalid-not-delivered = We do not deliver there yet.
invalid-characters = There are characters in this field that we cannot print on a label.

delivery-heading = How should it reach you?
delivery-method = Delivery method
delivery-none = We cannot deliver these items to this address. Change the address or the cart.
delivery-too-heavy = This order is too heavy for one parcel to this address.
delivery-waits = Everything is sent together and waits for { $name }, expected { $day }.
delivery-slot = Time of delivery
delivery-slot-any = Any time
delivery-arrives-twice = First parcel arrives { $first }, second parcel { $second }
parcels-two = Or in two parcels ({ $arrival }). Delivery then costs { $cost }.
parcels-two-take = Send in two parcels
parcels-one = Or everything together ({ $arrival }). Delivery then costs { $cost }.
parcels-one-take = Send everything together
delivery-next = Continue to review
payment-method = Payment method
payment-card = Card
payment-card-note = You pay on the next page, after placing the order.
payment-convenience-store = Convenience store
payment-convenience-store-note = You get a number after placing the order, and pay with it at the till within a day.
payment-transfer = Bank transfer
payment-transfer-note = We send the order once the money has arrived.
payment-on-delivery = Cash on delivery
payment-on-delivery-note = You pay the carrier when the parcel arrives.
recap-to = Delivered to
recap-bill = Billed to
recap-how = Delivery and payment
recap-change-address = Change address
recap-change-delivery = Change delivery or payment

review-heading = Is everything right?
review-lines = Items
review-place = Place order with obligation to pay
review-place-and-pay = Place order and pay
review-hold = { $count ->
    [one] We hold your items for { $shown } minute after you place the order.
   *[other] We hold your items for { $shown } minutes after you place the order.
}
review-hold-days = { $count ->
    [one] We hold your items for { $shown } day after you place the order.
   *[other] We hold your items for { $shown } days after you place the order.
}
review-terms = By placing the order you accept our
review-refused = Your order was not placed yet
review-refused-hint = Something changed in the meantime. Nothing was charged. Check the list and place the order again.
review-payment-hint = Nothing was charged. Orders that are not paid yet may hold only part of our stock. Change how you pay or how many you order, and place the order again.
refusal-line = { $name }: { $what }
refusal-total = The total changed from { $was } to { $now }.
refusal-delivery = The delivery method is no longer offered for this order. Choose another one.
refusal-slot = The delivery time is no longer offered. Choose another one.
refusal-delivery-rate = The delivery rate changed from { $was } to { $now }.
refusal-free-delivery = Delivery is free from { $from } on now.
refusal-free-delivery-gone = Delivery is no longer free from some value on.
refusal-delivery-tax = The tax on delivery changed.
refusal-payment = This way to pay is no longer offered. Choose another one.

unpaid-heading = Other orders wait for your payment
unpaid-explained = This order was not placed, and nothing was charged: { $count } orders with the address { $email } are not paid yet, and there can be no more at the same time.
unpaid-way-out = Pay or cancel one of them. Then come back and place this order: your cart and what you entered are kept.
unpaid-orders = Orders from this browser
unpaid-find = You can open any of your orders with its number and your email address:
unpaid-continue = Back to the order
unpaid-label = Unpaid order
unpaid-waits = Order { $number } for { $amount } is waiting for your payment.
unpaid-finish = Finish paying
unpaid-how = See how to pay

pay-heading = Pay for your order
pay-for-order = for order { $number }
pay-held-until = Your items are held until
pay-now = Pay { $amount }
pay-by-card = Pay { $amount } by card
pay-hosted-note = You enter your card on the page of our payment provider and come back here afterwards.
pay-in-store = Get a number to pay { $amount }
pay-in-store-note = You show the number at the till of a convenience store and pay in cash. We are told at once.
pay-in-store-again = Open the page of the store payment
pay-in-store-again-note = The provider shows the same number there, with the way to the till.
voucher-shown = Show this number at the till, or enter it at the terminal of the store. We send your order once you have paid.
voucher-code = Payment number
voucher-until = Pay by
pay-later = Pay later, go to the order
pay-declined = The payment did not go through
pay-abandoned = You have not paid yet
pay-abandoned-text = You came back without paying. Nothing was charged.
pay-silent = The payment provider does not answer
pay-silent-text = Nothing was charged. Please try again in a moment.
decline-declined = Your bank declined the card. Nothing was charged. Try again or use another card.
decline-funds = The card has not enough funds. Nothing was charged. Use another card.
decline-authentication = The payment was not confirmed with your bank. Nothing was charged.
pending-bank = We are waiting for your bank
pending-bank-text = Your bank has not answered yet. You need not pay again: your order is paid as soon as it does.
pending-silent = We do not know yet whether you have paid
pending-silent-text = The payment provider does not answer. If it took your money, nothing is lost: it tells us, and your order is paid. Please do not pay again for the moment.
pending-not-recorded = Your payment has arrived
pending-not-recorded-text = We could not write it down just now. Nothing is lost and you need not pay again: it is booked as soon as that is possible.
pending-again = { $count ->
    [one] This page asks again in { $count } second.
   *[other] This page asks again in { $count } seconds.
}
pending-check = Check now
pending-order = Go to the order
method-standard = Standard delivery
method-express = Express delivery
