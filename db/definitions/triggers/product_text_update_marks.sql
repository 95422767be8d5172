-- Projections follow the texts of a product; its facts are a projection themselves.
CREATE TRIGGER product_text_update_marks AFTER UPDATE OF title, summary, description ON product_text BEGIN
    INSERT INTO mark_product VALUES (NEW.product_id);
END;
