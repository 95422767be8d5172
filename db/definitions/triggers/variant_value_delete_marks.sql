-- Projections follow the options of a variant.
CREATE TRIGGER variant_value_delete_marks AFTER DELETE ON variant_value BEGIN
    INSERT INTO mark_product SELECT product_id FROM variant WHERE id = OLD.variant_id;
END;
