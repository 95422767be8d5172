CREATE TABLE IF NOT EXISTS script (
    -- A payment by its reference, its id at the shop or its order's number; or 'next'.
    target TEXT PRIMARY KEY,
    webhook_delay_ms INTEGER NOT NULL,
    webhook_copies INTEGER NOT NULL,
    webhooks_reversed INTEGER NOT NULL,
    charge TEXT NOT NULL,
    silent_calls INTEGER NOT NULL,
    silence TEXT NOT NULL
) STRICT
