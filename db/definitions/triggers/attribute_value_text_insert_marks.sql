-- Cards name values as facts, and products are found by them.
CREATE TRIGGER attribute_value_text_insert_marks AFTER INSERT ON attribute_value_text BEGIN
    INSERT INTO mark_product SELECT product_id FROM product_value WHERE value_id = NEW.value_id;
    UPDATE catalogue_version SET version = version + 1;
END;
