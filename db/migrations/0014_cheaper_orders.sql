-- What an order costs must not grow with the catalogue, nor with the payments there have been.

-- Grouped views are worked out whole before a product is picked from them: the badge asks for its own product's levels.
DROP TRIGGER stock_level_moves_badge;
CREATE TRIGGER stock_level_moves_badge AFTER UPDATE OF on_hand, allocated, safety_stock, backorder_limit ON stock_level BEGIN
    UPDATE product SET stock_state = badge.state
    FROM (
        SELECT
            CASE min(of_variant.state) WHEN 0 THEN 'in' WHEN 1 THEN 'low' WHEN 2 THEN 'backorder' ELSE 'out' END AS state
        FROM (
            SELECT
                CASE
                    WHEN sum(max(0, level.on_hand - level.safety_stock) - level.allocated) > 5 THEN 0
                    WHEN sum(max(0, level.on_hand - level.safety_stock) - level.allocated) > 0 THEN 1
                    WHEN sum(level.available) > 0 THEN 2
                    ELSE 3
                END AS state
            FROM variant CROSS JOIN stock_level AS level ON level.variant_id = variant.id
            WHERE variant.product_id = (SELECT product_id FROM variant WHERE id = NEW.variant_id)
            GROUP BY variant.id
        ) AS of_variant
    ) AS badge
    WHERE product.id = (SELECT product_id FROM variant WHERE id = NEW.variant_id) AND product.stock_state <> badge.state;
END;

-- Lines of an order come before the order itself; with it, each table that refers to orders is asked for rows of its.
CREATE INDEX payment_by_order ON payment (order_id);
CREATE INDEX stock_movement_by_order ON stock_movement (order_id) WHERE order_id IS NOT NULL;
