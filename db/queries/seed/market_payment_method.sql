INSERT INTO market_payment_method (market_code, method_code, enabled, position) VALUES (?1, ?2, ?3, ?4);
