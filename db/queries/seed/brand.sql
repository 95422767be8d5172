INSERT INTO brand (id, slug, name) VALUES (?1, ?2, ?3);
