-- The owner of an address gets a link to set a new password, at most five an hour; for an address without an account nothing
-- is written but the log.
CREATE VIEW request_password_reset AS
SELECT *, NULL AS email_digest, NULL AS token_id, NULL AS token_seconds
FROM command;

CREATE TRIGGER request_password_reset_runs INSTEAD OF INSERT ON request_password_reset
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'request_password_reset', 'account:reset', 'customer:' || coalesce(
            (SELECT id FROM customer WHERE email_digest = NEW.email_digest AND email_verified_at IS NOT NULL), ''
        ),
        '{}'
    );

    INSERT INTO account_token (id, purpose, customer_id, created_at, expires_at)
    SELECT NEW.token_id, 'reset_password', customer.id, clock.now, clock.now + NEW.token_seconds
    FROM clock
    CROSS JOIN customer ON customer.email_digest = NEW.email_digest AND customer.email_verified_at IS NOT NULL
    WHERE (
        SELECT count(*) FROM account_token
        WHERE customer_id = customer.id AND purpose = 'reset_password' AND created_at > clock.now - 3600
    ) < 5;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'account.reset_password', json_object('customer', customer_id, 'token', id)
    FROM account_token WHERE id = NEW.token_id;
END;
