-- A wrong login of a staff member. From the fifth in a row on, each blocks the next for longer: 30 seconds, twice as long
-- each time, an hour at the most.
CREATE VIEW count_staff_login_failure AS SELECT *, NULL AS staff_id FROM command;

CREATE TRIGGER count_staff_login_failure_runs INSTEAD OF INSERT ON count_staff_login_failure
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'count_staff_login_failure', 'staff:log_in', 'staff:' || NEW.staff_id, '{}'
    );

    UPDATE staff_credential
    SET
        failures = failures + 1,
        blocked_until = iif(failures >= 4, (SELECT now FROM clock) + min(3600, 30 << min(failures - 4, 7)), 0)
    WHERE staff_id = NEW.staff_id;
END;
