-- Projections follow the product.
CREATE TRIGGER product_update_marks AFTER UPDATE ON product BEGIN
    INSERT INTO mark_product (product_id) VALUES (NEW.id);
END;
