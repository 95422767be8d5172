-- This is English; the other languages have tables of their own.
INSERT INTO search_en (rowid, title, brand, category, facts) VALUES (?1, ?2, ?3, ?4, ?5);
