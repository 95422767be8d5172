-- Staff write something about an order, for staff.
CREATE VIEW add_order_note AS SELECT *, NULL AS order_id, NULL AS text FROM command;

CREATE TRIGGER add_order_note_runs INSTEAD OF INSERT ON add_order_note
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'add_order_note', 'order:note',
        'order:' || coalesce((SELECT number FROM orders WHERE id = NEW.order_id), ''), '{}'
    );

    SELECT json_extract('{}', CASE WHEN orders.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN orders ON orders.id = NEW.order_id;

    INSERT INTO order_note (id, order_id, principal, text, written_at)
    SELECT NEW.id, NEW.order_id, NEW.principal, NEW.text, now FROM clock;
END;
