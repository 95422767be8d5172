DROP TABLE temp.search_de;
