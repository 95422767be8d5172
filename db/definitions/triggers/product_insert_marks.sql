-- Projections follow the product.
CREATE TRIGGER product_insert_marks AFTER INSERT ON product BEGIN
    INSERT INTO mark_product VALUES (NEW.id);
END;
