INSERT INTO market (code, currency_code, country_code, tax_inclusive, delivery_tax, position, time_zone)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
