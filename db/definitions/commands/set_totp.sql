-- A customer, whose present password the caller has compared with the credential of this version, has an authenticator app
-- from now on; without a secret, none any more. Codes of earlier ones end.
--
-- step: of the first code, which proved that the app works. code_hashes: JSON list of the hashes of recovery codes.
CREATE VIEW set_totp AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at,
    NULL AS credential_version, NULL AS secret, NULL AS step, NULL AS code_hashes
WHERE FALSE;

CREATE TRIGGER set_totp_runs INSTEAD OF INSERT ON set_totp
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'set_totp', NEW.digest, NEW.principal, NEW.session, 'account:own', NEW.principal, NEW.request_id, NEW.sent_at,
        json_object('on', NEW.secret IS NOT NULL)
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
    SELECT substr(NEW.principal, 10), given.value FROM json_each(NEW.code_hashes) AS given;

    INSERT INTO outbox (command_id, topic, payload, created_at)
    SELECT
        NEW.id, iif(NEW.secret IS NULL, 'account.totp_removed', 'account.totp_set'),
        json_object('customer', substr(NEW.principal, 10)), now
    FROM clock;
END;
