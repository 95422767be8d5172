-- Pages of products name the vendor.
CREATE TRIGGER vendor_update_marks AFTER UPDATE OF name ON vendor BEGIN
    INSERT INTO mark_product SELECT id FROM product WHERE vendor_id = NEW.id;
END;
