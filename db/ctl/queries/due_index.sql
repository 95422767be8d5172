CREATE VIRTUAL TABLE temp.due_words USING fts5vocab('temp', 'search_en', 'instance');
