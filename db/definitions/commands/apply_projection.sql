-- Writes what outpost_db::projection derived of some products, and tells that they are projected. Refused where the lease is
-- another's, or where a product changed after it was read. The lists hold rows as JSON: rows `gone` are deleted first, and the
-- others take the place of those with the same key. `facets` and `terms` hold what is to be added to counts. `forms` are those of
-- the words in `terms`; `blocks` are in hexadecimal digits. `scopes` move at most once a second.
CREATE VIEW apply_projection AS
SELECT
    *, NULL AS holder, NULL AS products, NULL AS scopes, NULL AS categories, NULL AS listings_gone, NULL AS listings,
    NULL AS places_gone, NULL AS places, NULL AS searches_gone, NULL AS searches, NULL AS facts,
    NULL AS documents_gone, NULL AS documents, NULL AS facets, NULL AS terms, NULL AS forms, NULL AS blocks_gone,
    NULL AS blocks
FROM command;

CREATE TRIGGER apply_projection_runs INSTEAD OF INSERT ON apply_projection
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command VALUES (
        NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at,
        'apply_projection', 'catalogue:project', 'catalogue', json_object('products', json_array_length(NEW.products))
    );

    SELECT json_extract('{}', CASE
        WHEN projection_lease.holder <> NEW.holder THEN 'refused:lease_lost {}'
        WHEN EXISTS (
            SELECT 1
            FROM json_each(NEW.products)
            LEFT JOIN projection_pending ON projection_pending.product_id = value ->> 'product_id'
            WHERE projection_pending.marked_version IS NOT value ->> 'marked_version'
        ) THEN 'refused:source_changed {}'
    END)
    FROM projection_lease
    WHERE projection_lease.id = 1;

    DELETE FROM listing WHERE (market_code, product_id) IN (
        SELECT value ->> 'market_code', value ->> 'product_id' FROM json_each(NEW.listings_gone)
    );
    INSERT OR REPLACE INTO listing (
        market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash
    )
    SELECT
        value ->> 'market_code', value ->> 'product_id', value ->> 'price_minor', value ->> 'price_max_minor',
        value ->> 'compare_at_minor', value ->> 'price_band', value ->> 'media_hash'
    FROM json_each(NEW.listings);

    DELETE FROM category_product WHERE (category_id, rank) IN (
        SELECT value ->> 'category_id', value ->> 'rank' FROM json_each(NEW.places_gone)
    );
    INSERT OR REPLACE INTO category_product (category_id, rank, product_id)
    SELECT value ->> 'category_id', value ->> 'rank', value ->> 'product_id' FROM json_each(NEW.places);

    DELETE FROM search_projection WHERE (market_code, rank) IN (
        SELECT value ->> 'market_code', value ->> 'rank' FROM json_each(NEW.searches_gone)
    );
    INSERT OR REPLACE INTO search_projection (
        market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids
    )
    SELECT
        value ->> 'market_code', value ->> 'rank', value ->> 'product_id', value ->> 'price_minor',
        value ->> 'created_at', value ->> 'fair_rating', value ->> 'facet_ids'
    FROM json_each(NEW.searches);

    UPDATE product_text SET facts = value ->> 'facts'
    FROM json_each(NEW.facts)
    WHERE product_text.product_id = value ->> 'product_id'
        AND product_text.locale_code = value ->> 'locale_code';

    DELETE FROM search_en WHERE rowid IN (
        SELECT value ->> 'rank' FROM json_each(NEW.documents_gone)
        WHERE value ->> 'locale_code' = 'en'
    );
    DELETE FROM search_de WHERE rowid IN (
        SELECT value ->> 'rank' FROM json_each(NEW.documents_gone)
        WHERE value ->> 'locale_code' = 'de'
    );
    DELETE FROM search_ja WHERE rowid IN (
        SELECT value ->> 'rank' FROM json_each(NEW.documents_gone)
        WHERE value ->> 'locale_code' = 'ja'
    );
    DELETE FROM search_document WHERE (product_id, locale_code) IN (
        SELECT value ->> 'product_id', value ->> 'locale_code' FROM json_each(NEW.documents_gone)
    );
    INSERT INTO search_document (product_id, locale_code, rank, document)
    SELECT value ->> 'product_id', value ->> 'locale_code', value ->> 'rank', value ->> 'document'
    FROM json_each(NEW.documents);
    INSERT INTO search_en (rowid, title, brand, category, facts)
    SELECT value ->> 'rank', value ->> 'title', value ->> 'brand', value ->> 'category', value ->> 'facts'
    FROM json_each(NEW.documents)
    WHERE value ->> 'locale_code' = 'en';
    INSERT INTO search_de (rowid, title, brand, category, facts)
    SELECT value ->> 'rank', value ->> 'title', value ->> 'brand', value ->> 'category', value ->> 'facts'
    FROM json_each(NEW.documents)
    WHERE value ->> 'locale_code' = 'de';
    INSERT INTO search_ja (rowid, title, brand, category, facts)
    SELECT value ->> 'rank', value ->> 'title', value ->> 'brand', value ->> 'category', value ->> 'facts'
    FROM json_each(NEW.documents)
    WHERE value ->> 'locale_code' = 'ja';

    INSERT INTO category_facet (category_id, market_code, facet_id, products)
    SELECT value ->> 'category_id', value ->> 'market_code', value ->> 'facet_id', value ->> 'products'
    FROM json_each(NEW.facets)
    WHERE TRUE
    ON CONFLICT (category_id, market_code, facet_id) DO UPDATE SET products = products + excluded.products;
    DELETE FROM category_facet WHERE products = 0 AND facet_id <> 5 AND (category_id, market_code, facet_id) IN (
        SELECT value ->> 'category_id', value ->> 'market_code', value ->> 'facet_id'
        FROM json_each(NEW.facets)
    );

    INSERT INTO search_term (locale_code, term, products)
    SELECT value ->> 'locale_code', value ->> 'term', value ->> 'products' FROM json_each(NEW.terms)
    WHERE TRUE
    ON CONFLICT (locale_code, term) DO UPDATE SET products = products + excluded.products;
    DELETE FROM search_term WHERE products = 0 AND (locale_code, term) IN (
        SELECT value ->> 'locale_code', value ->> 'term' FROM json_each(NEW.terms)
    );
    INSERT OR IGNORE INTO search_term_deletion (locale_code, deletion, term)
    SELECT value ->> 'locale_code', value ->> 'deletion', value ->> 'term' FROM json_each(NEW.forms)
    WHERE EXISTS (
        SELECT 1 FROM search_term
        WHERE search_term.locale_code = value ->> 'locale_code' AND search_term.term = value ->> 'term'
    );
    DELETE FROM search_term_deletion WHERE (locale_code, deletion, term) IN (
        SELECT value ->> 'locale_code', value ->> 'deletion', value ->> 'term'
        FROM json_each(NEW.forms)
        WHERE NOT EXISTS (
            SELECT 1 FROM search_term
            WHERE search_term.locale_code = value ->> 'locale_code' AND search_term.term = value ->> 'term'
        )
    );

    DELETE FROM facet_block WHERE (category_id, market_code, block) IN (
        SELECT value ->> 'category_id', value ->> 'market_code', value ->> 'block'
        FROM json_each(NEW.blocks_gone)
    );
    INSERT OR REPLACE INTO facet_block (
        category_id, market_code, block, places, prices, created, ratings, facet_ids, bitsets
    )
    SELECT
        value ->> 'category_id', value ->> 'market_code', value ->> 'block', unhex(value ->> 'places'),
        unhex(value ->> 'prices'), unhex(value ->> 'created'), unhex(value ->> 'ratings'),
        unhex(value ->> 'facet_ids'), unhex(value ->> 'bitsets')
    FROM json_each(NEW.blocks);

    UPDATE category SET media_hash = category_picture.media_hash
    FROM json_each(NEW.categories)
    CROSS JOIN category_picture ON category_picture.category_id = value
    WHERE category.id = value AND category.media_hash IS NOT category_picture.media_hash;

    DELETE FROM projection_pending WHERE product_id IN (
        SELECT value ->> 'product_id' FROM json_each(NEW.products)
    );
    UPDATE projection_lease SET ends_at = (SELECT now + 15 FROM clock) WHERE id = 1;

    INSERT INTO move_scope SELECT 'product:' || (value ->> 'product_id') FROM json_each(NEW.products);
    INSERT INTO scope_version (scope, version, moved_at, is_due)
    SELECT value, 0, 0, 1 FROM json_each(NEW.scopes) WHERE TRUE
    ON CONFLICT (scope) DO UPDATE SET is_due = 1;
    UPDATE scope_version
    SET version = version + 1, moved_at = (SELECT now FROM clock), is_due = 0
    WHERE is_due = 1 AND moved_at < (SELECT now FROM clock);
END;
