-- Folds the write-ahead log into the database file; refused while another connection is open.
PRAGMA journal_mode = DELETE
