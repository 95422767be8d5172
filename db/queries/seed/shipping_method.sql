INSERT INTO shipping_method (id, market_code, code, carrier, days_min, days_max, free_from_minor, position)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
