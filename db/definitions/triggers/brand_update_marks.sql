-- Cards name the brand, and products are found by it.
CREATE TRIGGER brand_update_marks AFTER UPDATE OF slug, name ON brand BEGIN
    INSERT INTO mark_product SELECT id FROM product WHERE brand_id = NEW.id;
    UPDATE catalogue_version SET version = version + 1;
END;
