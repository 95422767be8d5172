-- A mail is sent once more: a dead letter, or one that its reader lost. One that waits is tried at once.
CREATE VIEW resend_mail AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at, NULL AS outbox_id
WHERE FALSE;

CREATE TRIGGER resend_mail_runs INSTEAD OF INSERT ON resend_mail
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'resend_mail', NEW.digest, NEW.principal, NEW.session, 'mail:resend', 'mail:' || NEW.outbox_id, NEW.request_id,
        NEW.sent_at, '{}'
    );

    SELECT json_extract('{}', CASE WHEN outbox.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN outbox ON outbox.id = NEW.outbox_id;

    UPDATE outbox
    SET due_at = 0, attempts = 0, gave_up_at = NULL, error = NULL, sent_at = NULL, resends = resends + (sent_at IS NOT NULL)
    WHERE id = NEW.outbox_id;
END;
