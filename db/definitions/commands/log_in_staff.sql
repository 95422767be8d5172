-- A session of a staff member begins. The caller has compared login key and code; a code that was used before, a credential
-- that was changed, and wrong attempts that were counted meanwhile refuse it.
CREATE VIEW log_in_staff AS
SELECT
    *, NULL AS staff_id, NULL AS key_hash, NULL AS totp_step, NULL AS session_hash, NULL AS session_seconds,
    NULL AS user_agent
FROM command;

CREATE TRIGGER log_in_staff_runs INSTEAD OF INSERT ON log_in_staff
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'log_in_staff', 'staff:log_in', 'staff:' || NEW.staff_id, '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN credential.key_hash IS NOT NEW.key_hash OR credential.totp_step >= NEW.totp_step THEN 'refused:login_wrong {}'
        WHEN credential.blocked_until > clock.now
            THEN 'refused:login_blocked ' || json_object('seconds', credential.blocked_until - clock.now)
    END)
    FROM clock
    LEFT JOIN staff ON staff.id = NEW.staff_id AND staff.state = 'active'
    LEFT JOIN staff_credential AS credential ON credential.staff_id = staff.id;

    UPDATE staff_credential SET totp_step = NEW.totp_step, failures = 0, blocked_until = 0 WHERE staff_id = NEW.staff_id;

    INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
    SELECT NEW.session_hash, 'staff:' || NEW.staff_id, now, now + NEW.session_seconds, now, NEW.user_agent FROM clock;
END;
