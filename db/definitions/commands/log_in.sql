-- A session begins. The caller has compared the password with the credential of this version; a password that was changed
-- meanwhile, or wrong ones that were counted meanwhile, refuse it. Orders that were placed with the address as a guest join.
-- 
-- session_hash: the hash of the new session's id, which nothing of the request has a part in. totp_step: of the app's code, which
-- the caller found right. recovery_hash: of a recovery code in its place. Whoever has an app needs one of them.
CREATE VIEW log_in AS
SELECT
    *, NULL AS customer_id, NULL AS credential_version, NULL AS session_hash, NULL AS session_seconds,
    NULL AS user_agent, NULL AS totp_step, NULL AS recovery_hash
FROM command;

CREATE TRIGGER log_in_runs INSTEAD OF INSERT ON log_in
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'log_in', 'account:log_in', 'customer:' || NEW.customer_id, '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN customer.id IS NULL OR credential.version IS NOT NEW.credential_version
            THEN 'refused:credentials_changed {}'
        WHEN customer_totp.customer_id IS NOT NULL AND (NEW.totp_step > customer_totp.step) IS NOT TRUE AND NOT EXISTS (
            SELECT 1 FROM recovery_code
            WHERE customer_id = NEW.customer_id AND code_hash = NEW.recovery_hash AND used_at IS NULL
        ) THEN 'refused:second_factor_missing {}'
        WHEN login_failure.blocked_until > clock.now
            THEN 'refused:login_blocked ' || json_object('seconds', login_failure.blocked_until - clock.now)
    END)
    FROM clock
    LEFT JOIN customer ON customer.id = NEW.customer_id AND customer.email_verified_at IS NOT NULL
    LEFT JOIN credential ON credential.customer_id = customer.id
    LEFT JOIN customer_totp ON customer_totp.customer_id = customer.id
    LEFT JOIN login_failure ON login_failure.email_digest = customer.email_digest;

    UPDATE customer_totp SET step = NEW.totp_step WHERE customer_id = NEW.customer_id AND NEW.totp_step IS NOT NULL;
    UPDATE recovery_code SET used_at = (SELECT now FROM clock)
    WHERE customer_id = NEW.customer_id AND code_hash = NEW.recovery_hash;

    INSERT INTO add_to_outbox
    SELECT NEW.id, 'account.new_device', json_object('customer', NEW.customer_id, 'session', NEW.session_hash)
    WHERE EXISTS (SELECT 1 FROM session WHERE principal = 'customer:' || NEW.customer_id)
        AND NOT EXISTS (
            SELECT 1 FROM session WHERE principal = 'customer:' || NEW.customer_id AND user_agent = NEW.user_agent
        );

    INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
    SELECT
        NEW.session_hash, 'customer:' || NEW.customer_id, now, now + NEW.session_seconds, now, NEW.user_agent
    FROM clock;

    DELETE FROM login_failure
    WHERE email_digest = (SELECT email_digest FROM customer WHERE id = NEW.customer_id);

    INSERT INTO adopt_guest_orders VALUES (NEW.customer_id);
END;
