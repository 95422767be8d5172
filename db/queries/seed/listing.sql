INSERT INTO listing (market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
