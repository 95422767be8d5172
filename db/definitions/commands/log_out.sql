-- The session that sends this ends, for every region.
CREATE VIEW log_out AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at
WHERE FALSE;

CREATE TRIGGER log_out_runs INSTEAD OF INSERT ON log_out
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'log_out', NEW.digest, NEW.principal, NEW.session, 'session:end', NEW.principal,
        NEW.request_id, NEW.sent_at, '{}'
    );

    UPDATE session SET ended_at = (SELECT now FROM clock)
    WHERE id_hash = NEW.session AND principal = NEW.principal AND ended_at IS NULL;
END;
