-- A paid order has payments over its total. What was taken for any other goes back, and what goes back is what refunds say.
SELECT
    'order ' || orders.number || iif(orders.paid_at IS NULL, ' is not paid', ' is paid') || ', total '
    || orders.total_minor || ', captured ' || captured || ', refunded ' || refunded || ', refunds over ' || going_back
    || ', of which done ' || gone_back AS offender
FROM (
    SELECT
        payment.order_id, sum(payment.captured_minor) AS captured, sum(payment.refunded_minor) AS refunded,
        (SELECT coalesce(sum(amount_minor), 0) FROM refund WHERE refund.order_id = payment.order_id) AS going_back,
        (
            SELECT coalesce(sum(amount_minor), 0) FROM refund
            WHERE refund.order_id = payment.order_id AND refund.state = 'refunded'
        ) AS gone_back
    FROM payment GROUP BY payment.order_id
) AS money
JOIN orders ON orders.id = money.order_id
WHERE orders.paid_at IS NOT NULL AND captured < orders.total_minor
    OR orders.paid_at IS NULL AND captured > going_back
    OR refunded <> gone_back
UNION ALL
SELECT 'order ' || orders.number || ' is paid, but has no payment'
FROM orders
WHERE orders.paid_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM payment WHERE payment.order_id = orders.id)
LIMIT 11;
