-- Projections follow the pictures of a product.
CREATE TRIGGER product_media_insert_marks AFTER INSERT ON product_media BEGIN
    INSERT INTO mark_product VALUES (NEW.product_id);
END;
