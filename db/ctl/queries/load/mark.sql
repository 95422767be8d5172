CREATE TABLE unfinished_load (began_at INTEGER NOT NULL DEFAULT (unixepoch())) STRICT
