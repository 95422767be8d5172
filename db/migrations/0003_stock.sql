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

CREATE TABLE stock_level (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    on_hand INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    allocated INTEGER NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    safety_stock INTEGER NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
    -- How many pieces may be sold ahead of their arrival.
    backorder_limit INTEGER NOT NULL DEFAULT 0 CHECK (backorder_limit >= 0),
    available INTEGER GENERATED ALWAYS AS (max(0, on_hand - safety_stock) + backorder_limit - allocated) STORED,
    PRIMARY KEY (variant_id, location_id),
    -- The last line of defence against overselling: whatever the code above does, this refuses.
    CONSTRAINT never_oversold CHECK (allocated <= max(0, on_hand - safety_stock) + backorder_limit)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_movement (
    id INTEGER PRIMARY KEY,
    variant_id INTEGER NOT NULL,
    location_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    reason TEXT NOT NULL CHECK (reason IN ('initial', 'receipt', 'adjustment', 'shipment', 'return', 'transfer')),
    order_id TEXT REFERENCES orders (id),
    command_id TEXT NOT NULL,
    moved_at INTEGER NOT NULL,
    FOREIGN KEY (variant_id, location_id) REFERENCES stock_level (variant_id, location_id)
) STRICT;
CREATE INDEX stock_movement_by_level ON stock_movement (variant_id, location_id);

CREATE TRIGGER stock_movement_applies AFTER INSERT ON stock_movement BEGIN
    UPDATE stock_level SET on_hand = on_hand + NEW.quantity
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
END;
CREATE TRIGGER stock_movement_stays BEFORE UPDATE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'the movement ledger is append-only: add a correcting movement');
END;
CREATE TRIGGER stock_movement_remains BEFORE DELETE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'the movement ledger is append-only: add a correcting movement');
END;

CREATE TABLE stock_allocation (
    order_id TEXT NOT NULL REFERENCES orders (id),
    variant_id INTEGER NOT NULL,
    location_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    state TEXT NOT NULL CHECK (state IN ('held', 'released', 'shipped')),
    PRIMARY KEY (order_id, variant_id, location_id),
    FOREIGN KEY (variant_id, location_id) REFERENCES stock_level (variant_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_allocation_by_level ON stock_allocation (variant_id, location_id, state);

CREATE TRIGGER stock_allocation_holds AFTER INSERT ON stock_allocation WHEN NEW.state = 'held' BEGIN
    UPDATE stock_level SET allocated = allocated + NEW.quantity
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
END;
CREATE TRIGGER stock_allocation_ends AFTER UPDATE OF state ON stock_allocation
WHEN OLD.state = 'held' AND NEW.state <> 'held' BEGIN
    UPDATE stock_level SET allocated = allocated - NEW.quantity
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
END;
CREATE TRIGGER stock_allocation_stays_ended BEFORE UPDATE OF state ON stock_allocation
WHEN OLD.state <> 'held' AND NEW.state <> OLD.state BEGIN
    SELECT RAISE(ABORT, 'an allocation that ended does not start again: allocate anew');
END;
CREATE TRIGGER stock_allocation_remains BEFORE DELETE ON stock_allocation BEGIN
    SELECT RAISE(ABORT, 'allocations are history: release them instead');
END;

-- What a badge says of a variant: in stock, only a few left, to come, or none.
CREATE VIEW variant_stock AS
SELECT
    level.variant_id AS variant_id,
    sum(level.available) AS available,
    CASE
        WHEN sum(max(0, level.on_hand - level.safety_stock) - level.allocated) > 5 THEN 'in'
        WHEN sum(max(0, level.on_hand - level.safety_stock) - level.allocated) > 0 THEN 'low'
        WHEN sum(level.available) > 0 THEN 'backorder'
        ELSE 'out'
    END AS state
FROM stock_level AS level
GROUP BY level.variant_id;

CREATE VIEW product_stock AS
SELECT
    variant.product_id AS product_id,
    CASE min(CASE variant_stock.state WHEN 'in' THEN 0 WHEN 'low' THEN 1 WHEN 'backorder' THEN 2 ELSE 3 END)
        WHEN 0 THEN 'in' WHEN 1 THEN 'low' WHEN 2 THEN 'backorder' ELSE 'out'
    END AS state
FROM variant JOIN variant_stock ON variant_stock.variant_id = variant.id
GROUP BY variant.product_id;

-- A badge only moves when a level crosses a threshold, so most orders write no product row.
CREATE TRIGGER stock_level_moves_badge AFTER UPDATE OF on_hand, allocated, safety_stock, backorder_limit ON stock_level BEGIN
    UPDATE product SET stock_state = badge.state
    FROM (
        SELECT product_stock.product_id, product_stock.state
        FROM product_stock
        WHERE product_stock.product_id = (SELECT product_id FROM variant WHERE id = NEW.variant_id)
    ) AS badge
    WHERE product.id = badge.product_id AND product.stock_state <> badge.state;
END;

-- 'availability:in' counts what can be bought now or ordered ahead.
CREATE TRIGGER product_leaves_availability_facet AFTER UPDATE OF stock_state ON product
WHEN NEW.state = 'published' AND OLD.stock_state <> 'out' AND NEW.stock_state = 'out' BEGIN
    UPDATE category_facet SET products = products - 1
    WHERE facet = 'availability' AND value = 'in'
        AND category_id IN (SELECT category_id FROM category_product WHERE product_id = NEW.id)
        AND market_code IN (
            SELECT listing.market_code FROM market JOIN listing
                ON listing.market_code = market.code AND listing.product_id = NEW.id
        );
END;
CREATE TRIGGER product_enters_availability_facet AFTER UPDATE OF stock_state ON product
WHEN NEW.state = 'published' AND OLD.stock_state = 'out' AND NEW.stock_state <> 'out' BEGIN
    UPDATE category_facet SET products = products + 1
    WHERE facet = 'availability' AND value = 'in'
        AND category_id IN (SELECT category_id FROM category_product WHERE product_id = NEW.id)
        AND market_code IN (
            SELECT listing.market_code FROM market JOIN listing
                ON listing.market_code = market.code AND listing.product_id = NEW.id
        );
END;
