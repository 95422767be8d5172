INSERT INTO shelf_order (category_id, market_code, sort, places) VALUES (?1, ?2, ?3, ?4);
