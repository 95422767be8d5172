-- How stock comes in, moves between locations and is counted.

-- The badge of a variant, kept by the trigger stock_level_changed, so that staff find what runs out.
ALTER TABLE variant ADD COLUMN stock_state TEXT NOT NULL DEFAULT 'out'
    CHECK (stock_state IN ('in', 'low', 'backorder', 'out'));
CREATE INDEX variant_by_stock ON variant (stock_state, sku);

CREATE TABLE supplier (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 100)
) STRICT;

-- Pieces that were ordered for a location. `closed_at` is NULL while some are to come.
CREATE TABLE purchase_order (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    supplier_id INTEGER NOT NULL REFERENCES supplier (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    expected_at INTEGER NOT NULL CHECK (expected_at > 0),
    created_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
CREATE INDEX purchase_order_by_supplier ON purchase_order (supplier_id);
CREATE INDEX purchase_order_open ON purchase_order (expected_at, number) WHERE closed_at IS NULL;
CREATE INDEX purchase_order_closed ON purchase_order (closed_at, number) WHERE closed_at IS NOT NULL;

-- `incoming` pieces are still to come: none of a closed order.
CREATE TABLE purchase_order_line (
    purchase_order_id TEXT NOT NULL REFERENCES purchase_order (id),
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
    incoming INTEGER NOT NULL CHECK (incoming IN (0, max(0, quantity - received))),
    PRIMARY KEY (purchase_order_id, variant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_order_line_incoming ON purchase_order_line (variant_id) WHERE incoming > 0;

-- Pieces on their way from one location to another, in transit until they are received.
CREATE TABLE transfer (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    from_location_id INTEGER NOT NULL REFERENCES location (id),
    to_location_id INTEGER NOT NULL REFERENCES location (id) CHECK (to_location_id <> from_location_id),
    sent_at INTEGER NOT NULL,
    received_at INTEGER
) STRICT;
CREATE INDEX transfer_by_sent ON transfer (sent_at, number);

-- `received` is NULL in transit; what is missing of the quantity was lost on the way.
CREATE TABLE transfer_line (
    transfer_id TEXT NOT NULL REFERENCES transfer (id),
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    received INTEGER CHECK (received BETWEEN 0 AND quantity),
    PRIMARY KEY (transfer_id, variant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_line_in_transit ON transfer_line (variant_id) WHERE received IS NULL;

-- A count of what lies at a location. `version` rises with every count; whoever approves names the one they saw.
CREATE TABLE stock_take (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    location_id INTEGER NOT NULL REFERENCES location (id),
    version INTEGER NOT NULL DEFAULT 0,
    opened_at INTEGER NOT NULL,
    approved_at INTEGER
) STRICT;
CREATE INDEX stock_take_by_opened ON stock_take (opened_at, id);

-- `expected` is the level when the pieces were counted: what moves afterwards does not spoil the difference.
CREATE TABLE stock_take_count (
    stock_take_id TEXT NOT NULL REFERENCES stock_take (id),
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    expected INTEGER NOT NULL,
    counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 1000000),
    counted_at INTEGER NOT NULL,
    principal TEXT NOT NULL,
    PRIMARY KEY (stock_take_id, variant_id)
) STRICT, WITHOUT ROWID;
