-- Whoever was invited sets up their login, once, and a session begins. Sessions and credentials from before end.
CREATE VIEW accept_invitation AS
SELECT
    *, NULL AS token_hash, NULL AS name, NULL AS key_hash, NULL AS totp_sealed, NULL AS totp_step,
    NULL AS session_hash, NULL AS session_seconds, NULL AS user_agent
FROM command;

CREATE TRIGGER accept_invitation_runs INSTEAD OF INSERT ON accept_invitation
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'accept_invitation', 'staff:accept',
        'staff:' || coalesce((SELECT staff_id FROM staff_invitation WHERE token_hash = NEW.token_hash), ''), '{}'
    );

    SELECT json_extract('{}', CASE
        WHEN invitation.token_hash IS NULL OR invitation.used_at IS NOT NULL OR invitation.expires_at <= clock.now
            THEN 'refused:invitation_over {}'
    END)
    FROM clock LEFT JOIN staff_invitation AS invitation ON invitation.token_hash = NEW.token_hash;

    UPDATE staff SET name = NEW.name, state = 'active', version = version + 1
    WHERE id = (SELECT staff_id FROM staff_invitation WHERE token_hash = NEW.token_hash);

    DELETE FROM staff_credential
    WHERE staff_id = (SELECT staff_id FROM staff_invitation WHERE token_hash = NEW.token_hash);

    INSERT INTO staff_credential (staff_id, key_hash, totp_sealed, totp_step)
    SELECT staff_id, NEW.key_hash, NEW.totp_sealed, NEW.totp_step
    FROM staff_invitation WHERE token_hash = NEW.token_hash;

    UPDATE session SET ended_at = (SELECT now FROM clock)
    WHERE ended_at IS NULL AND principal = (
        SELECT 'staff:' || staff_id FROM staff_invitation WHERE token_hash = NEW.token_hash
    );

    INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
    SELECT
        NEW.session_hash, 'staff:' || invitation.staff_id, clock.now, clock.now + NEW.session_seconds, clock.now,
        NEW.user_agent
    FROM clock CROSS JOIN staff_invitation AS invitation ON invitation.token_hash = NEW.token_hash;

    UPDATE staff_invitation SET used_at = (SELECT now FROM clock) WHERE token_hash = NEW.token_hash;
END;
