INSERT INTO category_product (category_id, rank, product_id) VALUES (?1, ?2, ?3);
