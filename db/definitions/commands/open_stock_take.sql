-- A count of what lies at a location begins.
CREATE VIEW open_stock_take AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS name, NULL AS location_code
WHERE FALSE;

CREATE TRIGGER open_stock_take_runs INSTEAD OF INSERT ON open_stock_take
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'open_stock_take', NEW.digest, NEW.principal, NEW.session, 'inventory:count',
        'stock_take:' || NEW.id, NEW.request_id, NEW.sent_at,
        json_object('location', NEW.location_code)
    );

    SELECT json_extract('{}', CASE WHEN location.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN location ON location.code = NEW.location_code;

    INSERT INTO stock_take (id, name, location_id, opened_at)
    SELECT NEW.id, NEW.name, location.id, clock.now
    FROM clock CROSS JOIN location ON location.code = NEW.location_code;
END;
