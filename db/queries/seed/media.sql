INSERT INTO media (hash, content_type, width, height, bytes) VALUES (?1, ?2, ?3, ?4, ?5);
