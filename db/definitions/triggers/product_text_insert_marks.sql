-- Projections follow the texts of a product; its facts are a projection themselves.
CREATE TRIGGER product_text_insert_marks AFTER INSERT ON product_text BEGIN
    INSERT INTO mark_product VALUES (NEW.product_id);
END;
