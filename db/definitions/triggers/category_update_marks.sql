-- Products follow their category to another place; any page may link to it.
CREATE TRIGGER category_update_marks AFTER UPDATE OF parent_id, slug, position ON category BEGIN
    INSERT INTO mark_product SELECT product_id FROM category_product WHERE category_id = NEW.id;
    UPDATE catalogue_version SET version = version + 1;
END;
