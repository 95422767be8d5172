INSERT INTO category (id, parent_id, slug, depth, position) VALUES (?1, ?2, ?3, ?4, ?5);
