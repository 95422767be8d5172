-- Sessions end: one of the sender's own, or all but the one the command comes from, or every one.
-- 
-- which: 'one' (then session_hash names it), 'others' or 'all'.
CREATE VIEW end_sessions AS SELECT *, NULL AS which, NULL AS session_hash FROM command;

CREATE TRIGGER end_sessions_runs INSTEAD OF INSERT ON end_sessions
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'end_sessions', 'account:own', NEW.principal, json_object('which', NEW.which)
    );

    SELECT json_extract('{}', CASE
        WHEN NEW.which NOT IN ('one', 'others', 'all') THEN 'refused:unknown_session {}'
        WHEN NEW.which = 'one' AND NOT EXISTS (
            SELECT 1 FROM session WHERE id_hash = NEW.session_hash AND principal = NEW.principal AND ended_at IS NULL
        ) THEN 'refused:unknown_session {}'
    END);

    UPDATE session SET ended_at = (SELECT now FROM clock)
    WHERE principal = NEW.principal AND ended_at IS NULL
        AND CASE NEW.which
            WHEN 'one' THEN id_hash = NEW.session_hash
            WHEN 'others' THEN id_hash <> NEW.session
            ELSE TRUE
        END;
END;
