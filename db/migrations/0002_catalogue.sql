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

CREATE TABLE category (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES category (id),
    slug TEXT NOT NULL UNIQUE,
    depth INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 6),
    position INTEGER NOT NULL,
    -- A picture for tiles; NULL until one is chosen.
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

-- A property with named values: an option a shopper chooses (size) or a fact to filter by (material).
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

CREATE TABLE attribute_value (
    id INTEGER PRIMARY KEY,
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    -- For colours, an sRGB value such as '#a03020'.
    swatch TEXT,
    UNIQUE (attribute_id, code)
) STRICT;

CREATE TABLE attribute_value_text (
    value_id INTEGER NOT NULL REFERENCES attribute_value (id),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    name TEXT NOT NULL,
    PRIMARY KEY (value_id, locale_code)
) STRICT, WITHOUT ROWID;

-- Pictures are named by the hash of their bytes, so their addresses never go stale.
CREATE TABLE media (
    hash TEXT PRIMARY KEY,
    content_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    vendor_id INTEGER NOT NULL REFERENCES vendor (id),
    brand_id INTEGER NOT NULL REFERENCES brand (id),
    -- The category that breadcrumbs show.
    category_id INTEGER NOT NULL REFERENCES category (id),
    tax_class TEXT NOT NULL DEFAULT 'standard' CHECK (tax_class IN ('standard', 'reduced', 'zero')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
    -- 1 is the most popular; listings and search candidates come in this order.
    rank INTEGER NOT NULL UNIQUE,
    stars_1 INTEGER NOT NULL DEFAULT 0,
    stars_2 INTEGER NOT NULL DEFAULT 0,
    stars_3 INTEGER NOT NULL DEFAULT 0,
    stars_4 INTEGER NOT NULL DEFAULT 0,
    stars_5 INTEGER NOT NULL DEFAULT 0,
    rating_count INTEGER GENERATED ALWAYS AS (stars_1 + stars_2 + stars_3 + stars_4 + stars_5) STORED,
    -- The mean rating times 100; 0 without ratings.
    rating_hundredths INTEGER GENERATED ALWAYS AS (
        iif(stars_1 + stars_2 + stars_3 + stars_4 + stars_5 = 0, 0,
            100 * (stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5)
            / max(1, stars_1 + stars_2 + stars_3 + stars_4 + stars_5))
    ) STORED,
    -- The best state of any variant, kept by triggers on stock_level.
    stock_state TEXT NOT NULL DEFAULT 'out' CHECK (stock_state IN ('in', 'low', 'backorder', 'out')),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX product_by_vendor ON product (vendor_id);
CREATE INDEX product_by_brand ON product (brand_id);
CREATE INDEX product_by_created ON product (created_at DESC, rank) WHERE state = 'published';

CREATE TABLE product_text (
    product_id INTEGER NOT NULL REFERENCES product (id),
    locale_code TEXT NOT NULL REFERENCES locale (code),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    -- Up to three facts worth comparing, as a JSON list of value names; derived, kept by upkeep.
    facts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(facts)),
    PRIMARY KEY (product_id, locale_code)
) STRICT, WITHOUT ROWID;

-- Every category a product is found in, ancestors included.
CREATE TABLE category_product (
    category_id INTEGER NOT NULL REFERENCES category (id),
    rank INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    PRIMARY KEY (category_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX category_product_by_product ON category_product (product_id, category_id);

-- Facts and option values of a product, by which listings filter.
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

CREATE TABLE product_media (
    product_id INTEGER NOT NULL REFERENCES product (id),
    position INTEGER NOT NULL,
    media_hash TEXT NOT NULL REFERENCES media (hash),
    -- The option value the picture shows (a colour); NULL for all.
    value_id INTEGER REFERENCES attribute_value (id),
    PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE variant (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id),
    sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 32),
    position INTEGER NOT NULL,
    weight_grams INTEGER NOT NULL CHECK (weight_grams > 0),
    -- When pieces beyond the stock arrive, in seconds since 1970; NULL where none are sold ahead.
    backorder_at INTEGER,
    UNIQUE (product_id, position)
) STRICT;

CREATE TABLE variant_value (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    attribute_id INTEGER NOT NULL REFERENCES attribute (id),
    value_id INTEGER NOT NULL REFERENCES attribute_value (id),
    PRIMARY KEY (variant_id, attribute_id)
) STRICT, WITHOUT ROWID;

-- No price in a market means not sold there.
CREATE TABLE price (
    variant_id INTEGER NOT NULL REFERENCES variant (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    compare_at_minor INTEGER CHECK (compare_at_minor > amount_minor),
    PRIMARY KEY (variant_id, market_code)
) STRICT, WITHOUT ROWID;

-- The face of a product in a market's listings, derived from its variants and prices.
CREATE TABLE listing (
    market_code TEXT NOT NULL REFERENCES market (code),
    product_id INTEGER NOT NULL REFERENCES product (id),
    price_minor INTEGER NOT NULL,
    price_max_minor INTEGER NOT NULL,
    compare_at_minor INTEGER,
    -- Which of the market's price bands the price falls into, 0 the lowest.
    price_band INTEGER NOT NULL,
    media_hash TEXT NOT NULL,
    PRIMARY KEY (market_code, product_id)
) STRICT, WITHOUT ROWID;

-- Lower bounds of the price facet's bands.
CREATE TABLE price_band (
    market_code TEXT NOT NULL REFERENCES market (code),
    band INTEGER NOT NULL CHECK (band >= 0),
    from_minor INTEGER NOT NULL CHECK (from_minor >= 0),
    PRIMARY KEY (market_code, band)
) STRICT, WITHOUT ROWID;

-- Counts behind an unfiltered category page, so that its cost does not grow with the catalogue.
-- facet is 'all' (the total), 'brand', 'price', 'rating', 'availability' or an attribute's code; value as in the URL.
CREATE TABLE category_facet (
    category_id INTEGER NOT NULL REFERENCES category (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    products INTEGER NOT NULL CHECK (products >= 0),
    PRIMARY KEY (category_id, market_code, facet, value)
) STRICT, WITHOUT ROWID;

-- A published product as listings show it, in a market and a locale; `card` is what outpost_db::catalogue::Card reads.
-- Where few pieces are left it says how many, and where none are left but some are on their way, from when on.
CREATE VIEW product_card AS
SELECT
    listing.market_code AS market_code,
    product_text.locale_code AS locale_code,
    listing.product_id AS product_id,
    json_object(
        'slug', product.slug,
        'title', product_text.title,
        'brand', brand.name,
        'picture', json_object(
            'hash', media.hash, 'content_type', media.content_type, 'width', media.width, 'height', media.height
        ),
        'price', listing.price_minor,
        'price_max', listing.price_max_minor,
        'compare_at', listing.compare_at_minor,
        'rating', product.rating_hundredths,
        'ratings', product.rating_count,
        'stock', product.stock_state,
        'left', CASE product.stock_state WHEN 'low' THEN (
            SELECT max(0, sum(max(0, stock_level.on_hand - stock_level.safety_stock) - stock_level.allocated))
            FROM variant JOIN stock_level ON stock_level.variant_id = variant.id
            WHERE variant.product_id = product.id
        ) ELSE 0 END,
        'backorder_at', CASE product.stock_state WHEN 'backorder' THEN (
            SELECT min(variant.backorder_at) FROM variant WHERE variant.product_id = product.id
        ) END,
        'facts', json(product_text.facts)
    ) AS card
FROM listing
CROSS JOIN product ON product.id = listing.product_id AND product.state = 'published'
CROSS JOIN product_text ON product_text.product_id = listing.product_id
CROSS JOIN brand ON brand.id = product.brand_id
CROSS JOIN media ON media.hash = listing.media_hash;

-- What stands above a category's products, per market and locale; `head` is what outpost_db::listing reads.
CREATE VIEW category_head AS
SELECT
    market.code AS market_code,
    category_text.locale_code AS locale_code,
    category.id AS category_id,
    category.slug AS slug,
    json_object(
        'slug', category.slug,
        'name', category_text.name,
        'description', category_text.description,
        'trail', json((
            WITH RECURSIVE above (category_id, depth) AS (
                SELECT category.parent_id, category.depth - 1 WHERE category.parent_id IS NOT NULL
                UNION ALL
                SELECT parent.parent_id, above.depth - 1
                FROM above CROSS JOIN category AS parent ON parent.id = above.category_id
                WHERE parent.parent_id IS NOT NULL
            )
            SELECT json_group_array(json_object('slug', step.slug, 'name', step.name))
            FROM (
                SELECT ancestor.slug, ancestor_text.name
                FROM above
                CROSS JOIN category AS ancestor ON ancestor.id = above.category_id
                CROSS JOIN category_text AS ancestor_text
                    ON ancestor_text.category_id = ancestor.id
                    AND ancestor_text.locale_code = category_text.locale_code
                ORDER BY above.depth
            ) AS step
        )),
        'children', json((
            SELECT json_group_array(json_object(
                'slug', child.slug, 'name', child.name, 'products', child.products, 'picture', json(child.picture)
            ))
            FROM (
                SELECT
                    below.slug, below_text.name, category_facet.products,
                    (
                        SELECT json_object(
                            'hash', media.hash, 'content_type', media.content_type,
                            'width', media.width, 'height', media.height
                        )
                        FROM media WHERE media.hash = below.media_hash
                    ) AS picture
                FROM category AS below
                CROSS JOIN category_facet
                    ON category_facet.category_id = below.id
                    AND category_facet.market_code = market.code
                    AND category_facet.facet = 'all'
                    AND category_facet.products > 0
                CROSS JOIN category_text AS below_text
                    ON below_text.category_id = below.id AND below_text.locale_code = category_text.locale_code
                WHERE below.parent_id = category.id
                ORDER BY below.position
            ) AS child
        ))
    ) AS head
FROM category
CROSS JOIN category_text ON category_text.category_id = category.id
CROSS JOIN market;
