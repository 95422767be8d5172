-- Projections follow the product.
CREATE TRIGGER product_update_marks AFTER UPDATE ON product BEGIN
    INSERT INTO mark_product VALUES (NEW.id);
END;
