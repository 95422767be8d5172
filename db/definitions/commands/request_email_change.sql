-- Another mail address for an account: its owner confirms it by a link that is sent there. The present address is told. An
-- address that has an account gets no link; the caller cannot tell. At most five an hour.
CREATE VIEW request_email_change AS
SELECT *, NULL AS credential_version, NULL AS token_id, NULL AS email, NULL AS email_digest, NULL AS token_seconds
FROM command;

CREATE TRIGGER request_email_change_runs INSTEAD OF INSERT ON request_email_change
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'request_email_change', 'account:own', NEW.principal, '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN credential.version IS NOT NEW.credential_version THEN 'refused:credentials_changed {}'
    END)
    FROM clock LEFT JOIN credential ON credential.customer_id = substr(NEW.principal, 10);

    INSERT INTO account_token (id, purpose, customer_id, email, email_digest, created_at, expires_at)
    SELECT
        NEW.token_id, 'change_email', substr(NEW.principal, 10), NEW.email, NEW.email_digest, now, now + NEW.token_seconds
    FROM clock
    WHERE NOT EXISTS (SELECT 1 FROM customer WHERE email_digest = NEW.email_digest AND email_verified_at IS NOT NULL)
        AND (
            SELECT count(*) FROM account_token
            WHERE customer_id = substr(NEW.principal, 10) AND purpose = 'change_email' AND created_at > clock.now - 3600
        ) < 5;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'account.change_email', json_object('customer', customer_id, 'token', id)
    FROM account_token WHERE id = NEW.token_id;

    INSERT INTO add_to_outbox VALUES (NEW.id, 'account.email_change_requested', json_object('customer', substr(NEW.principal, 10)));
END;
