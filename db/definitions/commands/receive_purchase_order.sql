-- Pieces of a purchase order arrive. Who receives names how many had arrived before, so that nothing is booked twice.
--
-- lines: JSON [{"sku": text, "quantity": pieces that arrive now, "seen": pieces received so far}]. close: 1 where nothing
-- more is to come, whatever is missing.
CREATE VIEW receive_purchase_order AS SELECT *, NULL AS purchase_order_id, NULL AS lines, NULL AS close FROM command;

CREATE TRIGGER receive_purchase_order_runs INSTEAD OF INSERT ON receive_purchase_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'receive_purchase_order', 'inventory:receive',
        'purchase_order:' || coalesce((SELECT number FROM purchase_order WHERE id = NEW.purchase_order_id), ''),
        json_object('lines', json_array_length(NEW.lines), 'close', NEW.close)
    );

    SELECT json_extract('{}', CASE
        WHEN purchase_order.id IS NULL THEN 'refused:not_found {}'
        WHEN purchase_order.closed_at IS NOT NULL THEN 'refused:closed {}'
    END)
    FROM clock LEFT JOIN purchase_order ON purchase_order.id = NEW.purchase_order_id;

    SELECT json_extract('{}', CASE
        WHEN count(DISTINCT line.variant_id) <> count(*) OR sum(value ->> 'quantity' < 0) > 0
            THEN 'refused:bad_lines {}'
        WHEN sum(line.received <> (value ->> 'seen')) > 0 THEN 'refused:stale_lines ' || json_group_array(
            json_object('sku', variant.sku, 'now', line.received)
        ) FILTER (WHERE line.received <> (value ->> 'seen'))
    END)
    FROM json_each(NEW.lines)
    LEFT JOIN variant ON variant.sku = (value ->> 'sku')
    LEFT JOIN purchase_order_line AS line
        ON line.purchase_order_id = NEW.purchase_order_id AND line.variant_id = variant.id;

    UPDATE purchase_order_line
    SET
        received = purchase_order_line.received + (value ->> 'quantity'),
        incoming = max(
            0, purchase_order_line.quantity - purchase_order_line.received - (value ->> 'quantity')
        )
    FROM json_each(NEW.lines) CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    WHERE purchase_order_line.purchase_order_id = NEW.purchase_order_id
        AND purchase_order_line.variant_id = variant.id;

    UPDATE purchase_order_line SET incoming = 0 WHERE NEW.close AND purchase_order_id = NEW.purchase_order_id;

    INSERT OR IGNORE INTO stock_level (variant_id, location_id)
    SELECT line.variant_id, purchase_order.location_id
    FROM purchase_order CROSS JOIN purchase_order_line AS line ON line.purchase_order_id = purchase_order.id
    WHERE purchase_order.id = NEW.purchase_order_id;

    INSERT INTO stock_movement (variant_id, location_id, quantity, reason, command_id, principal, subject, moved_at)
    SELECT
        variant.id, purchase_order.location_id, value ->> 'quantity', 'receipt', NEW.id, NEW.principal,
        'purchase_order:' || purchase_order.number, clock.now
    FROM clock
    CROSS JOIN purchase_order ON purchase_order.id = NEW.purchase_order_id
    CROSS JOIN json_each(NEW.lines)
    CROSS JOIN variant ON variant.sku = (value ->> 'sku')
    WHERE (value ->> 'quantity') > 0;

    UPDATE purchase_order SET closed_at = (SELECT now FROM clock)
    WHERE id = NEW.purchase_order_id AND NOT EXISTS (
        SELECT 1 FROM purchase_order_line WHERE purchase_order_id = NEW.purchase_order_id AND incoming > 0
    );

    UPDATE variant SET backorder_at = (SELECT expected_at FROM variant_arrival WHERE variant_id = variant.id)
    WHERE id IN (SELECT variant_id FROM purchase_order_line WHERE purchase_order_id = NEW.purchase_order_id);
END;
