-- What was counted, each with the count that was seen before: NULL for none. One's own earlier count is replaced.
--
-- lines: JSON [{"sku": text, "counted": pieces, "seen": pieces or null}], a SKU once only.
CREATE VIEW record_stock_take AS SELECT *, NULL AS stock_take_id, NULL AS lines FROM command;

CREATE TRIGGER record_stock_take_runs INSTEAD OF INSERT ON record_stock_take
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'record_stock_take', 'inventory:count',
        'stock_take:' || NEW.stock_take_id, json_object('lines', json_array_length(NEW.lines))
    );

    SELECT json_extract('{}', CASE
        WHEN stock_take.id IS NULL THEN 'refused:not_found {}'
        WHEN stock_take.approved_at IS NOT NULL THEN 'refused:closed {}'
    END)
    FROM clock LEFT JOIN stock_take ON stock_take.id = NEW.stock_take_id;

    INSERT INTO check_skus VALUES (NEW.lines);

    SELECT json_extract('{}', CASE
        WHEN count(*) > 0
            THEN 'refused:stale_lines ' || json_group_array(json_object('sku', variant.sku, 'now', before.counted))
    END)
    FROM json_each(NEW.lines)
    CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    CROSS JOIN stock_take_count AS before
        ON before.stock_take_id = NEW.stock_take_id AND before.variant_id = variant.id
    WHERE before.counted IS NOT (value ->> 'seen') AND before.principal <> NEW.principal;

    DELETE FROM stock_take_count
    WHERE stock_take_id = NEW.stock_take_id AND variant_id IN (
        SELECT variant.id
        FROM json_each(NEW.lines) CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    );

    INSERT INTO stock_take_count (stock_take_id, variant_id, expected, counted, counted_at, principal)
    SELECT stock_take.id, variant.id, coalesce(level.on_hand, 0), value ->> 'counted', clock.now, NEW.principal
    FROM clock
    CROSS JOIN stock_take ON stock_take.id = NEW.stock_take_id
    CROSS JOIN json_each(NEW.lines)
    CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    LEFT JOIN stock_level AS level ON level.variant_id = variant.id AND level.location_id = stock_take.location_id;

    UPDATE stock_take SET version = version + 1 WHERE id = NEW.stock_take_id;
END;
