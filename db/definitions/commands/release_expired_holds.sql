-- Orders whose hold ran out unpaid expire and give their stock back, the 200 oldest with each command. Safe to run
-- anywhere, any number of times: the primary's clock decides. Where there are none, nothing is logged.
CREATE VIEW release_expired_holds AS
SELECT NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at WHERE FALSE;

CREATE TRIGGER release_expired_holds_runs INSTEAD OF INSERT ON release_expired_holds
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest)
    AND EXISTS (SELECT 1 FROM expired_hold) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'release_expired_holds', NEW.digest, NEW.principal, NEW.session, 'order:expire', 'orders', NEW.request_id, NEW.sent_at,
        json_object('expired', json_group_array(number))
    FROM expired_hold;

    UPDATE stock_allocation SET state = 'released' WHERE state = 'held' AND order_id IN (SELECT id FROM expired_hold);

    INSERT INTO order_event (order_id, sequence, kind, happened_at, principal)
    SELECT
        expired_hold.id,
        1 + (SELECT max(sequence) FROM order_event WHERE order_event.order_id = expired_hold.id),
        'expired', clock.now, NEW.principal
    FROM clock CROSS JOIN expired_hold;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'order.expired', json_object('order', expired_hold.id), clock.now FROM clock CROSS JOIN expired_hold;

    UPDATE orders SET hold_ends_at = NULL, expired_at = (SELECT now FROM clock) WHERE id IN (SELECT id FROM expired_hold);
END;
