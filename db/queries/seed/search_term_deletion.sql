INSERT INTO search_term_deletion (locale_code, deletion, term) VALUES (?1, ?2, ?3);
