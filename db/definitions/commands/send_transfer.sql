-- Pieces leave one location for another. What is promised at the first stays there.
--
-- lines: JSON [{"sku": text, "quantity": pieces}], a SKU once only.
CREATE VIEW send_transfer AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS number, NULL AS from_code, NULL AS to_code, NULL AS lines, NULL AS note
WHERE FALSE;

CREATE TRIGGER send_transfer_runs INSTEAD OF INSERT ON send_transfer
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'send_transfer', NEW.digest, NEW.principal, NEW.session, 'inventory:transfer',
        'transfer:' || NEW.number, NEW.request_id, NEW.sent_at,
        json_object('from', NEW.from_code, 'to', NEW.to_code, 'lines', json_array_length(NEW.lines))
    );

    SELECT json_extract('{}', CASE
        WHEN origin.id IS NULL OR destination.id IS NULL OR origin.id = destination.id THEN 'refused:not_found {}'
    END)
    FROM clock
    LEFT JOIN location AS origin ON origin.code = NEW.from_code
    LEFT JOIN location AS destination ON destination.code = NEW.to_code;

    SELECT json_extract('{}', CASE
        WHEN count(*) NOT BETWEEN 1 AND 200 OR count(DISTINCT wanted.value ->> 'sku') <> count(*) THEN 'refused:bad_lines {}'
        WHEN count(variant.id) < count(*)
            THEN 'refused:unknown_skus ' || json_group_array(wanted.value ->> 'sku') FILTER (WHERE variant.id IS NULL)
    END)
    FROM json_each(NEW.lines) AS wanted LEFT JOIN variant ON variant.sku = (wanted.value ->> 'sku');

    SELECT json_extract('{}', CASE
        WHEN count(*) > 0 THEN 'refused:promised ' || json_group_array(json_object(
            'sku', variant.sku, 'on_hand', coalesce(level.on_hand, 0), 'allocated', coalesce(level.allocated, 0),
            'least', max(coalesce(level.allocated, 0), coalesce(level.least_on_hand, 0))
        ))
    END)
    FROM json_each(NEW.lines) AS wanted
    CROSS JOIN location ON location.code = NEW.from_code
    CROSS JOIN variant ON variant.sku = (wanted.value ->> 'sku')
    LEFT JOIN stock_level AS level ON level.variant_id = variant.id AND level.location_id = location.id
    WHERE (level.on_hand - (wanted.value ->> 'quantity') >= max(level.allocated, level.least_on_hand)) IS NOT TRUE;

    INSERT INTO transfer (id, number, from_location_id, to_location_id, sent_at)
    SELECT NEW.id, NEW.number, origin.id, destination.id, clock.now
    FROM clock
    CROSS JOIN location AS origin ON origin.code = NEW.from_code
    CROSS JOIN location AS destination ON destination.code = NEW.to_code;

    INSERT INTO transfer_line (transfer_id, variant_id, quantity)
    SELECT NEW.id, variant.id, wanted.value ->> 'quantity'
    FROM json_each(NEW.lines) AS wanted CROSS JOIN variant ON variant.sku = (wanted.value ->> 'sku');

    INSERT INTO stock_movement (
        variant_id, location_id, quantity, reason, command_id, principal, subject, note, moved_at
    )
    SELECT
        line.variant_id, transfer.from_location_id, -line.quantity, 'transfer', NEW.id, NEW.principal,
        'transfer:' || transfer.number, NEW.note, clock.now
    FROM clock
    CROSS JOIN transfer ON transfer.id = NEW.id
    CROSS JOIN transfer_line AS line ON line.transfer_id = transfer.id;
END;
