-- A row if a load has begun and did not end.
SELECT 1 AS unfinished FROM sqlite_schema WHERE name = 'unfinished_load'
