-- An order that is not paid yet ends, and its stock is free again.
CREATE VIEW cancel_order AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at, NULL AS order_id
WHERE FALSE;

CREATE TRIGGER cancel_order_runs INSTEAD OF INSERT ON cancel_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'cancel_order', NEW.digest, NEW.principal, NEW.session, 'order:cancel',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''), NEW.request_id, NEW.sent_at, '{}';

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:unknown_order {}'
        WHEN orders.hold_ends_at IS NULL THEN 'refused:order_status ' || json_object(
            'paid_at', orders.paid_at, 'cancelled_at', orders.cancelled_at, 'expired_at', orders.expired_at
        )
    END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    UPDATE stock_allocation SET state = 'released' WHERE order_id = NEW.order_id AND state = 'held';

    INSERT INTO order_event (order_id, sequence, kind, happened_at, principal)
    SELECT NEW.order_id, max(sequence) + 1, 'cancelled', clock.now, NEW.principal
    FROM clock CROSS JOIN order_event ON order_event.order_id = NEW.order_id;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'order.cancelled', json_object('order', NEW.order_id), now FROM clock;

    UPDATE orders SET hold_ends_at = NULL, cancelled_at = (SELECT now FROM clock) WHERE id = NEW.order_id;
END;
