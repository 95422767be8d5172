-- A person is forgotten: everything that names them leaves the account, and every session ends. The id stays, because orders
-- and invoices point to it; they keep what the law demands. Customers do it for themselves, staff for others.
-- 
-- credential_version: of the password that the caller has compared; NULL for staff.
CREATE VIEW anonymise_customer AS SELECT *, NULL AS customer_id, NULL AS credential_version FROM command;

CREATE TRIGGER anonymise_customer_runs INSTEAD OF INSERT ON anonymise_customer
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'anonymise_customer', 'account:anonymise', 'customer:' || NEW.customer_id, '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN NEW.principal GLOB 'customer:*' AND NEW.principal <> 'customer:' || NEW.customer_id THEN 'refused:unknown_customer {}'
        WHEN customer.id IS NULL THEN 'refused:unknown_customer {}'
        WHEN NEW.principal GLOB 'customer:*' AND credential.version IS NOT NEW.credential_version
            THEN 'refused:credentials_changed {}'
    END)
    FROM clock
    LEFT JOIN customer ON customer.id = NEW.customer_id AND customer.anonymised_at IS NULL
    LEFT JOIN credential ON credential.customer_id = customer.id;

    DELETE FROM login_failure WHERE email_digest = (SELECT email_digest FROM customer WHERE id = NEW.customer_id);
    DELETE FROM credential WHERE customer_id = NEW.customer_id;
    DELETE FROM customer_totp WHERE customer_id = NEW.customer_id;
    DELETE FROM recovery_code WHERE customer_id = NEW.customer_id;
    DELETE FROM account_token WHERE customer_id = NEW.customer_id;
    DELETE FROM customer_address WHERE customer_id = NEW.customer_id;

    UPDATE session SET ended_at = coalesce(ended_at, (SELECT now FROM clock)), user_agent = ''
    WHERE principal = 'customer:' || NEW.customer_id;

    UPDATE customer
    SET email = NULL, email_digest = NULL, email_verified_at = NULL, name = '', anonymised_at = (SELECT now FROM clock)
    WHERE id = NEW.customer_id;

    INSERT INTO add_to_outbox VALUES (NEW.id, 'account.anonymised', json_object('customer', NEW.customer_id));
END;
