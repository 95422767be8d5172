-- The differences of a count are booked, once. Who approves names the version they saw.
CREATE VIEW approve_stock_take AS SELECT *, NULL AS stock_take_id, NULL AS version FROM command;

CREATE TRIGGER approve_stock_take_runs INSTEAD OF INSERT ON approve_stock_take
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'approve_stock_take', 'inventory:approve',
        'stock_take:' || NEW.stock_take_id, json_object('version', NEW.version)
    );

    SELECT json_extract('{}', CASE
        WHEN stock_take.id IS NULL THEN 'refused:not_found {}'
        WHEN stock_take.approved_at IS NOT NULL THEN 'refused:closed {}'
        WHEN stock_take.version <> NEW.version THEN 'refused:stale_version ' || json_object('version', stock_take.version)
    END)
    FROM clock LEFT JOIN stock_take ON stock_take.id = NEW.stock_take_id;

    INSERT OR IGNORE INTO stock_level (variant_id, location_id)
    SELECT counting.variant_id, stock_take.location_id
    FROM stock_take CROSS JOIN stock_take_count AS counting ON counting.stock_take_id = stock_take.id
    WHERE stock_take.id = NEW.stock_take_id;

    SELECT json_extract('{}', CASE
        WHEN count(*) > 0 THEN 'refused:promised ' || json_group_array(json_object(
            'sku', variant.sku, 'on_hand', level.on_hand, 'allocated', level.allocated, 'least', level.least_on_hand
        ))
    END)
    FROM stock_take
    CROSS JOIN stock_take_count AS counting ON counting.stock_take_id = stock_take.id
    CROSS JOIN stock_level AS level
        ON level.variant_id = counting.variant_id AND level.location_id = stock_take.location_id
    CROSS JOIN variant ON variant.id = counting.variant_id
    WHERE stock_take.id = NEW.stock_take_id
        AND level.on_hand + counting.counted - counting.expected < level.least_on_hand;

    INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, principal, subject, moved_at)
    SELECT
        counting.variant_id, stock_take.location_id, counting.counted - counting.expected, 'stock_take', NEW.id,
        NEW.principal, 'stock_take:' || stock_take.id, clock.now
    FROM clock
    CROSS JOIN stock_take ON stock_take.id = NEW.stock_take_id
    CROSS JOIN stock_take_count AS counting ON counting.stock_take_id = stock_take.id
    WHERE counting.counted <> counting.expected;

    UPDATE stock_take SET approved_at = (SELECT now FROM clock) WHERE id = NEW.stock_take_id;
END;
