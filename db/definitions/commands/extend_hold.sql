-- More time to pay, three times at the most, while the hold still stands.
CREATE VIEW extend_hold AS SELECT *, NULL AS order_id, NULL AS hold_seconds FROM command;

CREATE TRIGGER extend_hold_runs INSTEAD OF INSERT ON extend_hold
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'extend_hold', 'order:extend_hold',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''),
        json_object('hold_seconds', NEW.hold_seconds)
    );

    SELECT json_extract('{}', CASE
        WHEN orders.id IS NULL THEN 'refused:hold_expired {}'
        WHEN (SELECT count(*) FROM order_event WHERE order_id = NEW.order_id AND kind = 'hold_extended') >= 3
            THEN 'refused:hold_limit {}'
    END)
    FROM clock
    LEFT JOIN orders
        ON orders.id = NEW.order_id AND orders.hold_ends_at > clock.now
        AND NOT (SELECT is_paid_later FROM payment_method WHERE code = orders.payment_method_code);

    UPDATE orders SET hold_ends_at = max(hold_ends_at, (SELECT now FROM clock) + min(NEW.hold_seconds, 86400))
    WHERE id = NEW.order_id;

    INSERT INTO add_order_event VALUES (NEW.order_id, 'hold_extended', NEW.principal, '{}');

    INSERT INTO add_to_outbox VALUES (NEW.id, 'order.hold_extended', json_object('order', NEW.order_id));
END;
