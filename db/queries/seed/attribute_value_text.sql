INSERT INTO attribute_value_text (value_id, locale_code, name) VALUES (?1, ?2, ?3);
