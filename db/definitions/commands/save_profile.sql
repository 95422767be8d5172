-- Name, language and market of the sender's account.
CREATE VIEW save_profile AS SELECT *, NULL AS name, NULL AS locale_code, NULL AS market_code FROM command;

CREATE TRIGGER save_profile_runs INSTEAD OF INSERT ON save_profile
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'save_profile', 'account:own',
        NEW.principal, json_object('locale', NEW.locale_code, 'market', NEW.market_code)
    );

    UPDATE customer SET name = NEW.name, locale_code = NEW.locale_code, market_code = NEW.market_code
    WHERE id = substr(NEW.principal, 10);
END;
