CREATE TABLE IF NOT EXISTS event (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL REFERENCES payment (reference),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    reason TEXT,
    -- Of a capture, void or refund.
    idempotency_key TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    -- When the webhook is sent next; NULL where there is nothing to send.
    due_at INTEGER,
    -- How often the webhook is still to be received.
    copies INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    delivered_at INTEGER
) STRICT
