-- A parcel leaves, of an order that is paid or is paid on delivery, with whole lines of one delivery group. Pieces leave the
-- locations that hold them for it.
--
-- lines: JSON list of line numbers.
CREATE VIEW ship_order AS
SELECT *, NULL AS order_id, NULL AS group_number, NULL AS lines, NULL AS carrier, NULL AS tracking
FROM command;

CREATE TRIGGER ship_order_runs INSTEAD OF INSERT ON ship_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'ship_order', 'order:ship', 'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''),
        json_object('lines', json(NEW.lines), 'carrier', NEW.carrier, 'tracking', NEW.tracking)
    );

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:not_found {}'
        WHEN coalesce(orders.hold_ends_at, orders.cancelled_at, orders.expired_at) IS NOT NULL THEN 'refused:not_open {}'
    END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    SELECT json_extract('{}', CASE
        WHEN count(*) = 0 OR count(DISTINCT line.number) <> count(*) THEN 'refused:bad_lines {}'
        WHEN sum(EXISTS (
            SELECT 1 FROM fulfilment_line AS sent CROSS JOIN fulfilment ON fulfilment.id = sent.fulfilment_id
            WHERE sent.order_id = NEW.order_id AND sent.line_number = line.number AND fulfilment.state <> 'cancelled'
        )) > 0 THEN 'refused:already_shipped {}'
    END)
    FROM json_each(NEW.lines)
    LEFT JOIN order_line AS line
        ON line.order_id = NEW.order_id AND line.number = value AND line.group_number = NEW.group_number;

    SELECT json_extract('{}', CASE
        WHEN count(*) > 0
            THEN 'refused:not_on_hand ' || json_group_array(json_object('sku', variant.sku, 'on_hand', level.on_hand))
    END)
    FROM json_each(NEW.lines)
    CROSS JOIN order_line AS line ON line.order_id = NEW.order_id AND line.number = value
    CROSS JOIN stock_allocation AS held ON held.order_id = NEW.order_id AND held.variant_id = line.variant_id
    CROSS JOIN stock_level AS level ON level.variant_id = held.variant_id AND level.location_id = held.location_id
    CROSS JOIN variant ON variant.id = held.variant_id
    WHERE held.state = 'held' AND level.on_hand < held.quantity;

    INSERT INTO fulfilment (id, order_id, group_number, state, carrier, tracking, created_at, shipped_at)
    SELECT NEW.id, NEW.order_id, NEW.group_number, 'shipped', NEW.carrier, NEW.tracking, now, now FROM clock;

    INSERT INTO fulfilment_line (fulfilment_id, order_id, line_number, quantity)
    SELECT NEW.id, NEW.order_id, line.number, line.quantity
    FROM json_each(NEW.lines)
    CROSS JOIN order_line AS line ON line.order_id = NEW.order_id AND line.number = value;

    UPDATE stock_allocation SET state = 'shipped'
    WHERE order_id = NEW.order_id AND state = 'held' AND variant_id IN (
        SELECT line.variant_id
        FROM fulfilment_line AS sent
        CROSS JOIN order_line AS line ON line.order_id = NEW.order_id AND line.number = sent.line_number
        WHERE sent.fulfilment_id = NEW.id
    );

    INSERT INTO stock_movement (
        variant_id, location_id, quantity, reason, order_id, command_id, principal, moved_at
    )
    SELECT gone.variant_id, gone.location_id, -gone.quantity, 'shipment', NEW.order_id, NEW.id, NEW.principal, clock.now
    FROM clock
    CROSS JOIN fulfilment_line AS sent ON sent.fulfilment_id = NEW.id
    CROSS JOIN order_line AS line ON line.order_id = NEW.order_id AND line.number = sent.line_number
    CROSS JOIN stock_allocation AS gone ON gone.order_id = NEW.order_id AND gone.variant_id = line.variant_id
    WHERE gone.state = 'shipped';

    INSERT INTO add_order_event VALUES (
        NEW.order_id, 'shipped', NEW.principal, json_object('carrier', NEW.carrier, 'tracking', NEW.tracking)
    );

    INSERT INTO add_to_outbox VALUES (NEW.id, 'order.shipped', json_object('order', NEW.order_id, 'fulfilment', NEW.id));
END;
