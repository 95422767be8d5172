-- Every order was made by a command that is logged.
SELECT 'order ' || orders.number || ' (' || orders.id || ') is in no command log' AS offender
FROM orders
WHERE NOT EXISTS (
    SELECT 1 FROM command_log WHERE command_log.id = orders.id AND command_log.command = 'place_order'
)
LIMIT 11;
