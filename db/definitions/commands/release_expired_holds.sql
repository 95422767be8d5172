-- Orders whose hold ran out unpaid expire and give their stock back, the 200 oldest with each command. Safe to run
-- anywhere, any number of times: the primary's clock decides. Where there are none, nothing is logged.
CREATE VIEW release_expired_holds AS SELECT * FROM command;

CREATE TRIGGER release_expired_holds_runs INSTEAD OF INSERT ON release_expired_holds
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest)
    AND EXISTS (SELECT 1 FROM expired_hold) BEGIN
    INSERT INTO begin_command
    SELECT
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'release_expired_holds', 'order:expire', 'orders', json_object('expired', json_group_array(number))
    FROM expired_hold;

    UPDATE stock_allocation SET state = 'released' WHERE state = 'held' AND order_id IN (SELECT id FROM expired_hold);

    INSERT INTO add_order_event SELECT id, 'expired', NEW.principal, '{}' FROM expired_hold;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'order.expired', json_object('order', id) FROM expired_hold;

    UPDATE orders SET hold_ends_at = NULL, expired_at = (SELECT now FROM clock) WHERE id IN (SELECT id FROM expired_hold);
END;
