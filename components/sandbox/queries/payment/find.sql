SELECT
    reference, payment_id, order_number, amount_minor, currency, method, return_url, locale, state, reason,
    captured_minor, refunded_minor
FROM payment
WHERE reference = ?1
