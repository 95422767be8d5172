INSERT INTO shelf (category_id, market_code, ranks, tags, sets) VALUES (?1, ?2, ?3, ?4, ?5);
