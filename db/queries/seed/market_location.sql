INSERT INTO market_location (market_code, location_id, priority) VALUES (?1, ?2, ?3);
