-- A step of commands: the link from a mail was made for this purpose, was not used, and is not too old.
CREATE VIEW check_token AS SELECT NULL AS id, NULL AS purpose WHERE FALSE;

CREATE TRIGGER check_token_runs INSTEAD OF INSERT ON check_token BEGIN
    SELECT json_extract('{}', CASE
        WHEN token.used_at IS NOT NULL THEN 'refused:link_used {}'
        WHEN token.id IS NULL OR token.expires_at <= clock.now THEN 'refused:link_expired {}'
    END)
    FROM clock LEFT JOIN account_token AS token ON token.id = NEW.id AND token.purpose = NEW.purpose;
END;
