-- Orders as they were agreed: copies of names, prices and rates, never references to what may change.
--
-- An order has no column for its state: outpost_domain::order::OrderStatus is computed from what is stored here.

CREATE TABLE order_event_kind (
    code TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO order_event_kind (code) VALUES
    ('placed'), ('payment_declined'), ('paid'), ('hold_extended'), ('expired'), ('cancelled'), ('shipped'),
    ('delivered'), ('returned'), ('refunded'), ('changed');

CREATE TABLE adjustment_kind (
    code TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO adjustment_kind (code) VALUES ('discount'), ('delivery'), ('tax');

CREATE TABLE payment_provider (
    code TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO payment_provider (code) VALUES ('sandbox'), ('stripe'), ('manual');

-- What is paid later has a day, and its unpaid orders hold only a part of the stock.
CREATE TABLE payment_method (
    code TEXT PRIMARY KEY,
    provider_code TEXT NOT NULL REFERENCES payment_provider (code),
    is_paid_later INTEGER NOT NULL CHECK (is_paid_later IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO payment_method (code, provider_code, is_paid_later) VALUES
    ('card', 'sandbox', 0), ('convenience_store', 'sandbox', 1), ('transfer', 'manual', 1), ('on_delivery', 'manual', 0);

-- The ways to pay that a market offers, in their order.
CREATE TABLE market_payment_method (
    market_code TEXT NOT NULL REFERENCES market (code),
    method_code TEXT NOT NULL REFERENCES payment_method (code),
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    position INTEGER NOT NULL,
    PRIMARY KEY (market_code, method_code)
) STRICT, WITHOUT ROWID;

-- Tax is contained in prices where `tax_included`, else added to them. `hold_ends_at` is when the hold on stock ends; NULL
-- once the order is paid or over. The digests are hashes of the mail address in lower case and of the visitor's random id.
-- Personal fields of an anonymised order are empty.
CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    market_code TEXT NOT NULL REFERENCES market (code),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    currency_code TEXT NOT NULL REFERENCES currency (code),
    customer_id TEXT,
    visitor_digest TEXT,
    email TEXT NOT NULL,
    email_digest TEXT,
    phone TEXT,
    payment_method_code TEXT NOT NULL REFERENCES payment_method (code),
    tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
    goods_minor INTEGER NOT NULL CHECK (goods_minor > 0),
    total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
    placed_at INTEGER NOT NULL,
    hold_ends_at INTEGER,
    paid_at INTEGER,
    cancelled_at INTEGER,
    expired_at INTEGER,
    anonymised_at INTEGER,
    CONSTRAINT hold_while_open CHECK (hold_ends_at IS NULL OR coalesce(paid_at, cancelled_at, expired_at) IS NULL),
    CONSTRAINT ends_once CHECK (expired_at IS NULL OR coalesce(paid_at, cancelled_at) IS NULL),
    CONSTRAINT person_or_anonymised CHECK (iif(
        anonymised_at IS NULL,
        length(email) BETWEEN 3 AND 254 AND email_digest IS NOT NULL,
        email = '' AND coalesce(email_digest, phone, customer_id, visitor_digest) IS NULL
    ))
) STRICT;
CREATE INDEX orders_by_hold ON orders (hold_ends_at) WHERE hold_ends_at IS NOT NULL;
CREATE INDEX orders_by_placed ON orders (placed_at DESC);
CREATE INDEX orders_by_email ON orders (email_digest, hold_ends_at);
CREATE INDEX orders_unpaid_by_visitor ON orders (visitor_digest, hold_ends_at) WHERE hold_ends_at IS NOT NULL;
CREATE INDEX orders_by_customer ON orders (customer_id, placed_at DESC) WHERE customer_id IS NOT NULL;

-- What is sent together, by whom and how. `rate_minor` is the rate for its weight, before delivery is free from
-- `free_from_minor` of goods on; what was charged is an adjustment. `restocked_at` is when the last of its pieces was
-- expected when it was ordered; NULL: all of them could be sent. The slot is the time of day that the shopper wishes.
CREATE TABLE delivery_group (
    order_id TEXT NOT NULL REFERENCES orders (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    vendor_id INTEGER REFERENCES vendor (id),
    method_code TEXT NOT NULL,
    rate_minor INTEGER NOT NULL CHECK (rate_minor >= 0),
    free_from_minor INTEGER,
    days_min INTEGER NOT NULL,
    days_max INTEGER NOT NULL CHECK (days_max >= days_min),
    grams INTEGER NOT NULL CHECK (grams > 0),
    restocked_at INTEGER,
    slot_from_hour INTEGER,
    slot_to_hour INTEGER,
    PRIMARY KEY (order_id, number)
) STRICT, WITHOUT ROWID;

-- `options` names the chosen options in the order's language, e.g. 'Red, M'; empty for a product without options.
CREATE TABLE order_line (
    order_id TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    group_number INTEGER NOT NULL,
    vendor_id INTEGER REFERENCES vendor (id),
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    sku TEXT NOT NULL,
    product_slug TEXT NOT NULL,
    title TEXT NOT NULL,
    options TEXT NOT NULL,
    media_hash TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    unit_minor INTEGER NOT NULL CHECK (unit_minor > 0),
    tax_class TEXT NOT NULL,
    PRIMARY KEY (order_id, number),
    UNIQUE (order_id, variant_id, group_number),
    FOREIGN KEY (order_id, group_number) REFERENCES delivery_group (order_id, number)
) STRICT, WITHOUT ROWID;

-- Every discount, delivery amount and tax with its cause (promotion, delivery method, tax class) and its line or group.
-- An amount that is `included` is contained in a price: the total is the lines and the amounts that are not.
CREATE TABLE adjustment (
    order_id TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL REFERENCES adjustment_kind (code),
    cause TEXT NOT NULL CHECK (cause <> ''),
    line_number INTEGER,
    group_number INTEGER,
    amount_minor INTEGER NOT NULL,
    rate_basis_points INTEGER CHECK (rate_basis_points >= 0),
    included INTEGER NOT NULL CHECK (included IN (0, 1)),
    PRIMARY KEY (order_id, number),
    FOREIGN KEY (order_id, line_number) REFERENCES order_line (order_id, number),
    FOREIGN KEY (order_id, group_number) REFERENCES delivery_group (order_id, number),
    CONSTRAINT one_target CHECK ((line_number IS NULL) <> (group_number IS NULL)),
    CONSTRAINT costs_are_positive CHECK (amount_minor >= 0 OR kind NOT IN ('delivery', 'tax'))
) STRICT, WITHOUT ROWID;

-- An anonymised address keeps its country, for which tax was paid.
CREATE TABLE order_address (
    order_id TEXT NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('shipping', 'billing')),
    name TEXT NOT NULL,
    line1 TEXT NOT NULL,
    line2 TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country_code TEXT NOT NULL CHECK (country_code <> ''),
    PRIMARY KEY (order_id, kind),
    CONSTRAINT complete_or_empty CHECK ((name <> '') + (line1 <> '') + (city <> '') IN (0, 3))
) STRICT, WITHOUT ROWID;

-- The timeline that a shopper and staff see. `principal` is who did it, where staff shall see that.
CREATE TABLE order_event (
    order_id TEXT NOT NULL REFERENCES orders (id),
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL REFERENCES order_event_kind (code),
    happened_at INTEGER NOT NULL,
    principal TEXT,
    detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
    PRIMARY KEY (order_id, sequence)
) STRICT, WITHOUT ROWID;

-- Pieces of a delivery group that are sent together.
CREATE TABLE fulfilment (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL,
    group_number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('packing', 'shipped', 'delivered', 'cancelled')),
    carrier TEXT NOT NULL DEFAULT '',
    tracking TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    shipped_at INTEGER,
    delivered_at INTEGER,
    FOREIGN KEY (order_id, group_number) REFERENCES delivery_group (order_id, number),
    CONSTRAINT shipped_once_sent CHECK (iif(state IN ('shipped', 'delivered'), shipped_at IS NOT NULL, shipped_at IS NULL)),
    CONSTRAINT delivered_once_there CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
) STRICT;
CREATE INDEX fulfilment_by_group ON fulfilment (order_id, group_number);

CREATE TABLE fulfilment_line (
    fulfilment_id TEXT NOT NULL REFERENCES fulfilment (id),
    order_id TEXT NOT NULL,
    line_number INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (fulfilment_id, line_number),
    FOREIGN KEY (order_id, line_number) REFERENCES order_line (order_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX fulfilment_line_by_line ON fulfilment_line (order_id, line_number);

CREATE TABLE order_return (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'received', 'refused')),
    reason TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    received_at INTEGER,
    CONSTRAINT received_once_there CHECK ((state = 'received') = (received_at IS NOT NULL))
) STRICT;
CREATE INDEX order_return_by_order ON order_return (order_id);

-- `restock`: the pieces can be sold again.
CREATE TABLE order_return_line (
    return_id TEXT NOT NULL REFERENCES order_return (id),
    order_id TEXT NOT NULL,
    line_number INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    restock INTEGER NOT NULL CHECK (restock IN (0, 1)),
    PRIMARY KEY (return_id, line_number),
    FOREIGN KEY (order_id, line_number) REFERENCES order_line (order_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_return_line_by_line ON order_return_line (order_id, line_number);
