-- Payments and refunds: what was taken for an order and what was given back, with everything a provider ever said.

-- A report moves a payment only to a state of a higher rank, so reports may come late, twice and out of order.
-- outpost_domain::payment::PaymentState has the same ways.
CREATE TABLE payment_state (
    code TEXT PRIMARY KEY,
    rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO payment_state (code, rank) VALUES
    ('created', 0), ('needs_action', 1), ('authorised', 2), ('failed', 3), ('voided', 3), ('captured', 4);

-- One attempt to take money for an order. Its id is also the idempotency key at the provider. `provider_reference` is the
-- provider's id of it, NULL until the provider has responded; never card data.
CREATE TABLE payment (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    provider_code TEXT NOT NULL REFERENCES payment_provider (code),
    method_code TEXT NOT NULL REFERENCES payment_method (code),
    provider_reference TEXT,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency_code TEXT NOT NULL REFERENCES currency (code),
    state TEXT NOT NULL REFERENCES payment_state (code),
    captured_minor INTEGER NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
    refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
    created_at INTEGER NOT NULL,
    UNIQUE (provider_code, provider_reference),
    CONSTRAINT captured_has_money CHECK ((state = 'captured') = (captured_minor > 0)),
    CONSTRAINT refunds_what_was_captured CHECK (refunded_minor <= captured_minor)
) STRICT;
CREATE INDEX payment_by_order ON payment (order_id);
CREATE INDEX payment_open ON payment (created_at) WHERE state IN ('created', 'needs_action', 'authorised');

-- What a provider or staff said, in the order in which it arrived. `outcome` is what it changed; `passed_over`: nothing.
CREATE TABLE payment_event (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payment (id),
    state TEXT NOT NULL REFERENCES payment_state (code),
    amount_minor INTEGER NOT NULL,
    currency_code TEXT NOT NULL,
    reason TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN (
        'passed_over', 'currency_differs', 'moved', 'paid', 'reallocated',
        'amount_differs', 'paid_twice', 'order_cancelled', 'stock_gone'
    )),
    received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_event_by_payment ON payment_event (payment_id);

-- Money that goes back. Its id is also the idempotency key at the provider.
CREATE TABLE refund (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payment (id),
    order_id TEXT NOT NULL REFERENCES orders (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    cause TEXT NOT NULL CHECK (cause IN (
        'paid_twice', 'amount_differs', 'order_cancelled', 'stock_gone', 'requested', 'returned'
    )),
    state TEXT NOT NULL CHECK (state IN ('requested', 'refunded', 'failed')),
    reason TEXT,
    requested_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT ended_once_known CHECK ((state = 'requested') = (ended_at IS NULL))
) STRICT;
CREATE INDEX refund_by_payment ON refund (payment_id);
CREATE INDEX refund_by_order ON refund (order_id);
CREATE INDEX refund_requested ON refund (requested_at) WHERE state = 'requested';

-- What of an order's lines a refund is for; a refund of money alone has none.
CREATE TABLE refund_line (
    refund_id TEXT NOT NULL REFERENCES refund (id),
    line_number INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    PRIMARY KEY (refund_id, line_number)
) STRICT, WITHOUT ROWID;

INSERT INTO order_event_kind (code) VALUES ('refund_requested');
