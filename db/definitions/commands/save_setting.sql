-- A setting of a market gets a value; an empty one unsets it.
CREATE VIEW save_setting AS
SELECT *, NULL AS market_code, NULL AS name, NULL AS value
FROM command;

CREATE TRIGGER save_setting_runs INSTEAD OF INSERT ON save_setting
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'save_setting', 'settings:write', 'market:' || NEW.market_code, json_object('name', NEW.name)
    );

    SELECT json_extract('{}', 'refused:not_found {}')
    WHERE NOT EXISTS (SELECT 1 FROM market WHERE code = NEW.market_code);

    INSERT INTO market_setting (market_code, name, value) VALUES (NEW.market_code, NEW.name, NEW.value)
    ON CONFLICT (market_code, name) DO UPDATE SET value = excluded.value;
END;
