-- Purchase orders: those with pieces to come by expected date, or closed ones, the newest first. ?1 'open' or 'closed', ?2 and
-- ?3 the time and number of the order after which to go on. One row more than a page has.
WITH page (id) AS MATERIALIZED (
    SELECT * FROM (
        SELECT id FROM purchase_order
        WHERE ?1 = 'open' AND closed_at IS NULL AND (expected_at, number) > (?2, ?3)
        ORDER BY expected_at, number LIMIT 51
    )
    UNION ALL
    SELECT * FROM (
        SELECT id FROM purchase_order
        WHERE ?1 = 'closed' AND closed_at IS NOT NULL AND (closed_at, number) < (?2, ?3)
        ORDER BY closed_at DESC, number DESC LIMIT 51
    )
)
SELECT
    purchase_order.number AS number, supplier.name AS supplier, location.code AS location_code,
    purchase_order.expected_at AS expected_at, purchase_order.created_at AS created_at,
    purchase_order.closed_at AS closed_at, count(line.variant_id) AS lines, sum(line.quantity) AS quantity,
    sum(line.received) AS received, sum(line.incoming) AS incoming
FROM page
CROSS JOIN purchase_order ON purchase_order.id = page.id
CROSS JOIN supplier ON supplier.id = purchase_order.supplier_id
CROSS JOIN location ON location.id = purchase_order.location_id
CROSS JOIN purchase_order_line AS line ON line.purchase_order_id = purchase_order.id
GROUP BY page.id
ORDER BY
    iif(?1 = 'open', purchase_order.expected_at, -purchase_order.closed_at),
    iif(?1 = 'open', purchase_order.number, NULL),
    purchase_order.number DESC;
