-- An order that is not paid yet ends, and its stock is free again.
CREATE VIEW cancel_order AS SELECT *, NULL AS order_id FROM command;

CREATE TRIGGER cancel_order_runs INSTEAD OF INSERT ON cancel_order
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'cancel_order', 'order:cancel',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''), '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:unknown_order {}'
        WHEN orders.hold_ends_at IS NULL THEN 'refused:order_status ' || json_object(
            'paid_at', orders.paid_at, 'cancelled_at', orders.cancelled_at, 'expired_at', orders.expired_at
        )
    END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    UPDATE stock_allocation SET state = 'released' WHERE order_id = NEW.order_id AND state = 'held';

    INSERT INTO add_order_event VALUES (NEW.order_id, 'cancelled', NEW.principal, '{}');

    INSERT INTO add_to_outbox VALUES (NEW.id, 'order.cancelled', json_object('order', NEW.order_id));

    UPDATE orders SET hold_ends_at = NULL, cancelled_at = (SELECT now FROM clock) WHERE id = NEW.order_id;
END;
