-- A paid order has payments over its total; one that waits for its payment or was not paid in time has none.
SELECT
    'order ' || orders.number || iif(orders.paid_at IS NULL, ' is not paid', ' is paid') || ', total '
    || orders.total_minor || ', successful payments over ' || coalesce(sum(payment.amount_minor), 0) AS offender
FROM orders LEFT JOIN payment ON payment.order_id = orders.id AND payment.state = 'succeeded'
GROUP BY orders.id
HAVING orders.paid_at IS NOT NULL AND coalesce(sum(payment.amount_minor), 0) <> orders.total_minor
    OR orders.paid_at IS NULL AND count(payment.id) <> 0
LIMIT 11;
