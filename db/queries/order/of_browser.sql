-- ?1 JSON list of numbers, ?2 a command or NULL. A row an order that the database has, the newest first.
SELECT
    orders.number, orders.currency_code, orders.total_minor, orders.payment_method_code, orders.placed_at,
    (SELECT order_figures.figures FROM order_figures WHERE order_figures.order_id = orders.id) AS figures,
    ?2 IS NULL OR EXISTS (SELECT 1 FROM command_log WHERE command_log.id = ?2) AS has_command
FROM json_each(?1) AS wanted
CROSS JOIN orders ON orders.number = wanted.value
ORDER BY orders.placed_at DESC, orders.number
