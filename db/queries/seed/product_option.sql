INSERT INTO product_option (product_id, position, attribute_id) VALUES (?1, ?2, ?3);
