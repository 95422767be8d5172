-- Command extend_hold: more time to pay, three times at the most, while the hold still stands.

CREATE VIEW extend_hold AS
SELECT NULL AS id, NULL AS order_id, NULL AS now, NULL AS expires_at, NULL AS actor WHERE FALSE;

CREATE TRIGGER extend_hold_runs INSTEAD OF INSERT ON extend_hold
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id) BEGIN
    SELECT json_extract('{}', 'refused:hold_expired {}')
    WHERE NOT EXISTS (
        SELECT 1 FROM orders WHERE id = NEW.order_id AND state = 'pending_payment' AND expires_at > NEW.now
    );

    SELECT json_extract('{}', 'refused:hold_limit {}')
    WHERE (SELECT count(*) FROM order_event WHERE order_id = NEW.order_id AND kind = 'hold_extended') >= 3;

    INSERT INTO audit (happened_at, actor, command, command_id, subject, before, after)
    SELECT
        NEW.now, NEW.actor, 'extend_hold', NEW.id, 'order:' || number,
        json_object('expires_at', expires_at), json_object('expires_at', NEW.expires_at)
    FROM orders WHERE id = NEW.order_id;

    UPDATE orders SET expires_at = max(expires_at, NEW.expires_at) WHERE id = NEW.order_id;

    INSERT INTO order_event (order_id, sequence, kind, happened_at)
    SELECT order_id, max(sequence) + 1, 'hold_extended', NEW.now
    FROM order_event WHERE order_id = NEW.order_id GROUP BY order_id;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    VALUES (NEW.id, 'order.hold_extended', json_object('order', NEW.order_id), NEW.now);

    INSERT INTO command_log (id, command, done_at) VALUES (NEW.id, 'extend_hold', NEW.now);
END;
