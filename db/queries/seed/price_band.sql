INSERT INTO price_band (market_code, band, from_minor) VALUES (?1, ?2, ?3);
