-- Projections: rows derived from the catalogue, which listings, facets and pages read. Nobody edits them: outpost_db::projection
-- derives them from the rows of a product, for the seed as for every later change. A product that was deleted leaves its rows
-- behind until the projector has run, so they refer to products without a foreign key.

-- The version of what all catalogue pages show. `version` rises with changes that any page may show, such as the name of a
-- category; others move the scopes below. `epoch` is random, new for every new or restored database, so that
-- a version is never met again with other content. `tag` is both in one number; pages compare tags for equality only.
CREATE TABLE catalogue_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL CHECK (epoch BETWEEN 0 AND 0x7FFFFFFF),
    version INTEGER NOT NULL CHECK (version BETWEEN 0 AND 0xFFFFFFFF),
    tag INTEGER GENERATED ALWAYS AS ((epoch << 32) | version) VIRTUAL
) STRICT;
INSERT INTO catalogue_version (id, epoch, version) VALUES (1, random() & 0x7FFFFFFF, 1);

-- The version of each scope that pages are made from: 'shell:MARKET' (what surrounds its pages), 'listed:MARKET' (which products
-- it lists), 'search:MARKET', 'category:ID', 'product:ID'. A page names its scopes, and is the same for as long as their versions
-- and the tag of the catalogue are; a scope without a row has version 0. `is_due`: the scope changed, and moves as soon as the
-- second of its last move is over.
CREATE TABLE scope_version (
    scope TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    is_due INTEGER NOT NULL CHECK (is_due IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX scope_version_due ON scope_version (moved_at) WHERE is_due = 1;

-- Every category a published product is found in, ancestors included.
CREATE TABLE category_product (
    category_id INTEGER NOT NULL REFERENCES category (id),
    rank INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    PRIMARY KEY (category_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX category_product_by_product ON category_product (product_id, category_id);

-- A product in a market's listings. `price_band` is the band of the market that its price falls into, 0 the lowest.
CREATE TABLE listing (
    market_code TEXT NOT NULL REFERENCES market (code),
    product_id INTEGER NOT NULL,
    price_minor INTEGER NOT NULL,
    price_max_minor INTEGER NOT NULL,
    compare_at_minor INTEGER,
    price_band INTEGER NOT NULL,
    media_hash TEXT NOT NULL,
    PRIMARY KEY (market_code, product_id)
) STRICT, WITHOUT ROWID;

-- Counts behind an unfiltered category page, so that its cost does not grow with the catalogue, by facet id as
-- outpost_db::listing reads them. The projector adds what changed; the count of products in stock also follows every badge
-- that turns, and stays at 0 for that.
CREATE TABLE category_facet (
    category_id INTEGER NOT NULL REFERENCES category (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    facet_id INTEGER NOT NULL,
    products INTEGER NOT NULL,
    PRIMARY KEY (category_id, market_code, facet_id)
) STRICT, WITHOUT ROWID;

-- What filters, sort orders and searches read of a product that a market lists. `fair_rating` is the mean rating as if
-- ten more reviews had given three and a half stars: a few reviews count for less than many. `facet_ids` lists the facet
-- ids of the product between commas: eight times an id plus a kind, as outpost_db::listing reads them.
CREATE TABLE search_projection (
    market_code TEXT NOT NULL REFERENCES market (code),
    rank INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    price_minor INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    fair_rating INTEGER NOT NULL,
    facet_ids TEXT NOT NULL CHECK (facet_ids GLOB ',*,'),
    PRIMARY KEY (market_code, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_projection_by_product ON search_projection (product_id);

-- What the search index holds of a product in a language, before it is cut into words: title, brand, categories and facts as
-- a list in JSON. The index itself keeps no texts.
CREATE TABLE search_document (
    product_id INTEGER NOT NULL,
    locale_code TEXT NOT NULL REFERENCES locale (code),
    rank INTEGER NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document)),
    PRIMARY KEY (product_id, locale_code)
) STRICT, WITHOUT ROWID;

-- The products of a category that a market lists, of one block of 4,096 ordinals: an edit rewrites the blocks that the product
-- stands in, and no more. A product's ordinal is its rank, which it keeps. Per product, in this order: `places`, its ordinal
-- within the block in two bytes; `prices`, `created` and `ratings`, what sort orders compare, in eight bytes each.
-- `facet_ids`: every facet id that any of them has, ascending, in four bytes each. `bitsets`: for each facet id a bit a product,
-- the lowest bit first; eight bytes for up to 64 products. All are little-endian.
CREATE TABLE facet_block (
    category_id INTEGER NOT NULL REFERENCES category (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    block INTEGER NOT NULL,
    places BLOB NOT NULL,
    prices BLOB NOT NULL,
    created BLOB NOT NULL,
    ratings BLOB NOT NULL,
    facet_ids BLOB NOT NULL,
    bitsets BLOB NOT NULL,
    PRIMARY KEY (category_id, market_code, block)
) STRICT;

-- Products whose projections are behind. `marked_version` rises with every change: what was read before the last one is not
-- written.
CREATE TABLE projection_pending (
    product_id INTEGER PRIMARY KEY,
    marked_version INTEGER NOT NULL
) STRICT;

-- One projector works at a time: the `holder` until `ends_at`, by the primary's clock. Whoever holds it no longer writes nothing.
CREATE TABLE projection_lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    holder TEXT NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;
INSERT INTO projection_lease (id, holder, ends_at) VALUES (1, '', 0);
