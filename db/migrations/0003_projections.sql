-- Projections: rows derived from the catalogue, which listings, facets and pages read. Nobody edits them.

-- The version of what catalogue pages show. `version` rises with every change that a page shows: whoever writes derived
-- rows moves it, and so do orders that turn a badge. `epoch` is random, new for every new or restored database, so that
-- a version is never met again with other content. `tag` is both in one number; pages compare tags for equality only.
CREATE TABLE catalogue_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 0x7FFFFFFF),
    version INTEGER NOT NULL CHECK (version BETWEEN 0 AND 0xFFFFFFFF),
    tag INTEGER GENERATED ALWAYS AS ((epoch << 32) | version) VIRTUAL
) STRICT;
INSERT INTO catalogue_version (id, epoch, version) VALUES (1, random() & 0x7FFFFFFF, 1);

-- Every category a product is found in, ancestors included.
CREATE TABLE category_product (
    category_id INTEGER NOT NULL REFERENCES category (id),
    rank INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    PRIMARY KEY (category_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX category_product_by_product ON category_product (product_id, category_id);

-- A product in a market's listings. `price_band` is the band of the market that its price falls into, 0 the lowest.
CREATE TABLE listing (
    market_code TEXT NOT NULL REFERENCES market (code),
    product_id INTEGER NOT NULL REFERENCES product (id),
    price_minor INTEGER NOT NULL,
    price_max_minor INTEGER NOT NULL,
    compare_at_minor INTEGER,
    price_band INTEGER NOT NULL,
    media_hash TEXT NOT NULL,
    PRIMARY KEY (market_code, product_id)
) STRICT, WITHOUT ROWID;

-- Counts behind an unfiltered category page, so that its cost does not grow with the catalogue. `facet` is 'all' (the
-- total), 'brand', 'price', 'rating', 'availability' or an attribute's code; `value` is as in the URL.
CREATE TABLE category_facet (
    category_id INTEGER NOT NULL REFERENCES category (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    products INTEGER NOT NULL CHECK (products >= 0),
    PRIMARY KEY (category_id, market_code, facet, value)
) STRICT, WITHOUT ROWID;

-- What filters, sort orders and searches read of a product that a market lists. `fair_rating` is the mean rating as if
-- ten more reviews had given three and a half stars: a few reviews count for less than many. `facet_ids` lists the facet
-- ids of the product between commas: eight times an id plus a kind, as outpost_db::listing reads them.
CREATE TABLE search_projection (
    market_code TEXT NOT NULL REFERENCES market (code),
    rank INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    price_minor INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    fair_rating INTEGER NOT NULL,
    facet_ids TEXT NOT NULL CHECK (facet_ids GLOB ',*,'),
    PRIMARY KEY (market_code, rank)
) STRICT, WITHOUT ROWID;

-- A category's products that a market lists. The ordinal of a product is its place in the order of rank, from 0.
-- `ranks`: their ranks, four bytes each, little-endian. `facet_ids`: every facet id that any of them has, ascending, as
-- JSON. `bitsets`: for each facet id a bit an ordinal, the lowest bit first; eight bytes for up to 64 ordinals.
CREATE TABLE facet_index (
    category_id INTEGER NOT NULL REFERENCES category (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    ranks BLOB NOT NULL,
    facet_ids TEXT NOT NULL CHECK (json_valid(facet_ids)),
    bitsets BLOB NOT NULL,
    PRIMARY KEY (category_id, market_code)
) STRICT;

-- The ordinals of a facet index in another order, four bytes each, little-endian.
CREATE TABLE sort_index (
    category_id INTEGER NOT NULL,
    market_code TEXT NOT NULL,
    sort TEXT NOT NULL CHECK (sort IN ('price-asc', 'price-desc', 'newest', 'rating')),
    ordinals BLOB NOT NULL,
    PRIMARY KEY (category_id, market_code, sort),
    FOREIGN KEY (category_id, market_code) REFERENCES facet_index (category_id, market_code)
) STRICT;
