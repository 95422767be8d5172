-- An order is the sum of its lines and of the adjustments that are not contained in a price, each with a line or group.
SELECT
    'order ' || orders.number || ': lines ' || coalesce(bought.goods, 0) || ' and adjustments '
    || coalesce(adjusted.added, 0) || ', order says goods ' || orders.goods_minor || ' and total ' || orders.total_minor
    AS offender
FROM orders
LEFT JOIN (
    SELECT order_id, sum(unit_minor * quantity) AS goods FROM order_line GROUP BY order_id
) AS bought ON bought.order_id = orders.id
LEFT JOIN (
    SELECT order_id, sum(amount_minor) AS added FROM adjustment WHERE NOT included GROUP BY order_id
) AS adjusted ON adjusted.order_id = orders.id
WHERE orders.goods_minor IS NOT bought.goods OR orders.total_minor IS NOT bought.goods + coalesce(adjusted.added, 0)
LIMIT 11;
