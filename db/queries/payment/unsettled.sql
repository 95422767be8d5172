-- ?1 how old they are at least, in seconds, ?2 how many at most. Open payments of providers that can be asked, those that are
-- paid later last: they wait long and would take the place of the others.
SELECT
    payment.id, orders.number AS order_number, orders.locale_code || '-' || orders.market_code AS market_locale,
    payment.provider_code, payment.method_code, payment.provider_reference, payment.state, payment.amount_minor,
    payment.currency_code,
    coalesce(orders.paid_at, orders.cancelled_at, orders.expired_at) IS NOT NULL
        OR payment.created_at <= clock.now - 86400 AS is_given_up
FROM clock
CROSS JOIN payment
    ON payment.state IN ('created', 'needs_action', 'authorised') AND payment.created_at <= clock.now - ?1
CROSS JOIN orders ON orders.id = payment.order_id
CROSS JOIN payment_method ON payment_method.code = payment.method_code
WHERE payment.provider_code <> 'manual'
ORDER BY payment_method.is_paid_later, payment.created_at, payment.id
LIMIT ?2
