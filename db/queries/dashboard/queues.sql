-- How much waits for staff, each counted to 1,001. One row.
SELECT
    (
        SELECT count(*)
        FROM (
            SELECT DISTINCT held.order_id
            FROM stock_allocation AS held
            CROSS JOIN orders ON orders.id = held.order_id AND orders.hold_ends_at IS NULL
            WHERE held.state = 'held'
            LIMIT 1001
        )
    ) AS to_pick,
    (SELECT count(*) FROM (SELECT 1 FROM orders WHERE hold_ends_at IS NOT NULL LIMIT 1001)) AS to_pay,
    (SELECT count(*) FROM (SELECT 1 FROM variant WHERE stock_state = 'low' LIMIT 1001)) AS low,
    (SELECT count(*) FROM (SELECT 1 FROM variant WHERE stock_state = 'out' LIMIT 1001)) AS out,
    (SELECT count(*) FROM (SELECT 1 FROM variant WHERE stock_state = 'backorder' LIMIT 1001)) AS backorder,
    (
        SELECT count(*)
        FROM (
            SELECT 1 FROM clock CROSS JOIN purchase_order
                ON purchase_order.closed_at IS NULL AND purchase_order.expected_at < clock.now
            LIMIT 1001
        )
    ) AS late;
