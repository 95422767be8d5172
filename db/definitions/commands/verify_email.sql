-- The owner of a mail address confirms it: the account is theirs, and so are the orders that were placed with the address
-- before. Other accounts that waited for it are removed.
CREATE VIEW verify_email AS SELECT *, NULL AS token_id FROM command;

CREATE TRIGGER verify_email_runs INSTEAD OF INSERT ON verify_email
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'verify_email', 'account:verify',
        'customer:' || coalesce((SELECT customer_id FROM account_token WHERE id = NEW.token_id), ''), '{}'
    );

    INSERT INTO check_token VALUES (NEW.token_id, 'verify_email');

    SELECT json_extract('{}', 'refused:email_taken {}')
    FROM account_token AS token
    CROSS JOIN customer AS mine ON mine.id = token.customer_id
    CROSS JOIN customer AS other ON other.email_digest = mine.email_digest AND other.email_verified_at IS NOT NULL
    WHERE token.id = NEW.token_id;

    UPDATE account_token SET used_at = (SELECT now FROM clock) WHERE id = NEW.token_id;

    UPDATE customer SET email_verified_at = (SELECT now FROM clock)
    WHERE id = (SELECT customer_id FROM account_token WHERE id = NEW.token_id);

    DELETE FROM customer
    WHERE email_verified_at IS NULL AND email_digest = (
        SELECT mine.email_digest
        FROM account_token CROSS JOIN customer AS mine ON mine.id = account_token.customer_id
        WHERE account_token.id = NEW.token_id
    );

    INSERT INTO adopt_guest_orders SELECT customer_id FROM account_token WHERE id = NEW.token_id;
END;
