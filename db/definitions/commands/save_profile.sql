-- Name, language and market of the sender's account.
CREATE VIEW save_profile AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS name, NULL AS locale_code, NULL AS market_code
WHERE FALSE;

CREATE TRIGGER save_profile_runs INSTEAD OF INSERT ON save_profile
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    SELECT
        NEW.id, 'save_profile', NEW.digest, NEW.principal, NEW.session, 'account:own',
        NEW.principal, NEW.request_id, NEW.sent_at, json_object('locale', NEW.locale_code, 'market', NEW.market_code);

    UPDATE customer SET name = NEW.name, locale_code = NEW.locale_code, market_code = NEW.market_code
    WHERE id = substr(NEW.principal, 10);
END;
