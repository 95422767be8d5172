-- When pieces of a variant that are ordered now arrive: open purchase orders serve what is sold ahead first, in the order of
-- their dates. NULL where nothing is on its way that is not sold yet.
CREATE VIEW variant_arrival AS
SELECT
    variant.id AS variant_id,
    (
        SELECT min(arriving.expected_at)
        FROM (
            SELECT
                purchase_order.expected_at,
                sum(line.incoming) OVER (ORDER BY purchase_order.expected_at, purchase_order.id) AS pieces
            FROM purchase_order_line AS line
            CROSS JOIN purchase_order ON purchase_order.id = line.purchase_order_id
            WHERE line.variant_id = variant.id AND line.incoming > 0
        ) AS arriving
        WHERE arriving.pieces > (
            SELECT max(0, -coalesce(sum(level.ready), 0)) FROM stock_level AS level WHERE level.variant_id = variant.id
        )
    ) AS expected_at
FROM variant;
