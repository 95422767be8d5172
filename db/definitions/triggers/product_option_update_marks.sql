-- Projections follow the options of a product.
CREATE TRIGGER product_option_update_marks AFTER UPDATE ON product_option BEGIN
    INSERT INTO mark_product VALUES (NEW.product_id);
END;
