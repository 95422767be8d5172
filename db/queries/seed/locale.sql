INSERT INTO locale (code, name) VALUES (?1, ?2);
