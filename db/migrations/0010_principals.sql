-- Who may send which command: `permission` is `resource:action`, a principal is `kind:id`.

-- What every principal of a kind may do. Staff are not here: each staff member has permissions of their own.
CREATE TABLE principal_permission (
    kind TEXT NOT NULL,
    permission TEXT NOT NULL CHECK (permission GLOB '?*:?*'),
    PRIMARY KEY (kind, permission)
) STRICT, WITHOUT ROWID;
INSERT INTO principal_permission (kind, permission) VALUES
    ('visitor', 'order:place'),
    ('visitor', 'payment:create'),
    ('visitor', 'order:extend_hold'),
    ('visitor', 'order:cancel'),
    ('customer', 'order:place'),
    ('customer', 'payment:create'),
    ('customer', 'order:extend_hold'),
    ('customer', 'order:cancel'),
    ('job', 'order:expire'),
    ('job', 'payment:record'),
    ('provider', 'payment:record'),
    ('system', 'order:expire'),
    ('system', 'payment:refund');

-- Sessions of customers and staff. The browser's cookie holds a random id, this table its hash. A session ends by itself
-- at `expires_at`, or earlier by `ended_at`.
CREATE TABLE session (
    id_hash TEXT PRIMARY KEY CHECK (length(id_hash) = 64),
    principal TEXT NOT NULL CHECK (principal GLOB 'customer:?*' OR principal GLOB 'staff:?*'),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
    ended_at INTEGER,
    last_used_at INTEGER NOT NULL,
    user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_principal ON session (principal, created_at);
CREATE INDEX session_by_expiry ON session (expires_at);
