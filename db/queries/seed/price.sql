INSERT INTO price (variant_id, market_code, amount_minor, compare_at_minor) VALUES (?1, ?2, ?3, ?4);
