-- Orders that were placed as a guest with the confirmed address of an account join it.
CREATE VIEW adopt_orders AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at
WHERE FALSE;

CREATE TRIGGER adopt_orders_runs INSTEAD OF INSERT ON adopt_orders
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'adopt_orders', NEW.digest, NEW.principal, NEW.session, 'account:own',
        NEW.principal, NEW.request_id, NEW.sent_at, '{}';

    UPDATE orders SET customer_id = substr(NEW.principal, 10)
    WHERE customer_id IS NULL
        AND email_digest = (
            SELECT email_digest FROM customer
            WHERE id = substr(NEW.principal, 10) AND email_verified_at IS NOT NULL
        );
END;
