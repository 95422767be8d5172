-- Projections follow the attribute values of a product.
CREATE TRIGGER product_value_delete_marks AFTER DELETE ON product_value BEGIN
    INSERT INTO mark_product VALUES (OLD.product_id);
END;
