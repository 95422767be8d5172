-- Projections follow the prices of a product, which decide where it is sold.
CREATE TRIGGER price_insert_marks AFTER INSERT ON price BEGIN
    INSERT INTO mark_product SELECT product_id FROM variant WHERE id = NEW.variant_id;
END;
