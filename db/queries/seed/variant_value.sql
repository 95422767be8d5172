INSERT INTO variant_value (variant_id, attribute_id, value_id) VALUES (?1, ?2, ?3);
