-- Projections follow the product.
CREATE TRIGGER product_delete_marks AFTER DELETE ON product BEGIN
    INSERT INTO mark_product VALUES (OLD.id);
    INSERT INTO count_in_stock (product_id, products) SELECT OLD.id, -1 WHERE OLD.stock_state IN ('in', 'low');
END;
