INSERT INTO market_locale (market_code, locale_code) VALUES (?1, ?2);
