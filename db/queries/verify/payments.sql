-- A paid order has one payment that succeeded, over its total; an unpaid one has none.
SELECT
    'order ' || orders.number || ' is ' || orders.state || ', total ' || orders.total_minor
    || ', successful payments ' || count(payment.id) || ' over ' || coalesce(sum(payment.amount_minor), 0) AS offender
FROM orders LEFT JOIN payment ON payment.order_id = orders.id AND payment.state = 'succeeded'
GROUP BY orders.id
HAVING orders.state IN ('paid', 'shipped', 'delivered')
        AND (count(payment.id) <> 1 OR sum(payment.amount_minor) <> orders.total_minor)
    OR orders.state IN ('pending_payment', 'awaiting_transfer', 'expired') AND count(payment.id) <> 0
LIMIT 11;
