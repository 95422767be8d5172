-- A wrong login of a staff member. From the fifth in a row on, each blocks the next for longer: 30 seconds, twice as long
-- each time, an hour at the most.
CREATE VIEW count_staff_login_failure AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS staff_id
WHERE FALSE;

CREATE TRIGGER count_staff_login_failure_runs INSTEAD OF INSERT ON count_staff_login_failure
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'count_staff_login_failure', NEW.digest, NEW.principal, NEW.session, 'staff:log_in',
        'staff:' || NEW.staff_id, NEW.request_id, NEW.sent_at, '{}'
    );

    UPDATE staff_credential
    SET
        failures = failures + 1,
        blocked_until = iif(failures >= 4, (SELECT now FROM clock) + min(3600, 30 << min(failures - 4, 7)), 0)
    WHERE staff_id = NEW.staff_id;
END;
