-- A step of commands: a message for mail and webhooks, which the dispatcher sends later. `topic` says what happened, and
-- `payload` is JSON that names ids only.
CREATE VIEW add_to_outbox AS SELECT NULL AS command_id, NULL AS topic, NULL AS payload WHERE FALSE;

CREATE TRIGGER add_to_outbox_runs INSTEAD OF INSERT ON add_to_outbox BEGIN
    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT NEW.command_id, NEW.topic, NEW.payload, now FROM clock;
END;
