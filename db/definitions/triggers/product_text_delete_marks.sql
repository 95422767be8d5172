-- Projections follow the texts of a product; its facts are a projection themselves.
CREATE TRIGGER product_text_delete_marks AFTER DELETE ON product_text BEGIN
    INSERT INTO mark_product VALUES (OLD.product_id);
END;
