-- References to rows that are not there.
SELECT violation."table" || ' row ' || coalesce(violation.rowid, '?') || ' refers to no ' || violation.parent AS offender
FROM pragma_foreign_key_check AS violation
LIMIT 11;
