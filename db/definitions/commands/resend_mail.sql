-- A mail is sent once more: a dead letter, or one that its reader lost. One that waits is tried at once.
CREATE VIEW resend_mail AS SELECT *, NULL AS outbox_id FROM command;

CREATE TRIGGER resend_mail_runs INSTEAD OF INSERT ON resend_mail
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'resend_mail', 'mail:resend', 'mail:' || NEW.outbox_id, '{}'
    );

    SELECT json_extract('{}', CASE WHEN outbox.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN outbox ON outbox.id = NEW.outbox_id;

    UPDATE outbox
    SET due_at = 0, attempts = 0, gave_up_at = NULL, error = NULL, sent_at = NULL, resends = resends + (sent_at IS NOT NULL)
    WHERE id = NEW.outbox_id;
END;
