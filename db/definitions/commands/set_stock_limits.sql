-- How many pieces of a level are never sold, and how many more may be sold ahead; refused if they are not what was seen.
CREATE VIEW set_stock_limits AS
SELECT
    *, NULL AS sku, NULL AS location_code, NULL AS seen_safety_stock, NULL AS seen_backorder_limit,
    NULL AS safety_stock, NULL AS backorder_limit
FROM command;

CREATE TRIGGER set_stock_limits_runs INSTEAD OF INSERT ON set_stock_limits
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'set_stock_limits', 'inventory:limit', 'variant:' || NEW.sku,
        json_object(
            'location', NEW.location_code, 'safety_stock', NEW.safety_stock, 'backorder_limit', NEW.backorder_limit
        )
    );

    SELECT json_extract('{}', CASE
        WHEN variant.id IS NULL OR location.id IS NULL THEN 'refused:not_found {}'
        WHEN coalesce(level.safety_stock, 0) IS NOT NEW.seen_safety_stock
            OR coalesce(level.backorder_limit, 0) IS NOT NEW.seen_backorder_limit
            THEN 'refused:stale_level ' || json_object(
                'on_hand', coalesce(level.on_hand, 0), 'allocated', coalesce(level.allocated, 0),
                'safety_stock', coalesce(level.safety_stock, 0), 'backorder_limit', coalesce(level.backorder_limit, 0)
            )
        WHEN max(0, level.on_hand - NEW.safety_stock) - level.allocated + NEW.backorder_limit < 0
            THEN 'refused:promised ' || json_array(json_object(
                'sku', NEW.sku, 'on_hand', level.on_hand, 'allocated', level.allocated, 'least', level.least_on_hand
            ))
    END)
    FROM clock
    LEFT JOIN variant ON variant.sku = NEW.sku
    LEFT JOIN location ON location.code = NEW.location_code
    LEFT JOIN stock_level AS level ON level.variant_id = variant.id AND level.location_id = location.id;

    INSERT OR IGNORE INTO stock_level (variant_id, location_id)
    SELECT variant.id, location.id
    FROM variant CROSS JOIN location ON location.code = NEW.location_code
    WHERE variant.sku = NEW.sku;

    UPDATE stock_level SET safety_stock = NEW.safety_stock, backorder_limit = NEW.backorder_limit
    WHERE variant_id = (SELECT id FROM variant WHERE sku = NEW.sku)
        AND location_id = (SELECT id FROM location WHERE code = NEW.location_code);
END;
