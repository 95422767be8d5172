-- Mail: how far the outbox is sent.

-- `due_at`: no attempt before. Whoever takes a row moves it ahead, so that the row is nobody else's until then. `attempts`
-- counts those that began, `resends` how often staff had a mail sent once more. `sent_at`: handed over, or found to have no
-- reader. `gave_up_at`: a dead letter, which waits for staff. `error` is a code, never text of the mail.
ALTER TABLE outbox ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN resends INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN gave_up_at INTEGER;
ALTER TABLE outbox ADD COLUMN error TEXT;
DROP INDEX outbox_waiting;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE sent_at IS NULL AND gave_up_at IS NULL;
CREATE INDEX outbox_dead ON outbox (gave_up_at) WHERE gave_up_at IS NOT NULL;

INSERT INTO permission (code) VALUES ('mail:read'), ('mail:resend');
INSERT INTO principal_permission (kind, permission) VALUES ('system', 'mail:resend');
INSERT INTO role_permission (role_id, permission)
SELECT role.id, permission.code FROM role CROSS JOIN permission WHERE role.code = 'orders' AND permission.code GLOB 'mail:*';
