INSERT INTO delivery_slot (market_code, from_hour, to_hour) VALUES (?1, ?2, ?3);
