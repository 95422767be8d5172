-- What every command begins with: it checks id, clock, session and permission, and writes log and audit. A command's trigger
-- runs only where its id is not in the log with the same digest: the first result of a command stands, however often it is
-- sent. An id that begin_command finds in the log was therefore sent with another wish.
--
-- id: made by the caller, a UUIDv7; digest: of what was asked (outpost_db::command); principal: `kind:id`; session: the hash
-- of the session's id, NULL for principals without one; permission: `resource:action`; subject: what is acted on, `kind:id`;
-- sent_at: the caller's clock, in seconds since 1970; detail: JSON.
--
-- Customers and staff need a live session of their own. What a kind may do stands in principal_permission, what a staff
-- member may do in staff_permission. Whose order or address it is, each command checks itself.
--
-- A refusal needs a code and JSON, but before SQLite 3.47 RAISE takes a literal only. The error of json_extract quotes its
-- path, which may be computed: 'refused:<code> <JSON>' travels in it. A path that is NULL is no error.
CREATE VIEW begin_command AS
SELECT *, NULL AS command, NULL AS permission, NULL AS subject, NULL AS detail
FROM command;

CREATE TRIGGER begin_command_runs INSTEAD OF INSERT ON begin_command BEGIN
    SELECT json_extract('{}', CASE
        WHEN EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id) THEN 'refused:command_repeated_otherwise {}'
        WHEN (abs(NEW.sent_at - now) <= 300) IS NOT TRUE THEN 'refused:clock_differs ' || json_object('now', now)
        WHEN (NEW.principal GLOB 'customer:*' OR NEW.principal GLOB 'staff:*' OR NEW.session IS NOT NULL)
            AND NOT EXISTS (
                SELECT 1 FROM session
                WHERE id_hash = NEW.session AND principal = NEW.principal AND ended_at IS NULL AND expires_at > now
            ) THEN 'refused:session_ended {}'
        WHEN NOT EXISTS (
            SELECT 1 FROM principal_permission
            WHERE kind = substr(NEW.principal, 1, instr(NEW.principal, ':') - 1) AND permission = NEW.permission
        ) AND NOT EXISTS (
            SELECT 1 FROM staff_permission
            WHERE NEW.principal GLOB 'staff:*' AND staff_id = substr(NEW.principal, 7) AND permission = NEW.permission
        ) THEN 'refused:forbidden {}'
    END)
    FROM clock;

    INSERT INTO command_log (id, command, digest, done_at) SELECT NEW.id, NEW.command, NEW.digest, now FROM clock;

    INSERT INTO audit (happened_at, principal, session, command, command_id, subject, request_id, detail)
    SELECT now, NEW.principal, NEW.session, NEW.command, NEW.id, NEW.subject, NEW.request_id, NEW.detail FROM clock;
END;
