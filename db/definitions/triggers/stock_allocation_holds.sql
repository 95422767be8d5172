-- What an order holds of a level is allocated there.
CREATE TRIGGER stock_allocation_holds AFTER INSERT ON stock_allocation WHEN NEW.state = 'held' BEGIN
    UPDATE stock_level SET allocated = allocated + NEW.quantity
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
END;
