-- What every command begins with: it checks id, clock and permission, and writes log and audit. A command's trigger runs
-- only where its id is not in the log with the same digest: the first result of a command stands, however often it is sent.
-- An id that begin_command finds in the log was therefore sent with another wish.
--
-- id: made by the caller, a UUIDv7; digest: of what was asked (outpost_db::command); principal: `kind:id`; permission:
-- `resource:action`; subject: what is acted on, `kind:id`; sent_at: the caller's clock, in seconds since 1970; detail: JSON.
--
-- A refusal needs a code and JSON, but before SQLite 3.47 RAISE takes a literal only. The error of json_extract quotes its
-- path, which may be computed: 'refused:<code> <JSON>' travels in it. A path that is NULL is no error.
CREATE VIEW begin_command AS
SELECT
    NULL AS id, NULL AS command, NULL AS digest, NULL AS principal, NULL AS permission, NULL AS subject,
    NULL AS request_id, NULL AS sent_at, NULL AS detail
WHERE FALSE;

CREATE TRIGGER begin_command_runs INSTEAD OF INSERT ON begin_command BEGIN
    SELECT json_extract('{}', CASE
        WHEN EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id) THEN 'refused:command_repeated_otherwise {}'
        WHEN (abs(NEW.sent_at - now) <= 300) IS NOT TRUE THEN 'refused:clock_differs ' || json_object('now', now)
        WHEN (
            NEW.principal GLOB 'visitor:*'
                AND NEW.permission IN ('order:place', 'order:pay', 'order:extend_hold', 'order:cancel')
            OR NEW.principal GLOB 'job:*' AND NEW.permission = 'order:expire'
            OR NEW.principal GLOB 'system:*'
        ) IS NOT TRUE THEN 'refused:forbidden {}'
    END)
    FROM clock;

    INSERT INTO command_log (id, command, digest, done_at) SELECT NEW.id, NEW.command, NEW.digest, now FROM clock;

    INSERT INTO audit (happened_at, principal, command, command_id, subject, request_id, detail)
    SELECT now, NEW.principal, NEW.command, NEW.id, NEW.subject, NEW.request_id, NEW.detail FROM clock;
END;
