-- The clock of the database, which on the primary is the one clock that commands trust. Tests put a table in its place.
CREATE VIEW clock AS SELECT unixepoch() AS now;
