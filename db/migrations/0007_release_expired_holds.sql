-- Command release_expired_holds(id, now): orders whose hold ran out unpaid expire and give their stock back.
-- Safe to run anywhere, any number of times.

CREATE VIEW release_expired_holds AS SELECT NULL AS id, NULL AS now WHERE FALSE;

CREATE TRIGGER release_expired_holds_runs INSTEAD OF INSERT ON release_expired_holds
WHEN EXISTS (SELECT 1 FROM orders WHERE expires_at IS NOT NULL AND expires_at <= NEW.now) BEGIN
    INSERT OR IGNORE INTO command_log (id, command, done_at) VALUES (NEW.id, 'release_expired_holds', NEW.now);

    UPDATE stock_allocation SET state = 'released'
    WHERE state = 'held'
        AND order_id IN (SELECT id FROM orders WHERE expires_at IS NOT NULL AND expires_at <= NEW.now);

    INSERT INTO order_event (order_id, sequence, kind, happened_at)
    SELECT
        orders.id,
        1 + (SELECT max(sequence) FROM order_event WHERE order_event.order_id = orders.id),
        'expired',
        NEW.now
    FROM orders
    WHERE orders.expires_at IS NOT NULL AND orders.expires_at <= NEW.now;

    INSERT INTO audit (happened_at, actor, command, command_id, subject, before, after)
    SELECT
        NEW.now, 'system', 'release_expired_holds', NEW.id, 'order:' || orders.number,
        json_object('state', orders.state), json_object('state', 'expired')
    FROM orders
    WHERE orders.expires_at IS NOT NULL AND orders.expires_at <= NEW.now;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'order.expired', json_object('order', orders.id), NEW.now
    FROM orders
    WHERE orders.expires_at IS NOT NULL AND orders.expires_at <= NEW.now;

    UPDATE orders SET state = 'expired', expires_at = NULL
    WHERE expires_at IS NOT NULL AND expires_at <= NEW.now;
END;
