-- An address leaves the sender's account. The one saved last becomes the default where the default left.
CREATE VIEW delete_address AS SELECT *, NULL AS address_id FROM command;

CREATE TRIGGER delete_address_runs INSTEAD OF INSERT ON delete_address
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'delete_address', 'account:own', NEW.principal, json_object('address', NEW.address_id)
    );

    SELECT json_extract('{}', CASE
        WHEN NOT EXISTS (
            SELECT 1 FROM customer_address WHERE customer_id = substr(NEW.principal, 10) AND id = NEW.address_id
        ) THEN 'refused:unknown_address {}'
    END);

    DELETE FROM customer_address WHERE customer_id = substr(NEW.principal, 10) AND id = NEW.address_id;

    UPDATE customer_address SET is_default = 1
    WHERE customer_id = substr(NEW.principal, 10)
        AND NOT EXISTS (
            SELECT 1 FROM customer_address WHERE customer_id = substr(NEW.principal, 10) AND is_default
        )
        AND id = (
            SELECT id FROM customer_address WHERE customer_id = substr(NEW.principal, 10)
            ORDER BY saved_at DESC, id
            LIMIT 1
        );
END;
