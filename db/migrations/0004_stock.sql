-- What lies where: levels per variant and location, an append-only ledger behind them, allocations to orders.

CREATE TABLE location (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    country_code TEXT NOT NULL
) STRICT;

-- From which locations a market's orders are served, the smallest priority first.
CREATE TABLE market_location (
    market_code TEXT NOT NULL REFERENCES market (code),
    location_id INTEGER NOT NULL REFERENCES location (id),
    priority INTEGER NOT NULL,
    PRIMARY KEY (market_code, location_id)
) STRICT, WITHOUT ROWID;

-- `ready` pieces can be sent today; `backorder_limit` is how many more may be sold ahead of their arrival. `least_on_hand` is
-- how many must stay for what is promised. The constraint never_oversold is the last line of defence against overselling:
-- whatever the commands do, it refuses.
CREATE TABLE stock_level (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    on_hand INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    allocated INTEGER NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    safety_stock INTEGER NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
    backorder_limit INTEGER NOT NULL DEFAULT 0 CHECK (backorder_limit >= 0),
    ready INTEGER GENERATED ALWAYS AS (max(0, on_hand - safety_stock) - allocated) VIRTUAL,
    available INTEGER GENERATED ALWAYS AS (ready + backorder_limit) STORED,
    least_on_hand INTEGER GENERATED ALWAYS AS (
        iif(allocated > backorder_limit, safety_stock + allocated - backorder_limit, 0)
    ) VIRTUAL,
    PRIMARY KEY (variant_id, location_id),
    CONSTRAINT never_oversold CHECK (ready + backorder_limit >= 0)
) STRICT, WITHOUT ROWID;

-- Why pieces come and go. Staff choose among those that are `by_hand`; commands write the others.
CREATE TABLE stock_movement_reason (
    code TEXT PRIMARY KEY,
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    position INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
INSERT INTO stock_movement_reason (code, by_hand, position) VALUES
    ('initial', 0, 1), ('receipt', 0, 2), ('shipment', 0, 3), ('return', 0, 4), ('transfer', 0, 5), ('stock_take', 0, 6),
    ('correction', 1, 7), ('damaged', 1, 8), ('lost', 1, 9), ('found', 1, 10), ('sample', 1, 11);

-- `principal` is who moved the pieces, `subject` what they belong to, e.g. 'purchase_order:PO-1A2B-3C4D'.
CREATE TABLE stock_movement (
    id INTEGER PRIMARY KEY,
    variant_id INTEGER NOT NULL,
    location_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    reason TEXT NOT NULL REFERENCES stock_movement_reason (code),
    order_id TEXT REFERENCES orders (id),
    command_id TEXT NOT NULL,
    principal TEXT NOT NULL DEFAULT 'system:seed',
    subject TEXT,
    note TEXT NOT NULL DEFAULT '',
    moved_at INTEGER NOT NULL,
    FOREIGN KEY (variant_id, location_id) REFERENCES stock_level (variant_id, location_id)
) STRICT;
CREATE INDEX stock_movement_by_level ON stock_movement (variant_id, location_id);
CREATE INDEX stock_movement_by_order ON stock_movement (order_id) WHERE order_id IS NOT NULL;

-- What an order was given of a level. An order whose allocations were released can be given stock again, as its next
-- attempt.
CREATE TABLE stock_allocation (
    order_id TEXT NOT NULL REFERENCES orders (id),
    variant_id INTEGER NOT NULL,
    location_id INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    state TEXT NOT NULL CHECK (state IN ('held', 'released', 'shipped')),
    PRIMARY KEY (order_id, variant_id, location_id, attempt),
    FOREIGN KEY (variant_id, location_id) REFERENCES stock_level (variant_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_allocation_by_level ON stock_allocation (variant_id, location_id, state);
