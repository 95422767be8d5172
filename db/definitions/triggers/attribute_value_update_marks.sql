-- The order of values is that of the facts on a card.
CREATE TRIGGER attribute_value_update_marks AFTER UPDATE OF attribute_id, code, position, swatch ON attribute_value BEGIN
    INSERT INTO mark_product SELECT product_id FROM product_value WHERE value_id = NEW.id;
    UPDATE catalogue_version SET version = version + 1;
END;
