-- What lies at a location is not what the level says: the level becomes what was counted, if it still is what was seen.
CREATE VIEW adjust_stock AS
SELECT *, NULL AS sku, NULL AS location_code, NULL AS reason, NULL AS seen, NULL AS counted, NULL AS note
FROM command;

CREATE TRIGGER adjust_stock_runs INSTEAD OF INSERT ON adjust_stock
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'adjust_stock', 'inventory:adjust', 'variant:' || NEW.sku,
        json_object('location', NEW.location_code, 'reason', NEW.reason, 'from', NEW.seen, 'to', NEW.counted)
    );

    SELECT json_extract('{}', CASE
        WHEN variant.id IS NULL OR location.id IS NULL THEN 'refused:not_found {}'
        WHEN reason.code IS NULL THEN 'refused:unknown_reason {}'
        WHEN coalesce(level.on_hand, 0) IS NOT NEW.seen THEN 'refused:stale_level ' || json_object(
            'on_hand', coalesce(level.on_hand, 0), 'allocated', coalesce(level.allocated, 0),
            'safety_stock', coalesce(level.safety_stock, 0), 'backorder_limit', coalesce(level.backorder_limit, 0)
        )
        WHEN NEW.counted < level.least_on_hand THEN 'refused:promised ' || json_array(json_object(
            'sku', NEW.sku, 'on_hand', level.on_hand, 'allocated', level.allocated, 'least', level.least_on_hand
        ))
    END)
    FROM clock
    LEFT JOIN variant ON variant.sku = NEW.sku
    LEFT JOIN location ON location.code = NEW.location_code
    LEFT JOIN stock_movement_reason AS reason ON reason.code = NEW.reason AND reason.by_hand
    LEFT JOIN stock_level AS level ON level.variant_id = variant.id AND level.location_id = location.id;

    INSERT OR IGNORE INTO stock_level (variant_id, location_id)
    SELECT variant.id, location.id
    FROM variant CROSS JOIN location ON location.code = NEW.location_code
    WHERE variant.sku = NEW.sku;

    INSERT INTO stock_movement (
        variant_id, location_id, quantity, reason, command_id, principal, subject, note, moved_at
    )
    SELECT
        variant.id, location.id, NEW.counted - NEW.seen, NEW.reason, NEW.id, NEW.principal, NULL, NEW.note, clock.now
    FROM clock
    CROSS JOIN variant ON variant.sku = NEW.sku
    CROSS JOIN location ON location.code = NEW.location_code
    WHERE NEW.counted <> NEW.seen;
END;
