-- What one order does about holds that ran out must not grow with their number: an order that took too long would be
-- rolled back together with its releases, and so would each that follows. The 200 oldest go with it, the next with the
-- next order.

DROP TRIGGER release_expired_holds_runs;
CREATE TRIGGER release_expired_holds_runs INSTEAD OF INSERT ON release_expired_holds
WHEN EXISTS (SELECT 1 FROM orders WHERE expires_at IS NOT NULL AND expires_at <= NEW.now) BEGIN
    INSERT OR IGNORE INTO command_log (id, command, done_at) VALUES (NEW.id, 'release_expired_holds', NEW.now);

    UPDATE stock_allocation SET state = 'released'
    WHERE state = 'held'
        AND order_id IN (
            SELECT id FROM orders
            WHERE expires_at IS NOT NULL AND expires_at <= NEW.now
            ORDER BY expires_at, id LIMIT 200
        );

    INSERT INTO order_event (order_id, sequence, kind, happened_at)
    SELECT
        over.id,
        1 + (SELECT max(sequence) FROM order_event WHERE order_event.order_id = over.id),
        'expired',
        NEW.now
    FROM (
        SELECT id FROM orders WHERE expires_at IS NOT NULL AND expires_at <= NEW.now ORDER BY expires_at, id LIMIT 200
    ) AS over;

    INSERT INTO audit (happened_at, actor, command, command_id, subject, before, after)
    SELECT
        NEW.now, 'system', 'release_expired_holds', NEW.id, 'order:' || over.number,
        json_object('state', over.state), json_object('state', 'expired')
    FROM (
        SELECT number, state FROM orders
        WHERE expires_at IS NOT NULL AND expires_at <= NEW.now
        ORDER BY expires_at, id LIMIT 200
    ) AS over;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'order.expired', json_object('order', over.id), NEW.now
    FROM (
        SELECT id FROM orders WHERE expires_at IS NOT NULL AND expires_at <= NEW.now ORDER BY expires_at, id LIMIT 200
    ) AS over;

    UPDATE orders SET state = 'expired', expires_at = NULL
    WHERE id IN (
        SELECT id FROM orders
        WHERE expires_at IS NOT NULL AND expires_at <= NEW.now
        ORDER BY expires_at, id LIMIT 200
    );
END;
