DROP TABLE temp.search_en;
