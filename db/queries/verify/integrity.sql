-- Damage to the file itself, as SQLite finds it, full-text indexes included.
SELECT integrity_check AS offender FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 11;
