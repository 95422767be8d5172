-- The owner of an address gets a link to set a new password, at most five an hour; for an address without an account nothing
-- is written but the log.
CREATE VIEW request_password_reset AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS email_digest, NULL AS token_id, NULL AS token_seconds
WHERE FALSE;

CREATE TRIGGER request_password_reset_runs INSTEAD OF INSERT ON request_password_reset
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'request_password_reset', NEW.digest, NEW.principal, NEW.session, 'account:reset',
        'customer:' || coalesce(
            (SELECT id FROM customer WHERE email_digest = NEW.email_digest AND email_verified_at IS NOT NULL), ''
        ), NEW.request_id, NEW.sent_at, '{}';

    INSERT INTO account_token (id, purpose, customer_id, created_at, expires_at)
    SELECT NEW.token_id, 'reset_password', customer.id, clock.now, clock.now + NEW.token_seconds
    FROM clock
    CROSS JOIN customer ON customer.email_digest = NEW.email_digest AND customer.email_verified_at IS NOT NULL
    WHERE (
        SELECT count(*) FROM account_token
        WHERE customer_id = customer.id AND purpose = 'reset_password' AND created_at > clock.now - 3600
    ) < 5;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'account.reset_password', json_object('customer', customer_id, 'token', id), created_at
    FROM account_token WHERE id = NEW.token_id;
END;
