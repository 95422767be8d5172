-- Sales by day and market: orders that were paid, or are paid on delivery, and were not cancelled. ?1 from when on, in
-- seconds since 1970.
SELECT
    orders.market_code AS market_code, orders.currency_code AS currency_code,
    (orders.placed_at - ?1) / 86400 AS day, count(*) AS orders, sum(orders.total_minor) AS total_minor
FROM orders
WHERE orders.placed_at >= ?1 AND coalesce(orders.hold_ends_at, orders.cancelled_at, orders.expired_at) IS NULL
GROUP BY orders.market_code, orders.currency_code, day
ORDER BY orders.market_code, day;
