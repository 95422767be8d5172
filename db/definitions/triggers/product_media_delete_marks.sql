-- Projections follow the pictures of a product.
CREATE TRIGGER product_media_delete_marks AFTER DELETE ON product_media BEGIN
    INSERT INTO mark_product VALUES (OLD.product_id);
END;
