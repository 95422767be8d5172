-- The order of attributes is that of the facts on a card.
CREATE TRIGGER attribute_update_marks AFTER UPDATE OF code, position ON attribute BEGIN
    INSERT INTO mark_product SELECT product_value.product_id
    FROM attribute_value CROSS JOIN product_value ON product_value.value_id = attribute_value.id
    WHERE attribute_value.attribute_id = NEW.id;
    UPDATE catalogue_version SET version = version + 1;
END;
