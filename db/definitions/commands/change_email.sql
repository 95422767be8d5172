-- The owner of another address confirms it by its link: the account moves there. Guest orders of that address join.
CREATE VIEW change_email AS SELECT *, NULL AS token_id FROM command;

CREATE TRIGGER change_email_runs INSTEAD OF INSERT ON change_email
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'change_email', 'account:verify',
        'customer:' || coalesce((SELECT customer_id FROM account_token WHERE id = NEW.token_id), ''), '{}'
    );

    INSERT INTO check_token VALUES (NEW.token_id, 'change_email');

    SELECT json_extract('{}', 'refused:email_taken {}')
    FROM account_token AS token
    CROSS JOIN customer AS other ON other.email_digest = token.email_digest AND other.email_verified_at IS NOT NULL
    WHERE token.id = NEW.token_id;

    UPDATE customer SET
        email = (SELECT email FROM account_token WHERE id = NEW.token_id),
        email_digest = (SELECT email_digest FROM account_token WHERE id = NEW.token_id),
        email_verified_at = (SELECT now FROM clock)
    WHERE id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id) AND anonymised_at IS NULL;

    UPDATE account_token SET used_at = (SELECT now FROM clock)
    WHERE customer_id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id)
        AND purpose IN ('change_email', 'reset_password') AND used_at IS NULL;

    INSERT INTO adopt_guest_orders SELECT customer_id FROM account_token WHERE id = NEW.token_id;
END;
