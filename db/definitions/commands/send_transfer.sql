-- Pieces leave one location for another. What is promised at the first stays there.
--
-- lines: JSON [{"sku": text, "quantity": pieces}], a SKU once only.
CREATE VIEW send_transfer AS
SELECT *, NULL AS number, NULL AS from_code, NULL AS to_code, NULL AS lines, NULL AS note
FROM command;

CREATE TRIGGER send_transfer_runs INSTEAD OF INSERT ON send_transfer
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'send_transfer', 'inventory:transfer', 'transfer:' || NEW.number,
        json_object('from', NEW.from_code, 'to', NEW.to_code, 'lines', json_array_length(NEW.lines))
    );

    SELECT json_extract('{}', CASE
        WHEN origin.id IS NULL OR destination.id IS NULL OR origin.id = destination.id THEN 'refused:not_found {}'
    END)
    FROM clock
    LEFT JOIN location AS origin ON origin.code = NEW.from_code
    LEFT JOIN location AS destination ON destination.code = NEW.to_code;

    INSERT INTO check_skus VALUES (NEW.lines);

    SELECT json_extract('{}', CASE
        WHEN count(*) > 0 THEN 'refused:promised ' || json_group_array(json_object(
            'sku', variant.sku, 'on_hand', coalesce(level.on_hand, 0), 'allocated', coalesce(level.allocated, 0),
            'least', max(coalesce(level.allocated, 0), coalesce(level.least_on_hand, 0))
        ))
    END)
    FROM json_each(NEW.lines)
    CROSS JOIN location ON location.code = NEW.from_code
    CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    LEFT JOIN stock_level AS level ON level.variant_id = variant.id AND level.location_id = location.id
    WHERE (level.on_hand - (value ->> 'quantity') >= max(level.allocated, level.least_on_hand)) IS NOT TRUE;

    INSERT INTO transfer (id, number, from_location_id, to_location_id, sent_at)
    SELECT NEW.id, NEW.number, origin.id, destination.id, clock.now
    FROM clock
    CROSS JOIN location AS origin ON origin.code = NEW.from_code
    CROSS JOIN location AS destination ON destination.code = NEW.to_code;

    INSERT INTO transfer_line (transfer_id, variant_id, quantity)
    SELECT NEW.id, variant.id, value ->> 'quantity'
    FROM json_each(NEW.lines) CROSS JOIN variant ON variant.sku = (value ->> 'sku');

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
