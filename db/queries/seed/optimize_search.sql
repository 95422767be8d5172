INSERT INTO search_en (search_en) VALUES ('optimize');
