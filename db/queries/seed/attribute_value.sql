INSERT INTO attribute_value (id, attribute_id, code, position, swatch) VALUES (?1, ?2, ?3, ?4, ?5);
