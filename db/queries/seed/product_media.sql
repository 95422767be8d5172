INSERT INTO product_media (product_id, position, media_hash, value_id) VALUES (?1, ?2, ?3, ?4);
