CREATE TABLE IF NOT EXISTS payment (
    reference TEXT PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    -- The shop's own id of the payment.
    payment_id TEXT NOT NULL,
    order_number TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    return_url TEXT NOT NULL,
    webhook_url TEXT NOT NULL,
    locale TEXT,
    state TEXT NOT NULL,
    -- Why the last attempt failed, or what the shopper is asked.
    reason TEXT,
    captured_minor INTEGER NOT NULL DEFAULT 0,
    refunded_minor INTEGER NOT NULL DEFAULT 0,
    -- Milliseconds since 1970, as all times here.
    created_at INTEGER NOT NULL,
    CONSTRAINT captures_within_the_amount CHECK (captured_minor BETWEEN 0 AND amount_minor),
    CONSTRAINT refunds_within_the_captures CHECK (refunded_minor BETWEEN 0 AND captured_minor)
) STRICT
