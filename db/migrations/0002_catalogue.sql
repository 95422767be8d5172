-- What the shop sells: categories, products with options and variants, prices per market, pictures.

CREATE TABLE vendor (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    country_code TEXT NOT NULL
) STRICT;

CREATE TABLE brand (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

-- Pictures are named by the hash of their bytes, so their addresses never go stale.
CREATE TABLE media (
    hash TEXT PRIMARY KEY,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- `media_hash` is the picture of the category's tile, a projection; NULL while the category is empty.
CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES category (id),
    slug TEXT NOT NULL UNIQUE,
    depth INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 6),
    position INTEGER NOT NULL,
    media_hash TEXT REFERENCES media (hash)
) STRICT;
CREATE INDEX category_by_parent ON category (parent_id, position);

CREATE TABLE category_text (
    category_id INTEGER NOT NULL REFERENCES category (id),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (category_id, locale_code)
) STRICT, WITHOUT ROWID;

-- A property with named values: an option a shopper chooses (size), or something to filter by (material).
CREATE TABLE attribute (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE attribute_text (
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    name TEXT NOT NULL,
    PRIMARY KEY (attribute_id, locale_code)
) STRICT, WITHOUT ROWID;

-- `swatch` is the sRGB value of a colour, such as '#a03020'.
CREATE TABLE attribute_value (
    id INTEGER PRIMARY KEY,
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    swatch TEXT,
    UNIQUE (attribute_id, code)
) STRICT;

CREATE TABLE attribute_value_text (
    value_id INTEGER NOT NULL REFERENCES attribute_value (id),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    name TEXT NOT NULL,
    PRIMARY KEY (value_id, locale_code)
) STRICT, WITHOUT ROWID;

-- `category_id` is the category that breadcrumbs show. `rank` 1 is the most popular product: listings and search come in
-- this order. `stars_n` count reviews with n stars; `rating_hundredths` is their mean times 100, 0 without reviews.
-- `stock_state` is the best state of any variant, kept by the trigger stock_level_changed.
CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    vendor_id INTEGER NOT NULL REFERENCES vendor (id),
    brand_id INTEGER NOT NULL REFERENCES brand (id),
    category_id INTEGER NOT NULL REFERENCES category (id),
    tax_class TEXT NOT NULL DEFAULT 'standard' CHECK (tax_class IN ('standard', 'reduced', 'zero')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
    rank INTEGER NOT NULL UNIQUE,
    stars_1 INTEGER NOT NULL DEFAULT 0,
    stars_2 INTEGER NOT NULL DEFAULT 0,
    stars_3 INTEGER NOT NULL DEFAULT 0,
    stars_4 INTEGER NOT NULL DEFAULT 0,
    stars_5 INTEGER NOT NULL DEFAULT 0,
    rating_count INTEGER GENERATED ALWAYS AS (stars_1 + stars_2 + stars_3 + stars_4 + stars_5) STORED,
    rating_hundredths INTEGER GENERATED ALWAYS AS (
        100 * (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5)
        / max(1, stars_1 + stars_2 + stars_3 + stars_4 + stars_5)
    ) STORED,
    stock_state TEXT NOT NULL DEFAULT 'out' CHECK (stock_state IN ('in', 'low', 'backorder', 'out')),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX product_by_vendor ON product (vendor_id);
CREATE INDEX product_by_brand ON product (brand_id);
CREATE INDEX product_by_created ON product (created_at DESC, rank) WHERE state = 'published';
-- The columns that filters and sort orders read, side by side in the order in which candidates come.
CREATE INDEX product_by_rank ON product (
    rank, state, brand_id, created_at, stock_state, stars_1, stars_2, stars_3, stars_4, stars_5
);
-- Which products have no pieces on hand changes with every order, so it is in no facet index.
CREATE INDEX product_without_stock ON product (category_id, rank) WHERE stock_state IN ('backorder', 'out');

-- `facts` lists the names of up to three values worth comparing, as JSON; a projection.
CREATE TABLE product_text (
    product_id INTEGER NOT NULL REFERENCES product (id),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(facts)),
    PRIMARY KEY (product_id, locale_code)
) STRICT, WITHOUT ROWID;

-- The attribute values of a product, by which listings filter.
CREATE TABLE product_value (
    product_id INTEGER NOT NULL REFERENCES product (id),
    value_id INTEGER NOT NULL REFERENCES attribute_value (id),
    PRIMARY KEY (product_id, value_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_value_by_value ON product_value (value_id, product_id);

-- The options a shopper chooses among, in order.
CREATE TABLE product_option (
    product_id INTEGER NOT NULL REFERENCES product (id),
    position INTEGER NOT NULL,
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;

-- `value_id` is the option value that the picture shows (a colour); NULL for all.
CREATE TABLE product_media (
    product_id INTEGER NOT NULL REFERENCES product (id),
    position INTEGER NOT NULL,
    media_hash TEXT NOT NULL REFERENCES media (hash),
    value_id INTEGER REFERENCES attribute_value (id),
    PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;

-- `backorder_at` is when pieces beyond the stock arrive, in seconds since 1970; NULL where none are sold ahead.
CREATE TABLE variant (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id),
    sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 32),
    position INTEGER NOT NULL,
    weight_grams INTEGER NOT NULL CHECK (weight_grams > 0),
    backorder_at INTEGER,
    UNIQUE (product_id, position)
) STRICT;

CREATE TABLE variant_value (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    value_id INTEGER NOT NULL REFERENCES attribute_value (id),
    PRIMARY KEY (variant_id, attribute_id)
) STRICT, WITHOUT ROWID;

-- A variant without a price in a market is not sold there.
CREATE TABLE price (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    compare_at_minor INTEGER CHECK (compare_at_minor > amount_minor),
    PRIMARY KEY (variant_id, market_code)
) STRICT, WITHOUT ROWID;
