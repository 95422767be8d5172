-- The names of attributes stand on listings and on pages of products.
CREATE TRIGGER attribute_text_insert_moves AFTER INSERT ON attribute_text BEGIN
    UPDATE catalogue_version SET version = version + 1;
END;
