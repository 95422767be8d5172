INSERT INTO market_locale (market_code, locale_code, position) VALUES (?1, ?2, ?3);
