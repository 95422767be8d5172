INSERT INTO category_text (category_id, locale_code, name, description) VALUES (?1, ?2, ?3, ?4);
