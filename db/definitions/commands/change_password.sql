-- A new password, by somebody who is logged in and whose present password the caller has compared with the credential of this
-- version. Every session ends, this one too: whoever has a copy of its cookie is out. Another one begins.
CREATE VIEW change_password AS
SELECT
    *, NULL AS credential_version, NULL AS password_hash, NULL AS session_hash, NULL AS session_seconds,
    NULL AS user_agent
FROM command;

CREATE TRIGGER change_password_runs INSTEAD OF INSERT ON change_password
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'change_password', 'account:own', NEW.principal, '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN credential.version IS NOT NEW.credential_version THEN 'refused:credentials_changed {}'
    END)
    FROM clock LEFT JOIN credential ON credential.customer_id = substr(NEW.principal, 10);

    UPDATE credential
    SET password_hash = NEW.password_hash, version = version + 1, password_set_at = (SELECT now FROM clock)
    WHERE customer_id = substr(NEW.principal, 10);

    UPDATE session SET ended_at = (SELECT now FROM clock) WHERE principal = NEW.principal AND ended_at IS NULL;

    INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
    SELECT NEW.session_hash, NEW.principal, now, now + NEW.session_seconds, now, NEW.user_agent FROM clock;

    INSERT INTO add_to_outbox VALUES (NEW.id, 'account.password_changed', json_object('customer', substr(NEW.principal, 10)));
END;
