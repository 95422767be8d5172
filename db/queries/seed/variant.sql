INSERT INTO variant (id, product_id, sku, position, weight_grams, backorder_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
