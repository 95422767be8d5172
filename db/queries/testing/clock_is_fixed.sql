SELECT count(*) FROM sqlite_schema WHERE name = 'clock' AND type = 'table'
