-- Writes what outpost_db::projection derived of some products, and tells that they are projected. Refused where the lease is
-- another's, or where a product changed after it was read. The lists hold rows as JSON: rows `gone` are deleted first, and the
-- others take the place of those with the same key. `facets` and `terms` hold what is to be added to counts. `forms` are those of
-- the words in `terms`; `blocks` are in hexadecimal digits. `scopes` move at most once a second.
CREATE VIEW apply_projection AS
SELECT
    NULL AS id, NULL AS digest, NULL AS principal, NULL AS session, NULL AS request_id, NULL AS sent_at, NULL AS holder, NULL AS products,
    NULL AS scopes, NULL AS categories, NULL AS listings_gone, NULL AS listings, NULL AS places_gone, NULL AS places,
    NULL AS searches_gone, NULL AS searches, NULL AS facts, NULL AS documents_gone, NULL AS documents, NULL AS facets,
    NULL AS terms, NULL AS forms, NULL AS blocks_gone, NULL AS blocks
WHERE FALSE;

CREATE TRIGGER apply_projection_runs INSTEAD OF INSERT ON apply_projection
WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest) BEGIN
    INSERT INTO begin_command (id, command, digest, principal, session, permission, subject, request_id, sent_at, detail)
    VALUES (
        NEW.id, 'apply_projection', NEW.digest, NEW.principal, NEW.session, 'catalogue:project', 'catalogue', NEW.request_id, NEW.sent_at,
        json_object('products', json_array_length(NEW.products))
    );

    SELECT json_extract('{}', CASE
        WHEN projection_lease.holder <> NEW.holder THEN 'refused:lease_lost {}'
        WHEN EXISTS (
            SELECT 1
            FROM json_each(NEW.products) AS change
            LEFT JOIN projection_pending ON projection_pending.product_id = change.value ->> 'product_id'
            WHERE projection_pending.marked_version IS NOT change.value ->> 'marked_version'
        ) THEN 'refused:source_changed {}'
    END)
    FROM projection_lease
    WHERE projection_lease.id = 1;

    DELETE FROM listing WHERE (market_code, product_id) IN (
        SELECT change.value ->> 'market_code', change.value ->> 'product_id' FROM json_each(NEW.listings_gone) AS change
    );
    INSERT OR REPLACE INTO listing (
        market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash
    )
    SELECT
        change.value ->> 'market_code', change.value ->> 'product_id', change.value ->> 'price_minor',
        change.value ->> 'price_max_minor', change.value ->> 'compare_at_minor', change.value ->> 'price_band',
        change.value ->> 'media_hash'
    FROM json_each(NEW.listings) AS change;

    DELETE FROM category_product WHERE (category_id, rank) IN (
        SELECT change.value ->> 'category_id', change.value ->> 'rank' FROM json_each(NEW.places_gone) AS change
    );
    INSERT OR REPLACE INTO category_product (category_id, rank, product_id)
    SELECT change.value ->> 'category_id', change.value ->> 'rank', change.value ->> 'product_id'
    FROM json_each(NEW.places) AS change;

    DELETE FROM search_projection WHERE (market_code, rank) IN (
        SELECT change.value ->> 'market_code', change.value ->> 'rank' FROM json_each(NEW.searches_gone) AS change
    );
    INSERT OR REPLACE INTO search_projection (
        market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids
    )
    SELECT
        change.value ->> 'market_code', change.value ->> 'rank', change.value ->> 'product_id',
        change.value ->> 'price_minor', change.value ->> 'created_at', change.value ->> 'fair_rating',
        change.value ->> 'facet_ids'
    FROM json_each(NEW.searches) AS change;

    UPDATE product_text SET facts = change.value ->> 'facts'
    FROM json_each(NEW.facts) AS change
    WHERE product_text.product_id = change.value ->> 'product_id'
        AND product_text.locale_code = change.value ->> 'locale_code';

    DELETE FROM search_en WHERE rowid IN (
        SELECT change.value ->> 'rank' FROM json_each(NEW.documents_gone) AS change
        WHERE change.value ->> 'locale_code' = 'en'
    );
    DELETE FROM search_de WHERE rowid IN (
        SELECT change.value ->> 'rank' FROM json_each(NEW.documents_gone) AS change
        WHERE change.value ->> 'locale_code' = 'de'
    );
    DELETE FROM search_ja WHERE rowid IN (
        SELECT change.value ->> 'rank' FROM json_each(NEW.documents_gone) AS change
        WHERE change.value ->> 'locale_code' = 'ja'
    );
    DELETE FROM search_document WHERE (product_id, locale_code) IN (
        SELECT change.value ->> 'product_id', change.value ->> 'locale_code' FROM json_each(NEW.documents_gone) AS change
    );
    INSERT INTO search_document (product_id, locale_code, rank, document)
    SELECT
        change.value ->> 'product_id', change.value ->> 'locale_code', change.value ->> 'rank',
        change.value ->> 'document'
    FROM json_each(NEW.documents) AS change;
    INSERT INTO search_en (rowid, title, brand, category, facts)
    SELECT
        change.value ->> 'rank', change.value ->> 'title', change.value ->> 'brand', change.value ->> 'category',
        change.value ->> 'facts'
    FROM json_each(NEW.documents) AS change
    WHERE change.value ->> 'locale_code' = 'en';
    INSERT INTO search_de (rowid, title, brand, category, facts)
    SELECT
        change.value ->> 'rank', change.value ->> 'title', change.value ->> 'brand', change.value ->> 'category',
        change.value ->> 'facts'
    FROM json_each(NEW.documents) AS change
    WHERE change.value ->> 'locale_code' = 'de';
    INSERT INTO search_ja (rowid, title, brand, category, facts)
    SELECT
        change.value ->> 'rank', change.value ->> 'title', change.value ->> 'brand', change.value ->> 'category',
        change.value ->> 'facts'
    FROM json_each(NEW.documents) AS change
    WHERE change.value ->> 'locale_code' = 'ja';

    INSERT INTO category_facet (category_id, market_code, facet_id, products)
    SELECT
        change.value ->> 'category_id', change.value ->> 'market_code', change.value ->> 'facet_id',
        change.value ->> 'products'
    FROM json_each(NEW.facets) AS change
    WHERE TRUE
    ON CONFLICT (category_id, market_code, facet_id) DO UPDATE SET products = products + excluded.products;
    DELETE FROM category_facet WHERE products = 0 AND facet_id <> 5 AND (category_id, market_code, facet_id) IN (
        SELECT change.value ->> 'category_id', change.value ->> 'market_code', change.value ->> 'facet_id'
        FROM json_each(NEW.facets) AS change
    );

    INSERT INTO search_term (locale_code, term, products)
    SELECT change.value ->> 'locale_code', change.value ->> 'term', change.value ->> 'products'
    FROM json_each(NEW.terms) AS change
    WHERE TRUE
    ON CONFLICT (locale_code, term) DO UPDATE SET products = products + excluded.products;
    DELETE FROM search_term WHERE products = 0 AND (locale_code, term) IN (
        SELECT change.value ->> 'locale_code', change.value ->> 'term' FROM json_each(NEW.terms) AS change
    );
    INSERT OR IGNORE INTO search_term_deletion (locale_code, deletion, term)
    SELECT change.value ->> 'locale_code', change.value ->> 'deletion', change.value ->> 'term'
    FROM json_each(NEW.forms) AS change
    WHERE EXISTS (
        SELECT 1 FROM search_term
        WHERE search_term.locale_code = change.value ->> 'locale_code' AND search_term.term = change.value ->> 'term'
    );
    DELETE FROM search_term_deletion WHERE (locale_code, deletion, term) IN (
        SELECT change.value ->> 'locale_code', change.value ->> 'deletion', change.value ->> 'term'
        FROM json_each(NEW.forms) AS change
        WHERE NOT EXISTS (
            SELECT 1 FROM search_term
            WHERE search_term.locale_code = change.value ->> 'locale_code' AND search_term.term = change.value ->> 'term'
        )
    );

    DELETE FROM facet_block WHERE (category_id, market_code, block) IN (
        SELECT change.value ->> 'category_id', change.value ->> 'market_code', change.value ->> 'block'
        FROM json_each(NEW.blocks_gone) AS change
    );
    INSERT OR REPLACE INTO facet_block (
        category_id, market_code, block, places, prices, created, ratings, facet_ids, bitsets
    )
    SELECT
        change.value ->> 'category_id', change.value ->> 'market_code', change.value ->> 'block',
        unhex(change.value ->> 'places'), unhex(change.value ->> 'prices'), unhex(change.value ->> 'created'),
        unhex(change.value ->> 'ratings'), unhex(change.value ->> 'facet_ids'), unhex(change.value ->> 'bitsets')
    FROM json_each(NEW.blocks) AS change;

    UPDATE category SET media_hash = category_picture.media_hash
    FROM json_each(NEW.categories) AS change
    CROSS JOIN category_picture ON category_picture.category_id = change.value
    WHERE category.id = change.value AND category.media_hash IS NOT category_picture.media_hash;

    DELETE FROM projection_pending WHERE product_id IN (
        SELECT change.value ->> 'product_id' FROM json_each(NEW.products) AS change
    );
    UPDATE projection_lease SET ends_at = (SELECT clock.now + 15 FROM clock) WHERE id = 1;

    INSERT INTO move_scope (scope) SELECT 'product:' || (change.value ->> 'product_id') FROM json_each(NEW.products) AS change;
    INSERT INTO scope_version (scope, version, moved_at, is_due)
    SELECT change.value, 0, 0, 1 FROM json_each(NEW.scopes) AS change WHERE TRUE
    ON CONFLICT (scope) DO UPDATE SET is_due = 1;
    UPDATE scope_version
    SET version = version + 1, moved_at = (SELECT clock.now FROM clock), is_due = 0
    WHERE is_due = 1 AND moved_at < (SELECT clock.now FROM clock);
END;
