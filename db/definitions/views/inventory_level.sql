-- What each location holds of a variant, and what is on its way there from suppliers and from other locations.
CREATE VIEW inventory_level AS
SELECT
    variant.id AS variant_id,
    location.id AS location_id,
    location.code AS location_code,
    location.name AS location_name,
    coalesce(level.on_hand, 0) AS on_hand,
    coalesce(level.allocated, 0) AS allocated,
    coalesce(level.safety_stock, 0) AS safety_stock,
    coalesce(level.backorder_limit, 0) AS backorder_limit,
    coalesce((
        SELECT sum(line.incoming)
        FROM purchase_order_line AS line
        CROSS JOIN purchase_order
            ON purchase_order.id = line.purchase_order_id AND purchase_order.location_id = location.id
        WHERE line.variant_id = variant.id AND line.incoming > 0
    ), 0) + coalesce((
        SELECT sum(line.quantity)
        FROM transfer_line AS line
        CROSS JOIN transfer ON transfer.id = line.transfer_id AND transfer.to_location_id = location.id
        WHERE line.variant_id = variant.id AND line.received IS NULL
    ), 0) AS incoming
FROM variant
CROSS JOIN location
LEFT JOIN stock_level AS level ON level.variant_id = variant.id AND level.location_id = location.id;
