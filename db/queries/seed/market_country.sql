INSERT INTO market_country (market_code, country_code, position) VALUES (?1, ?2, ?3);
