-- The session that sends this ends, for every region.
CREATE VIEW log_out AS SELECT * FROM command;

CREATE TRIGGER log_out_runs INSTEAD OF INSERT ON log_out
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'log_out', 'session:end', NEW.principal, '{}'
    );

    UPDATE session SET ended_at = (SELECT now FROM clock)
    WHERE id_hash = NEW.session AND principal = NEW.principal AND ended_at IS NULL;
END;
