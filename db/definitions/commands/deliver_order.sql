-- A parcel arrived.
CREATE VIEW deliver_order AS SELECT *, NULL AS fulfilment_id FROM command;

CREATE TRIGGER deliver_order_runs INSTEAD OF INSERT ON deliver_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'deliver_order', 'order:deliver', 'order:' || coalesce((
            SELECT orders.number
            FROM fulfilment CROSS JOIN orders ON orders.id = fulfilment.order_id
            WHERE fulfilment.id = NEW.fulfilment_id
        ), ''),
        '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN fulfilment.id IS NULL THEN 'refused:not_found {}'
        WHEN fulfilment.state <> 'shipped' THEN 'refused:already_delivered {}'
    END)
    FROM clock LEFT JOIN fulfilment ON fulfilment.id = NEW.fulfilment_id;

    UPDATE fulfilment SET state = 'delivered', delivered_at = (SELECT now FROM clock) WHERE id = NEW.fulfilment_id;

    INSERT INTO add_order_event
    SELECT order_id, 'delivered', NEW.principal, '{}' FROM fulfilment WHERE id = NEW.fulfilment_id;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'order.delivered', json_object('order', fulfilment.order_id, 'fulfilment', fulfilment.id)
    FROM fulfilment WHERE fulfilment.id = NEW.fulfilment_id;
END;
