-- An address of the sender's account: a new one, or one that is there, by its id. The first one is the default.
-- 
-- address: JSON {"name", "line1", "line2", "city", "region", "postal_code", "country"}.
CREATE VIEW save_address AS
SELECT *, NULL AS address_id, NULL AS address, NULL AS phone, NULL AS is_default
FROM command;

CREATE TRIGGER save_address_runs INSTEAD OF INSERT ON save_address
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'save_address', 'account:own', NEW.principal, json_object('address', NEW.address_id)
    );

    SELECT json_extract('{}', CASE
        WHEN count(*) >= 20 AND coalesce(sum(id = NEW.address_id), 0) = 0 THEN 'refused:too_many_addresses {}'
    END)
    FROM customer_address WHERE customer_id = substr(NEW.principal, 10);

    UPDATE customer_address SET is_default = 0
    WHERE NEW.is_default AND customer_id = substr(NEW.principal, 10) AND is_default;

    INSERT INTO customer_address (
        customer_id, id, is_default, name, line1, line2, city, region, postal_code, country_code, phone, saved_at
    )
    SELECT
        substr(NEW.principal, 10), NEW.address_id,
        NEW.is_default OR NOT EXISTS (SELECT 1 FROM customer_address WHERE customer_id = substr(NEW.principal, 10)),
        NEW.address ->> 'name', NEW.address ->> 'line1', NEW.address ->> 'line2', NEW.address ->> 'city',
        NEW.address ->> 'region', NEW.address ->> 'postal_code', NEW.address ->> 'country', NEW.phone, now
    FROM clock WHERE TRUE
    ON CONFLICT (customer_id, id) DO UPDATE SET
        is_default = max(is_default, excluded.is_default), name = excluded.name, line1 = excluded.line1,
        line2 = excluded.line2, city = excluded.city, region = excluded.region, postal_code = excluded.postal_code,
        country_code = excluded.country_code, phone = excluded.phone, saved_at = excluded.saved_at;
END;
