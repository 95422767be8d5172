INSERT INTO attribute (id, code, position) VALUES (?1, ?2, ?3);
