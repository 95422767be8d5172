-- Every piece that was ordered was allocated by the order's last attempt, whatever became of the order since.
SELECT
    'order ' || orders.number || ' variant ' || bought.variant_id || ': ordered ' || bought.quantity || ', allocated '
    || coalesce(allocated.quantity, 0) AS offender
FROM (
    SELECT order_id, variant_id, sum(quantity) AS quantity FROM order_line GROUP BY order_id, variant_id
) AS bought
JOIN orders ON orders.id = bought.order_id
LEFT JOIN (
    SELECT order_id, variant_id, attempt, sum(quantity) AS quantity
    FROM stock_allocation GROUP BY order_id, variant_id, attempt
) AS allocated
    ON allocated.order_id = bought.order_id AND allocated.variant_id = bought.variant_id
    AND allocated.attempt = (SELECT max(attempt) FROM stock_allocation WHERE order_id = bought.order_id)
WHERE bought.quantity <> coalesce(allocated.quantity, 0)
LIMIT 11;
