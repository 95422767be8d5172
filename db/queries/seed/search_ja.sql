INSERT INTO search_ja (rowid, title, brand, category, facts) VALUES (?1, ?2, ?3, ?4, ?5);
