-- A level is the sum of its movements.
CREATE TRIGGER stock_movement_applies AFTER INSERT ON stock_movement BEGIN
    UPDATE stock_level SET on_hand = on_hand + NEW.quantity
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
END;
