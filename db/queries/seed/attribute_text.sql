INSERT INTO attribute_text (attribute_id, locale_code, name) VALUES (?1, ?2, ?3);
