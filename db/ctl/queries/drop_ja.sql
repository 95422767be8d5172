DROP TABLE temp.search_ja;
