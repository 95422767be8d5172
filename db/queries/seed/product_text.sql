INSERT INTO product_text (product_id, locale_code, title, summary, description) VALUES (?1, ?2, ?3, ?4, ?5);
