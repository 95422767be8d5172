-- What was in transit arrives, once, with all of its lines; what is missing was lost on the way.
--
-- lines: JSON [{"sku": text, "quantity": pieces that arrived}], every SKU of the transfer once.
CREATE VIEW receive_transfer AS SELECT *, NULL AS transfer_id, NULL AS lines FROM command;

CREATE TRIGGER receive_transfer_runs INSTEAD OF INSERT ON receive_transfer
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'receive_transfer', 'inventory:transfer',
        'transfer:' || coalesce((SELECT number FROM transfer WHERE id = NEW.transfer_id), ''),
        json_object('lines', json_array_length(NEW.lines))
    );

    SELECT json_extract('{}', CASE
        WHEN transfer.id IS NULL THEN 'refused:not_found {}'
        WHEN transfer.received_at IS NOT NULL THEN 'refused:closed {}'
        WHEN (SELECT count(*) FROM transfer_line WHERE transfer_id = transfer.id) <> json_array_length(NEW.lines)
            OR json_array_length(NEW.lines) <> (
                SELECT count(DISTINCT line.variant_id)
                FROM json_each(NEW.lines)
                CROSS JOIN variant ON variant.sku = (value ->> 'sku')
                CROSS JOIN transfer_line AS line
                    ON line.transfer_id = NEW.transfer_id AND line.variant_id = variant.id
                    AND (value ->> 'quantity') BETWEEN 0 AND line.quantity
            ) THEN 'refused:bad_lines {}'
    END)
    FROM clock LEFT JOIN transfer ON transfer.id = NEW.transfer_id;

    UPDATE transfer_line SET received = value ->> 'quantity'
    FROM json_each(NEW.lines) CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    WHERE transfer_line.transfer_id = NEW.transfer_id AND transfer_line.variant_id = variant.id;

    INSERT OR IGNORE INTO stock_level (variant_id, location_id)
    SELECT line.variant_id, transfer.to_location_id
    FROM transfer CROSS JOIN transfer_line AS line ON line.transfer_id = transfer.id
    WHERE transfer.id = NEW.transfer_id;

    INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, principal, subject, moved_at)
    SELECT
        line.variant_id, transfer.to_location_id, line.received, 'transfer', NEW.id, NEW.principal,
        'transfer:' || transfer.number, clock.now
    FROM clock
    CROSS JOIN transfer ON transfer.id = NEW.transfer_id
    CROSS JOIN transfer_line AS line ON line.transfer_id = transfer.id
    WHERE line.received > 0;

    UPDATE transfer SET received_at = (SELECT now FROM clock) WHERE id = NEW.transfer_id;
END;
