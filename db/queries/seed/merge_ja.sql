INSERT INTO search_ja (search_ja) VALUES ('optimize');
