INSERT INTO facet_block (category_id, market_code, block, places, prices, created, ratings, facet_ids, bitsets)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
