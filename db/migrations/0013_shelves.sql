-- What filters, orders and searches look at, so that their cost hardly grows with the catalogue.

-- What there is to know of a product that a market lists, in the order in which candidates come.
CREATE TABLE candidate (
    market_code TEXT NOT NULL REFERENCES market (code),
    rank INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    price_minor INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- The mean rating as if ten more reviews had given three and a half stars: a few reviews count for less than many.
    fair_rating INTEGER NOT NULL,
    -- Numbers of what listings filter by, each between commas: eight times an id, and the kind, as outpost_db::listing
    -- reads them: 0 an attribute's value, 1 the brand, 2 a category, 3 the price band, 4 full stars.
    tags TEXT NOT NULL CHECK (tags GLOB ',*,'),
    PRIMARY KEY (market_code, rank)
) STRICT, WITHOUT ROWID;

-- A category's products that a market lists, in the order of their rank: their places count from 0.
CREATE TABLE shelf (
    category_id INTEGER NOT NULL REFERENCES category (id),
    market_code TEXT NOT NULL REFERENCES market (code),
    -- Their ranks, four bytes each, the lowest byte first.
    ranks BLOB NOT NULL,
    -- Every tag that any of them has, ascending, as JSON.
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    -- For each tag a bit a place, the lowest bit of the first byte for the first; eight bytes for up to 64 places.
    sets BLOB NOT NULL,
    PRIMARY KEY (category_id, market_code)
) STRICT;

-- The places of a shelf in another order, four bytes each.
CREATE TABLE shelf_order (
    category_id INTEGER NOT NULL,
    market_code TEXT NOT NULL,
    sort TEXT NOT NULL CHECK (sort IN ('price-asc', 'price-desc', 'newest', 'rating')),
    places BLOB NOT NULL,
    PRIMARY KEY (category_id, market_code, sort),
    FOREIGN KEY (category_id, market_code) REFERENCES shelf (category_id, market_code)
) STRICT;

-- What is sold out changes with every order, so it lies on no shelf.
CREATE INDEX product_sold_out ON product (category_id, rank) WHERE stock_state = 'out';

-- The filters of an unfiltered category page with their counts; `facets` is what outpost_db::listing reads.
CREATE VIEW category_filters AS
SELECT
    market.code AS market_code,
    locale.code AS locale_code,
    category.id AS category_id,
    (
        SELECT json_group_array(json_array(
            facet, facet_name, value, name, swatch, from_minor, below_minor, products, place, position, tag
        ))
        FROM (
            SELECT
                100 AS place, 'price' AS facet, NULL AS facet_name, CAST(price_band.band AS TEXT) AS value,
                NULL AS name, NULL AS swatch, price_band.from_minor,
                (
                    SELECT next.from_minor FROM price_band AS next
                    WHERE next.market_code = price_band.market_code AND next.band = price_band.band + 1
                ) AS below_minor,
                coalesce((
                    SELECT category_facet.products FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet = 'price'
                        AND category_facet.value = CAST(price_band.band AS TEXT)
                ), 0) AS products,
                price_band.band AS position, 8 * price_band.band + 3 AS tag
            FROM price_band
            WHERE price_band.market_code = market.code
            UNION ALL
            SELECT
                200, 'brand', NULL, category_facet.value, brand.name, NULL, NULL, NULL,
                category_facet.products, -category_facet.products, 8 * brand.id + 1
            FROM category_facet
            CROSS JOIN brand ON brand.slug = category_facet.value
            WHERE category_facet.category_id = category.id
                AND category_facet.market_code = market.code
                AND category_facet.facet = 'brand'
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, category_facet.value,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                category_facet.products, attribute_value.position, 8 * attribute_value.id
            FROM attribute
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = locale.code
            CROSS JOIN category_facet
                ON category_facet.category_id = category.id
                AND category_facet.market_code = market.code
                AND category_facet.facet = attribute.code
            CROSS JOIN attribute_value
                ON attribute_value.attribute_id = attribute.id AND attribute_value.code = category_facet.value
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id
                AND attribute_value_text.locale_code = locale.code
            UNION ALL
            SELECT
                10000, 'rating', NULL, CAST(star AS TEXT), NULL, NULL, NULL, NULL,
                coalesce((
                    SELECT category_facet.products FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet = 'rating'
                        AND category_facet.value = CAST(star AS TEXT)
                ), 0),
                -star, 8 * star + 4
            FROM (SELECT 4 AS star UNION ALL SELECT 3)
            UNION ALL
            SELECT
                10001, 'availability', NULL, 'in', NULL, NULL, NULL, NULL,
                coalesce((
                    SELECT category_facet.products FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet = 'availability'
                        AND category_facet.value = 'in'
                ), 0),
                0, 5
        )
    ) AS facets
FROM category CROSS JOIN market CROSS JOIN locale;

-- The filters that any search may offer, without counts; shaped as those of a category.
CREATE VIEW search_filters AS
SELECT
    market.code AS market_code,
    locale.code AS locale_code,
    (
        SELECT json_group_array(json_array(
            facet, facet_name, value, name, swatch, from_minor, below_minor, 0, place, position, tag
        ))
        FROM (
            SELECT
                50 AS place, 'category' AS facet, NULL AS facet_name, category.slug AS value,
                category_text.name AS name, NULL AS swatch, NULL AS from_minor, NULL AS below_minor, 0 AS position,
                8 * category.id + 2 AS tag
            FROM category
            CROSS JOIN category_text
                ON category_text.category_id = category.id AND category_text.locale_code = locale.code
            WHERE category.depth <= 2
            UNION ALL
            SELECT
                100, 'price', NULL, CAST(price_band.band AS TEXT), NULL, NULL, price_band.from_minor,
                (
                    SELECT next.from_minor FROM price_band AS next
                    WHERE next.market_code = price_band.market_code AND next.band = price_band.band + 1
                ),
                price_band.band, 8 * price_band.band + 3
            FROM price_band
            WHERE price_band.market_code = market.code
            UNION ALL
            SELECT 200, 'brand', NULL, brand.slug, brand.name, NULL, NULL, NULL, 0, 8 * brand.id + 1
            FROM brand
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, attribute_value.code,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                attribute_value.position, 8 * attribute_value.id
            FROM attribute_value
            CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = locale.code
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id
                AND attribute_value_text.locale_code = locale.code
            UNION ALL
            SELECT 10000, 'rating', NULL, CAST(star AS TEXT), NULL, NULL, NULL, NULL, -star, 8 * star + 4
            FROM (SELECT 4 AS star UNION ALL SELECT 3)
            UNION ALL
            SELECT 10001, 'availability', NULL, 'in', NULL, NULL, NULL, NULL, 0, 5
        )
    ) AS facets
FROM market CROSS JOIN locale;

-- Words of the catalogue that share a form with a misspelt one.
CREATE VIEW near_term AS
SELECT
    search_term_deletion.locale_code AS locale_code,
    search_term_deletion.deletion AS form,
    search_term.term AS term,
    search_term.products AS products
FROM search_term_deletion
CROSS JOIN search_term
    ON search_term.locale_code = search_term_deletion.locale_code AND search_term.term = search_term_deletion.term;

-- Pages show what lies on shelves.
CREATE TRIGGER candidate_insert_moves_catalogue AFTER INSERT ON candidate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER candidate_update_moves_catalogue AFTER UPDATE ON candidate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER candidate_delete_moves_catalogue AFTER DELETE ON candidate BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER shelf_insert_moves_catalogue AFTER INSERT ON shelf BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shelf_update_moves_catalogue AFTER UPDATE ON shelf BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shelf_delete_moves_catalogue AFTER DELETE ON shelf BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;

CREATE TRIGGER shelf_order_insert_moves_catalogue AFTER INSERT ON shelf_order BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shelf_order_update_moves_catalogue AFTER UPDATE ON shelf_order BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
CREATE TRIGGER shelf_order_delete_moves_catalogue AFTER DELETE ON shelf_order BEGIN
    UPDATE catalogue_version SET version = version + 1 + (random() & 0xFFFF);
END;
