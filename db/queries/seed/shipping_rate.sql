INSERT INTO shipping_rate (method_id, country_code, up_to_grams, amount_minor) VALUES (?1, ?2, ?3, ?4);
