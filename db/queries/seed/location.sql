INSERT INTO location (id, code, name, country_code) VALUES (?1, ?2, ?3, ?4);
