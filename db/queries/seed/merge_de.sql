INSERT INTO search_de (search_de) VALUES ('optimize');
