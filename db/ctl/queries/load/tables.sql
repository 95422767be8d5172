-- Tables with rows of their own: a virtual table keeps them in shadow tables, which are among these.
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'libsql_*'
ORDER BY name
