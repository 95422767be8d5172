-- A new account, which waits until its mail address is confirmed. An address that has a confirmed account keeps it untouched:
-- its owner gets a mail that says so, and the caller cannot tell one from the other.
-- 
-- password_hash: sealed by the caller. At most five accounts an hour wait for one address, and at most three mails an hour
-- say that there is one: nobody's mailbox is flooded. Accounts that nobody confirmed within a week are removed.
CREATE VIEW register_customer AS
SELECT
    *, NULL AS customer_id, NULL AS token_id, NULL AS email, NULL AS email_digest, NULL AS name, NULL AS locale_code,
    NULL AS market_code, NULL AS password_hash, NULL AS token_seconds
FROM command;

CREATE TRIGGER register_customer_runs INSTEAD OF INSERT ON register_customer
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'register_customer', 'account:register', 'customer:' || coalesce(
            (SELECT id FROM customer WHERE email_digest = NEW.email_digest AND email_verified_at IS NOT NULL), NEW.customer_id
        ),
        '{}'
    );

    DELETE FROM customer WHERE id IN (
        SELECT old.id
        FROM clock CROSS JOIN customer AS old
            ON old.email_verified_at IS NULL AND old.created_at < clock.now - 604800 AND old.anonymised_at IS NULL
        ORDER BY old.created_at
        LIMIT 20
    );

    INSERT INTO customer (id, email, email_digest, name, locale_code, market_code, created_at)
    SELECT NEW.customer_id, NEW.email, NEW.email_digest, NEW.name, NEW.locale_code, NEW.market_code, now
    FROM clock
    WHERE NOT EXISTS (SELECT 1 FROM customer WHERE email_digest = NEW.email_digest AND email_verified_at IS NOT NULL)
        AND (
            SELECT count(*) FROM customer
            WHERE email_digest = NEW.email_digest AND email_verified_at IS NULL AND created_at > clock.now - 3600
        ) < 5;

    INSERT INTO credential (customer_id, password_hash, version, password_set_at)
    SELECT customer.id, NEW.password_hash, 1, clock.now
    FROM clock CROSS JOIN customer ON customer.id = NEW.customer_id;

    INSERT INTO account_token (id, purpose, customer_id, created_at, expires_at)
    SELECT NEW.token_id, 'verify_email', customer.id, clock.now, clock.now + NEW.token_seconds
    FROM clock CROSS JOIN customer ON customer.id = NEW.customer_id;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'account.verify_email', json_object('customer', customer.id, 'token', NEW.token_id)
    FROM customer WHERE customer.id = NEW.customer_id;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'account.already_registered', json_object('customer', known.id)
    FROM clock
    CROSS JOIN customer AS known ON known.email_digest = NEW.email_digest AND known.email_verified_at IS NOT NULL
    WHERE (
        SELECT count(*) FROM audit
        WHERE subject = 'customer:' || known.id AND command = 'register_customer' AND happened_at > clock.now - 3600
    ) <= 3;
END;
