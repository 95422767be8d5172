-- Every line is allocated to the piece, whatever became of the order since.
SELECT
    'order ' || orders.number || ' line ' || order_line.line || ' (' || order_line.sku || '): ordered '
    || order_line.quantity || ', allocated ' || coalesce(allocated.quantity, 0) AS offender
FROM order_line
JOIN orders ON orders.id = order_line.order_id
LEFT JOIN (
    SELECT order_id, variant_id, sum(quantity) AS quantity
    FROM stock_allocation GROUP BY order_id, variant_id
) AS allocated
    ON allocated.order_id = order_line.order_id AND allocated.variant_id = order_line.variant_id
WHERE order_line.quantity <> coalesce(allocated.quantity, 0)
LIMIT 11;
