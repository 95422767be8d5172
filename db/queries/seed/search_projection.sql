INSERT INTO search_projection (market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
