-- An order is the sum of its lines and its delivery. Tax on delivery depends on a rate that may have changed since, so
-- it is held between none and all of the delivery.
SELECT
    'order ' || orders.number || ': lines ' || coalesce(bought.subtotal, 0) || ' with tax ' || coalesce(bought.tax, 0)
    || ', order says subtotal ' || orders.subtotal_minor || ', shipping ' || orders.shipping_minor
    || ', tax ' || orders.tax_minor || ', total ' || orders.total_minor AS offender
FROM orders
LEFT JOIN (
    SELECT order_id, sum(line_minor) AS subtotal, sum(tax_minor) AS tax
    FROM order_line GROUP BY order_id
) AS bought ON bought.order_id = orders.id
WHERE orders.subtotal_minor <> coalesce(bought.subtotal, 0)
    OR orders.tax_minor - coalesce(bought.tax, 0) NOT BETWEEN 0 AND orders.shipping_minor
    OR orders.total_minor
        <> orders.subtotal_minor + orders.shipping_minor + iif(orders.tax_inclusive, 0, orders.tax_minor)
LIMIT 11;
