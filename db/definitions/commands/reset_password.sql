-- A new password by a link from a mail. Every session ends, other such links end, and failures are forgotten.
CREATE VIEW reset_password AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS token_id, NULL AS password_hash
WHERE FALSE;

CREATE TRIGGER reset_password_runs INSTEAD OF INSERT ON reset_password
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'reset_password', NEW.digest, NEW.principal, NEW.session, 'account:reset',
        'customer:' || coalesce((SELECT customer_id FROM account_token WHERE id = NEW.token_id), ''),
        NEW.request_id, NEW.sent_at, '{}';

    SELECT json_extract('{}', CASE
        WHEN token.used_at IS NOT NULL THEN 'refused:link_used {}'
        WHEN token.id IS NULL OR token.expires_at <= clock.now THEN 'refused:link_expired {}'
    END)
    FROM clock LEFT JOIN account_token AS token ON token.id = NEW.token_id AND token.purpose = 'reset_password';

    UPDATE credential
    SET password_hash = NEW.password_hash, version = version + 1, password_set_at = (SELECT now FROM clock)
    WHERE customer_id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id);

    UPDATE account_token SET used_at = (SELECT now FROM clock)
    WHERE customer_id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id)
        AND purpose = 'reset_password' AND used_at IS NULL;

    UPDATE session SET ended_at = (SELECT now FROM clock)
    WHERE principal = 'customer:' || (SELECT customer_id FROM account_token WHERE id = NEW.token_id)
        AND ended_at IS NULL;

    DELETE FROM login_failure
    WHERE email_digest = (
        SELECT customer.email_digest
        FROM account_token CROSS JOIN customer ON customer.id = account_token.customer_id
        WHERE account_token.id = NEW.token_id
    );

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'account.password_changed', json_object('customer', account_token.customer_id), clock.now
    FROM clock CROSS JOIN account_token ON account_token.id = NEW.token_id;
END;
