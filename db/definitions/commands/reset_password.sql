-- A new password by a link from a mail. Every session ends, other such links end, and failures are forgotten.
CREATE VIEW reset_password AS SELECT *, NULL AS token_id, NULL AS password_hash FROM command;

CREATE TRIGGER reset_password_runs INSTEAD OF INSERT ON reset_password
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'reset_password', 'account:reset',
        'customer:' || coalesce((SELECT customer_id FROM account_token WHERE id = NEW.token_id), ''), '{}'
    );

    INSERT INTO check_token VALUES (NEW.token_id, 'reset_password');

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

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'account.password_changed', json_object('customer', account_token.customer_id)
    FROM account_token WHERE account_token.id = NEW.token_id;
END;
