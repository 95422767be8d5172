-- Orders as they were agreed: copies of names and prices, never references to what may change.

-- Tax is contained in the total where `tax_inclusive`, else added to it. `expires_at` is when the hold on stock ends; NULL
-- once the order is paid or over.
CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    market_code TEXT NOT NULL REFERENCES market (code),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    currency_code TEXT NOT NULL REFERENCES currency (code),
    email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    phone TEXT,
    state TEXT NOT NULL CHECK (state IN (
        'pending_payment', 'paid', 'awaiting_transfer', 'shipped', 'delivered', 'cancelled', 'expired'
    )),
    payment_gateway TEXT NOT NULL CHECK (payment_gateway IN ('test', 'manual')),
    shipping_method_code TEXT NOT NULL,
    tax_inclusive INTEGER NOT NULL CHECK (tax_inclusive IN (0, 1)),
    subtotal_minor INTEGER NOT NULL CHECK (subtotal_minor > 0),
    shipping_minor INTEGER NOT NULL CHECK (shipping_minor >= 0),
    tax_minor INTEGER NOT NULL CHECK (tax_minor >= 0),
    total_minor INTEGER NOT NULL,
    days_min INTEGER NOT NULL,
    days_max INTEGER NOT NULL,
    placed_at INTEGER NOT NULL,
    expires_at INTEGER,
    CONSTRAINT total_adds_up CHECK (total_minor = subtotal_minor + shipping_minor + iif(tax_inclusive, 0, tax_minor)),
    CONSTRAINT hold_while_pending CHECK ((state IN ('pending_payment', 'awaiting_transfer')) = (expires_at IS NOT NULL))
) STRICT;
CREATE INDEX orders_by_expiry ON orders (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX orders_by_placed ON orders (placed_at DESC);
CREATE INDEX orders_by_email ON orders (email);

-- `options` names the chosen options in the order's language, e.g. 'Red, M'; empty for a product without options.
CREATE TABLE order_line (
    order_id TEXT NOT NULL REFERENCES orders (id),
    line INTEGER NOT NULL CHECK (line >= 1),
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    sku TEXT NOT NULL,
    product_slug TEXT NOT NULL,
    title TEXT NOT NULL,
    options TEXT NOT NULL,
    media_hash TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    unit_minor INTEGER NOT NULL CHECK (unit_minor > 0),
    line_minor INTEGER NOT NULL,
    tax_basis_points INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL CHECK (tax_minor >= 0),
    PRIMARY KEY (order_id, line),
    UNIQUE (order_id, variant_id),
    CONSTRAINT line_adds_up CHECK (line_minor = unit_minor * quantity)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_address (
    order_id TEXT NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('shipping', 'billing')),
    name TEXT NOT NULL CHECK (name <> ''),
    line1 TEXT NOT NULL CHECK (line1 <> ''),
    line2 TEXT NOT NULL,
    city TEXT NOT NULL CHECK (city <> ''),
    region TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country_code TEXT NOT NULL,
    PRIMARY KEY (order_id, kind)
) STRICT, WITHOUT ROWID;

-- The timeline that a shopper and staff see.
CREATE TABLE order_event (
    order_id TEXT NOT NULL REFERENCES orders (id),
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'placed', 'payment_declined', 'paid', 'hold_extended', 'expired', 'cancelled', 'shipped', 'delivered'
    )),
    happened_at INTEGER NOT NULL,
    PRIMARY KEY (order_id, sequence)
) STRICT, WITHOUT ROWID;

-- `reference` is the gateway's name for the payment, for support; never card data.
CREATE TABLE payment (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    gateway TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('succeeded', 'declined')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    reference TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX payment_succeeds_once ON payment (order_id) WHERE state = 'succeeded';
CREATE INDEX payment_by_order ON payment (order_id);
