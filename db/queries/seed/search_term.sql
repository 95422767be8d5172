INSERT INTO search_term (locale_code, term, products) VALUES (?1, ?2, ?3);
