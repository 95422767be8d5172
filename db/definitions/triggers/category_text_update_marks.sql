-- Products are found by the names of their categories.
CREATE TRIGGER category_text_update_marks AFTER UPDATE ON category_text BEGIN
    INSERT INTO mark_product SELECT product_id FROM category_product WHERE category_id = NEW.category_id;
    UPDATE catalogue_version SET version = version + 1;
END;
