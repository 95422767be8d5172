-- The owner of another address confirms it by its link: the account moves there. Guest orders of that address join.
CREATE VIEW change_email AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS token_id
WHERE FALSE;

CREATE TRIGGER change_email_runs INSTEAD OF INSERT ON change_email
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'change_email', NEW.digest, NEW.principal, NEW.session, 'account:verify',
        'customer:' || coalesce((SELECT customer_id FROM account_token WHERE id = NEW.token_id), ''),
        NEW.request_id, NEW.sent_at, '{}';

    SELECT json_extract('{}', CASE
        WHEN token.used_at IS NOT NULL THEN 'refused:link_used {}'
        WHEN token.id IS NULL OR token.expires_at <= clock.now THEN 'refused:link_expired {}'
        WHEN EXISTS (
            SELECT 1 FROM customer
            WHERE email_digest = token.email_digest AND email_verified_at IS NOT NULL
        ) THEN 'refused:email_taken {}'
    END)
    FROM clock LEFT JOIN account_token AS token ON token.id = NEW.token_id AND token.purpose = 'change_email';

    UPDATE customer SET
        email = (SELECT email FROM account_token WHERE id = NEW.token_id),
        email_digest = (SELECT email_digest FROM account_token WHERE id = NEW.token_id),
        email_verified_at = (SELECT now FROM clock)
    WHERE id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id) AND anonymised_at IS NULL;

    UPDATE account_token SET used_at = (SELECT now FROM clock)
    WHERE customer_id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id)
        AND purpose IN ('change_email', 'reset_password') AND used_at IS NULL;

    UPDATE orders SET customer_id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id)
    WHERE customer_id IS NULL AND email_digest = (
        SELECT customer.email_digest
        FROM account_token CROSS JOIN customer ON customer.id = account_token.customer_id
        WHERE account_token.id = NEW.token_id
    );
END;
