-- Movements of a variant, the newest first, each with what was on hand at its location afterwards. ?1 SKU, ?2 the movement
-- before which to go on. One row more than a page has.
SELECT
    balanced.id AS id, location.code AS location_code, balanced.quantity AS quantity, balanced.on_hand AS on_hand,
    balanced.reason AS reason, balanced.principal AS principal, balanced.subject AS subject, balanced.note AS note,
    orders.number AS order_number, balanced.moved_at AS moved_at
FROM (
    SELECT
        movement.*,
        sum(movement.quantity) OVER (PARTITION BY movement.location_id ORDER BY movement.id) AS on_hand
    FROM stock_movement AS movement
    WHERE movement.variant_id = (SELECT id FROM variant WHERE sku = ?1) AND movement.id < ?2
) AS balanced
CROSS JOIN location ON location.id = balanced.location_id
LEFT JOIN orders ON orders.id = balanced.order_id
ORDER BY balanced.id DESC
LIMIT 51;
