CREATE VIRTUAL TABLE temp.stored_words USING fts5vocab('main', 'search_en', 'instance');
