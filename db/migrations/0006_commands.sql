-- What every command leaves behind: its id, who did what, and what is to be sent out.

-- `digest` is a hash of what was asked: the same id with another digest is refused.
CREATE TABLE command_log (
    id TEXT PRIMARY KEY,
    command TEXT NOT NULL,
    digest TEXT NOT NULL,
    done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One entry a command. `principal` is `kind:id`, `session` the hash of its session's id. `detail` names ids and what changed as JSON, never personal data.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    happened_at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    session TEXT,
    command TEXT NOT NULL,
    command_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    request_id TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    command_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    created_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE sent_at IS NULL;
