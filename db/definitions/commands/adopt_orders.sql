-- Orders that were placed as a guest with the confirmed address of an account join it.
CREATE VIEW adopt_orders AS SELECT * FROM command;

CREATE TRIGGER adopt_orders_runs INSTEAD OF INSERT ON adopt_orders
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'adopt_orders', 'account:own', NEW.principal, '{}'
    );

    INSERT INTO adopt_guest_orders VALUES (substr(NEW.principal, 10));
END;
