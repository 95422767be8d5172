-- A step of commands: orders that were placed as a guest with the confirmed address of an account join it.
CREATE VIEW adopt_guest_orders AS SELECT NULL AS customer_id WHERE FALSE;

CREATE TRIGGER adopt_guest_orders_runs INSTEAD OF INSERT ON adopt_guest_orders BEGIN
    UPDATE orders SET customer_id = NEW.customer_id
    WHERE customer_id IS NULL AND email_digest = (
        SELECT email_digest FROM customer WHERE id = NEW.customer_id AND email_verified_at IS NOT NULL
    );
END;
