-- Projections follow the options of a variant.
CREATE TRIGGER variant_value_insert_marks AFTER INSERT ON variant_value BEGIN
    INSERT INTO mark_product SELECT product_id FROM variant WHERE id = NEW.variant_id;
END;
