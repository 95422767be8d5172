INSERT INTO migration (number, name) VALUES (?1, ?2)
