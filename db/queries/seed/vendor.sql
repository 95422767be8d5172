INSERT INTO vendor (id, slug, name, country_code) VALUES (?1, ?2, ?3, ?4);
