INSERT INTO search_en (rowid, title, brand, category, facts) VALUES (?1, ?2, ?3, ?4, ?5);
