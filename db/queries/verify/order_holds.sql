-- Orders that are over hold nothing; orders that are open or paid have not let go of anything in their last attempt.
SELECT
    'order ' || orders.number || iif(coalesce(orders.cancelled_at, orders.expired_at) IS NULL, ' is not', ' is')
    || ' over, its allocation of variant ' || stock_allocation.variant_id || ' is ' || stock_allocation.state AS offender
FROM orders JOIN stock_allocation ON stock_allocation.order_id = orders.id
WHERE coalesce(orders.cancelled_at, orders.expired_at) IS NOT NULL AND stock_allocation.state = 'held'
    OR coalesce(orders.cancelled_at, orders.expired_at) IS NULL AND stock_allocation.state = 'released'
        AND stock_allocation.attempt = (SELECT max(attempt) FROM stock_allocation WHERE order_id = orders.id)
LIMIT 11;
