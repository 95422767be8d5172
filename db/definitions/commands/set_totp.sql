-- A customer, whose present password the caller has compared with the credential of this version, has an authenticator app
-- from now on; without a secret, none any more. Codes of earlier ones end.
--
-- step: of the first code, which proved that the app works. code_hashes: JSON list of the hashes of recovery codes.
CREATE VIEW set_totp AS
SELECT *, NULL AS credential_version, NULL AS secret, NULL AS step, NULL AS code_hashes
FROM command;

CREATE TRIGGER set_totp_runs INSTEAD OF INSERT ON set_totp
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'set_totp', 'account:own', NEW.principal, json_object('on', NEW.secret IS NOT NULL)
    );

    SELECT json_extract('{}', CASE
        WHEN credential.version IS NOT NEW.credential_version THEN 'refused:credentials_changed {}'
    END)
    FROM clock LEFT JOIN credential ON credential.customer_id = substr(NEW.principal, 10);

    DELETE FROM customer_totp WHERE customer_id = substr(NEW.principal, 10);
    DELETE FROM recovery_code WHERE customer_id = substr(NEW.principal, 10);

    INSERT INTO customer_totp (customer_id, secret, step, set_at)
    SELECT substr(NEW.principal, 10), NEW.secret, NEW.step, now FROM clock WHERE NEW.secret IS NOT NULL;

    INSERT INTO recovery_code (customer_id, code_hash)
    SELECT substr(NEW.principal, 10), value FROM json_each(NEW.code_hashes);

    INSERT INTO add_to_outbox VALUES (
        NEW.id, iif(NEW.secret IS NULL, 'account.totp_removed', 'account.totp_set'),
        json_object('customer', substr(NEW.principal, 10))
    );
END;
