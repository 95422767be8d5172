INSERT INTO sort_index (category_id, market_code, sort, ordinals) VALUES (?1, ?2, ?3, ?4);
