-- A parcel arrived.
CREATE VIEW deliver_order AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS fulfilment_id
WHERE FALSE;

CREATE TRIGGER deliver_order_runs INSTEAD OF INSERT ON deliver_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'deliver_order', NEW.digest, NEW.principal, NEW.session, 'order:deliver',
        'order:' || coalesce((
            SELECT orders.number
            FROM fulfilment CROSS JOIN orders ON orders.id = fulfilment.order_id
            WHERE fulfilment.id = NEW.fulfilment_id
        ), ''), NEW.request_id, NEW.sent_at, '{}';

    SELECT json_extract('{}', CASE
        WHEN fulfilment.id IS NULL THEN 'refused:not_found {}'
        WHEN fulfilment.state <> 'shipped' THEN 'refused:already_delivered {}'
    END)
    FROM clock LEFT JOIN fulfilment ON fulfilment.id = NEW.fulfilment_id;

    UPDATE fulfilment SET state = 'delivered', delivered_at = (SELECT now FROM clock) WHERE id = NEW.fulfilment_id;

    INSERT INTO order_event (order_id, sequence, kind, happened_at, principal)
    SELECT fulfilment.order_id, max(order_event.sequence) + 1, 'delivered', clock.now, NEW.principal
    FROM clock
    CROSS JOIN fulfilment ON fulfilment.id = NEW.fulfilment_id
    CROSS JOIN order_event ON order_event.order_id = fulfilment.order_id;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'order.delivered', json_object('order', fulfilment.order_id, 'fulfilment', fulfilment.id), clock.now
    FROM clock CROSS JOIN fulfilment ON fulfilment.id = NEW.fulfilment_id;
END;
