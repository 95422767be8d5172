INSERT INTO search_document (product_id, locale_code, rank, document) VALUES (?1, ?2, ?3, ?4);
