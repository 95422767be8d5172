-- Projections follow the prices of a product, which decide where it is sold.
CREATE TRIGGER price_delete_marks AFTER DELETE ON price BEGIN
    INSERT INTO mark_product SELECT product_id FROM variant WHERE id = OLD.variant_id;
END;
