-- Projections follow the attribute values of a product.
CREATE TRIGGER product_value_insert_marks AFTER INSERT ON product_value BEGIN
    INSERT INTO mark_product VALUES (NEW.product_id);
END;
