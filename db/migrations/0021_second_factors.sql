-- What customers prove themselves with besides a password, where they want to.

-- `secret` is sealed with a key that only the component `account` is given. `step` is the newest one whose code was used: no
-- code works twice.
CREATE TABLE customer_totp (
    customer_id TEXT PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    step INTEGER NOT NULL,
    set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Random codes for whoever lost the app, each for one use; kept as hashes.
CREATE TABLE recovery_code (
    customer_id TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL CHECK (length(code_hash) = 64),
    used_at INTEGER,
    PRIMARY KEY (customer_id, code_hash)
) STRICT, WITHOUT ROWID;
