-- How a table was made. ?1 its name.
SELECT sql FROM sqlite_schema WHERE name = ?1;
