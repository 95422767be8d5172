-- A count of what lies at a location begins.
CREATE VIEW open_stock_take AS SELECT *, NULL AS name, NULL AS location_code FROM command;

CREATE TRIGGER open_stock_take_runs INSTEAD OF INSERT ON open_stock_take
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'open_stock_take', 'inventory:count', 'stock_take:' || NEW.id, json_object('location', NEW.location_code)
    );

    SELECT json_extract('{}', CASE WHEN location.id IS NULL THEN 'refused:not_found {}' END)
    FROM clock LEFT JOIN location ON location.code = NEW.location_code;

    INSERT INTO stock_take (id, name, location_id, opened_at)
    SELECT NEW.id, NEW.name, location.id, clock.now
    FROM clock CROSS JOIN location ON location.code = NEW.location_code;
END;
