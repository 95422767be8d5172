INSERT INTO facet_index (category_id, market_code, ranks, facet_ids, bitsets) VALUES (?1, ?2, ?3, ?4, ?5);
