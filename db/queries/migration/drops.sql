-- Statements that drop every trigger and view. A view takes its triggers with it, so they come first.
SELECT 'DROP ' || type || ' "' || name || '"' AS statement
FROM sqlite_schema
WHERE type IN ('trigger', 'view')
ORDER BY type, name
