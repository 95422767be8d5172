-- Staff write something about an order, for staff.
CREATE VIEW add_order_note AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS order_id, NULL AS text
WHERE FALSE;

CREATE TRIGGER add_order_note_runs INSTEAD OF INSERT ON add_order_note
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'add_order_note', NEW.digest, NEW.principal, NEW.session, 'order:note',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''), NEW.request_id, NEW.sent_at, '{}';

    SELECT json_extract('{}', CASE WHEN orders.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    INSERT INTO order_note (id, order_id, principal, text, written_at)
    SELECT NEW.id, NEW.order_id, NEW.principal, NEW.text, now FROM clock;
END;
