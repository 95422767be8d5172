-- Orders that are over hold nothing; orders that are open or paid have not let go of anything.
SELECT
    'order ' || orders.number || ' is ' || orders.state || ', its allocation of variant '
    || stock_allocation.variant_id || ' is ' || stock_allocation.state AS offender
FROM orders JOIN stock_allocation ON stock_allocation.order_id = orders.id
WHERE orders.state IN ('cancelled', 'expired') AND stock_allocation.state = 'held'
    OR orders.state IN ('pending_payment', 'awaiting_transfer', 'paid') AND stock_allocation.state <> 'held'
LIMIT 11;
