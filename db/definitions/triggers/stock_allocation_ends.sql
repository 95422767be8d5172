-- What an order no longer holds of a level is free. An allocation that ended does not start again.
CREATE TRIGGER stock_allocation_ends AFTER UPDATE OF state ON stock_allocation WHEN NEW.state <> OLD.state BEGIN
    SELECT RAISE(ABORT, 'an allocation that ended does not start again: allocate anew') WHERE OLD.state <> 'held';
    UPDATE stock_level SET allocated = allocated - NEW.quantity
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
END;
