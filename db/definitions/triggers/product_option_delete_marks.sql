-- Projections follow the options of a product.
CREATE TRIGGER product_option_delete_marks AFTER DELETE ON product_option BEGIN
    INSERT INTO mark_product VALUES (OLD.product_id);
END;
