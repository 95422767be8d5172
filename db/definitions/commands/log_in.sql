-- A session begins. The caller has compared the password with the credential of this version; a password that was changed
-- meanwhile, or wrong ones that were counted meanwhile, refuse it. Orders that were placed with the address as a guest join.
-- 
-- session_hash: the hash of the new session's id, which nothing of the request has a part in. totp_step: of the app's code, which
-- the caller found right. recovery_hash: of a recovery code in its place. Whoever has an app needs one of them.
CREATE VIEW log_in AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS customer_id, NULL AS credential_version, NULL AS session_hash, NULL AS session_seconds,
    NULL AS user_agent, NULL AS totp_step, NULL AS recovery_hash
WHERE FALSE;

CREATE TRIGGER log_in_runs INSTEAD OF INSERT ON log_in
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'log_in', NEW.digest, NEW.principal, NEW.session, 'account:log_in',
        'customer:' || NEW.customer_id, NEW.request_id, NEW.sent_at, '{}';

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

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.id, 'account.new_device', json_object('customer', NEW.customer_id, 'session', NEW.session_hash), clock.now
    FROM clock
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

    UPDATE orders SET customer_id = NEW.customer_id
    WHERE customer_id IS NULL
        AND email_digest = (SELECT email_digest FROM customer WHERE id = NEW.customer_id);
END;
