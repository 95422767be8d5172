INSERT INTO product_value (product_id, value_id) VALUES (?1, ?2);
