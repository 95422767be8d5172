-- A page of a category or a search, filtered and sorted: the most popular candidates are looked at and counted.
-- ?1 market, ?2 locale, ?3 slug of the category or NULL, ?4 products before the page, ?5 filters {"facet": ["value"]},
-- ?6 sort, ?7 FTS5 expression or NULL, ?8 a SKU that stands for its product alone or NULL,
-- ?9 words [{"word", "expression", "forms": [deletions]}] to mend where nothing is found, or NULL.
-- One row, or none for an unknown category; popular products besides where a search hits nothing.
-- Without ?3, ?7 and ?8 every product is a candidate.
WITH
-- The most popular matches. An index that is not asked gets the empty phrase, which nothing matches. A word that every
-- fourth popular product has tells products apart no more and would take long to weigh: its matches stay in order.
hit (rank, relevance) AS MATERIALIZED (
    SELECT * FROM (
        SELECT category_product.rank, 0.0
        FROM category CROSS JOIN category_product ON category_product.category_id = category.id
        WHERE category.slug = ?3
        ORDER BY category_product.rank
        LIMIT 2000
    )
    UNION ALL
    SELECT product.rank, 0.0
    FROM variant CROSS JOIN product ON product.id = variant.product_id
    WHERE variant.sku = ?8
    UNION ALL
    SELECT * FROM (
        SELECT
            rowid,
            CASE WHEN coalesce((
                SELECT popular.rowid FROM search_en AS popular
                WHERE popular.search_en MATCH ?7 ORDER BY popular.rowid LIMIT 1 OFFSET 249
            ), 1000) >= 1000 THEN bm25(search_en, 10, 5, 3, 1) ELSE 0.0 END
        FROM search_en
        WHERE search_en MATCH iif(
            ?2 = 'en' AND NOT EXISTS (SELECT 1 FROM variant WHERE variant.sku = ?8), coalesce(?7, '""'), '""'
        )
        ORDER BY rowid
        LIMIT 1000
    )
    UNION ALL
    SELECT * FROM (
        SELECT
            rowid,
            CASE WHEN coalesce((
                SELECT popular.rowid FROM search_de AS popular
                WHERE popular.search_de MATCH ?7 ORDER BY popular.rowid LIMIT 1 OFFSET 249
            ), 1000) >= 1000 THEN bm25(search_de, 10, 5, 3, 1) ELSE 0.0 END
        FROM search_de
        WHERE search_de MATCH iif(
            ?2 = 'de' AND NOT EXISTS (SELECT 1 FROM variant WHERE variant.sku = ?8), coalesce(?7, '""'), '""'
        )
        ORDER BY rowid
        LIMIT 1000
    )
    UNION ALL
    SELECT * FROM (
        SELECT
            rowid,
            CASE WHEN coalesce((
                SELECT popular.rowid FROM search_ja AS popular
                WHERE popular.search_ja MATCH ?7 ORDER BY popular.rowid LIMIT 1 OFFSET 249
            ), 1000) >= 1000 THEN bm25(search_ja, 10, 5, 3, 1) ELSE 0.0 END
        FROM search_ja
        WHERE search_ja MATCH iif(
            ?2 = 'ja' AND NOT EXISTS (SELECT 1 FROM variant WHERE variant.sku = ?8), coalesce(?7, '""'), '""'
        )
        ORDER BY rowid
        LIMIT 1000
    )
    UNION ALL
    SELECT * FROM (
        SELECT product.rank, 0.0
        FROM product
        WHERE ?3 IS NULL AND ?7 IS NULL AND NOT EXISTS (SELECT 1 FROM variant WHERE variant.sku = ?8)
        ORDER BY product.rank
        LIMIT 1000
    )
),
-- Facets of attributes, and unknown ones, which nothing meets. Each has a bit: the built-in ones have the lowest five,
-- those beyond the sixteenth share the last, so that their counts are rough.
wanted AS MATERIALIZED (
    SELECT filter.key AS facet, 1 << min(4 + row_number() OVER (), 20) AS bit
    FROM json_each(?5) AS filter
    WHERE filter.key NOT IN ('category', 'brand', 'price', 'rating', 'availability')
),
wanted_value AS MATERIALIZED (
    SELECT wanted.facet, attribute_value.id AS value_id
    FROM json_each(?5) AS filter
    CROSS JOIN wanted ON wanted.facet = filter.key
    CROSS JOIN json_each(filter.value) AS chosen
    CROSS JOIN attribute ON attribute.code = wanted.facet
    CROSS JOIN attribute_value
        ON attribute_value.attribute_id = attribute.id AND attribute_value.code = chosen.value
),
-- Which facets are filtered by; from which mean rating on (10000 for none at all), and whether by 'in'.
asked AS MATERIALIZED (
    SELECT
        ?5 -> 'category' IS NOT NULL AS category,
        ?5 -> 'brand' IS NOT NULL AS brand,
        ?5 -> 'price' IS NOT NULL AS price,
        CASE WHEN ?5 -> 'rating' IS NOT NULL THEN coalesce((
            SELECT 100 * min(CAST(chosen.value AS INTEGER))
            FROM json_each(?5, '$.rating') AS chosen
            WHERE chosen.value IN ('1', '2', '3', '4', '5')
        ), 10000) ELSE 0 END AS rating,
        ?5 -> 'availability' IS NOT NULL AS availability,
        EXISTS (SELECT 1 FROM json_each(?5, '$.availability') AS chosen WHERE chosen.value = 'in') AS buyable,
        EXISTS (SELECT 1 FROM wanted) AS attributes,
        (SELECT max(product.rank) FROM product) / 100.0 + 1 AS scale
),
-- missed adds up the bits of the facets that a candidate does not meet. Who misses one only is counted for the values
-- of that facet. Ratings are reckoned anew, since SQLite takes no generated column from an index. The relevance of the
-- most popular hundredth counts for up to twice as much.
candidate AS MATERIALIZED (
    SELECT
        product.id AS product_id, product.rank, product.brand_id, product.created_at,
        100 * (
            product.stars_1 + 2 * product.stars_2 + 3 * product.stars_3 + 4 * product.stars_4 + 5 * product.stars_5
        ) / max(
            1, product.stars_1 + product.stars_2 + product.stars_3 + product.stars_4 + product.stars_5
        ) AS rating_hundredths,
        product.stars_1 + product.stars_2 + product.stars_3 + product.stars_4 + product.stars_5 AS rating_count,
        product.stock_state, listing.price_minor, listing.price_band,
        hit.relevance * (1 + 1 / (1 + product.rank / asked.scale)) AS score,
        iif(asked.category AND NOT EXISTS (
            SELECT 1 FROM category_product
            WHERE category_product.product_id = product.id AND category_product.category_id IN (
                SELECT category.id
                FROM json_each(?5, '$.category') AS chosen CROSS JOIN category ON category.slug = chosen.value
            )
        ), 1, 0)
        + iif(asked.brand AND product.brand_id NOT IN (
            SELECT brand.id FROM json_each(?5, '$.brand') AS chosen CROSS JOIN brand ON brand.slug = chosen.value
        ), 2, 0)
        + iif(asked.price AND CAST(listing.price_band AS TEXT) NOT IN (
            SELECT chosen.value FROM json_each(?5, '$.price') AS chosen
        ), 4, 0)
        + iif(100 * (
            product.stars_1 + 2 * product.stars_2 + 3 * product.stars_3 + 4 * product.stars_4 + 5 * product.stars_5
        ) / max(
            1, product.stars_1 + product.stars_2 + product.stars_3 + product.stars_4 + product.stars_5
        ) < asked.rating, 8, 0)
        + iif(asked.availability AND NOT (asked.buyable AND product.stock_state <> 'out'), 16, 0)
        + CASE WHEN asked.attributes THEN coalesce((
            SELECT sum(wanted.bit)
            FROM wanted
            WHERE NOT EXISTS (
                SELECT 1
                FROM wanted_value
                CROSS JOIN product_value
                    ON product_value.product_id = product.id AND product_value.value_id = wanted_value.value_id
                WHERE wanted_value.facet = wanted.facet
            )
        ), 0) ELSE 0 END AS missed
    FROM asked
    CROSS JOIN hit
    CROSS JOIN product INDEXED BY product_by_rank ON product.rank = hit.rank AND product.state = 'published'
    CROSS JOIN listing ON listing.market_code = ?1 AND listing.product_id = product.id
),
tally AS MATERIALIZED (
    SELECT
        (SELECT count(*) FROM hit) AS hits,
        count(*) FILTER (WHERE missed = 0) AS total,
        count(*) FILTER (WHERE missed IN (0, 8) AND rating_hundredths >= 400) AS stars_4,
        count(*) FILTER (WHERE missed IN (0, 8) AND rating_hundredths >= 300) AS stars_3,
        count(*) FILTER (WHERE missed IN (0, 16) AND stock_state <> 'out') AS buyable
    FROM candidate
)
SELECT
    (
        SELECT category_head.head
        FROM category_head
        WHERE category_head.market_code = ?1 AND category_head.locale_code = ?2 AND category_head.slug = ?3
    ) AS head,
    tally.total,
    tally.hits = iif(?3 IS NULL, 1000, 2000) AS at_least,
    (
        SELECT json_group_array(json_array(
            facet, facet_name, value, name, swatch, from_minor, below_minor, products, place, position
        ))
        FROM (
            SELECT
                50 AS place, 'category' AS facet, NULL AS facet_name, category.slug AS value,
                category_text.name AS name, NULL AS swatch, NULL AS from_minor, NULL AS below_minor,
                counted.products, -counted.products AS position
            FROM (
                SELECT category_product.category_id, count(*) AS products
                FROM candidate CROSS JOIN category_product ON category_product.product_id = candidate.product_id
                WHERE ?3 IS NULL AND candidate.missed IN (0, 1)
                GROUP BY category_product.category_id
            ) AS counted
            CROSS JOIN category ON category.id = counted.category_id AND category.depth <= 2
            CROSS JOIN category_text
                ON category_text.category_id = category.id AND category_text.locale_code = ?2
            UNION ALL
            SELECT
                100, 'price', NULL, CAST(price_band.band AS TEXT), NULL, NULL, price_band.from_minor,
                (
                    SELECT next.from_minor FROM price_band AS next
                    WHERE next.market_code = ?1 AND next.band = price_band.band + 1
                ),
                coalesce(counted.products, 0), price_band.band
            FROM price_band
            LEFT JOIN (
                SELECT candidate.price_band, count(*) AS products
                FROM candidate
                WHERE candidate.missed IN (0, 4)
                GROUP BY candidate.price_band
            ) AS counted ON counted.price_band = price_band.band
            WHERE price_band.market_code = ?1
            UNION ALL
            SELECT
                200, 'brand', NULL, brand.slug, brand.name, NULL, NULL, NULL, counted.products, -counted.products
            FROM (
                SELECT candidate.brand_id, count(*) AS products
                FROM candidate
                WHERE candidate.missed IN (0, 2)
                GROUP BY candidate.brand_id
            ) AS counted
            CROSS JOIN brand ON brand.id = counted.brand_id
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, attribute_value.code,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                sum(counted.products), attribute_value.position
            FROM (
                -- One number for both is quicker to group by.
                SELECT (both >> 21) AS value_id, both & 2097151 AS missed, count(*) AS products
                FROM (
                    SELECT product_value.value_id << 21 | candidate.missed AS both
                    FROM candidate CROSS JOIN product_value ON product_value.product_id = candidate.product_id
                    WHERE candidate.missed & (candidate.missed - 1) = 0 AND candidate.missed <= 1048576
                )
                GROUP BY both
            ) AS counted
            CROSS JOIN attribute_value ON attribute_value.id = counted.value_id
            CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = ?2
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id AND attribute_value_text.locale_code = ?2
            WHERE counted.missed IN (0, (SELECT wanted.bit FROM wanted WHERE wanted.facet = attribute.code))
            GROUP BY counted.value_id
            UNION ALL
            SELECT 10000, 'rating', NULL, '4', NULL, NULL, NULL, NULL, tally.stars_4, 0
            UNION ALL
            SELECT 10000, 'rating', NULL, '3', NULL, NULL, NULL, NULL, tally.stars_3, 1
            UNION ALL
            SELECT 10001, 'availability', NULL, 'in', NULL, NULL, NULL, NULL, tally.buyable, 0
        )
    ) AS facets,
    (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM (
                SELECT
                    candidate.product_id, candidate.rank,
                    CASE ?6
                        WHEN 'price-asc' THEN candidate.price_minor
                        WHEN 'price-desc' THEN -candidate.price_minor
                        WHEN 'newest' THEN -candidate.created_at
                        -- As if every product had ten more reviews of three and a half stars.
                        WHEN 'rating' THEN
                            -(candidate.rating_hundredths * candidate.rating_count + 3500)
                            / (candidate.rating_count + 10.0)
                        ELSE candidate.score
                    END AS place
                FROM candidate
                WHERE candidate.missed = 0
                ORDER BY place, candidate.rank
                LIMIT 24 OFFSET ?4 + 0
            ) AS page
            CROSS JOIN product_card
                ON product_card.market_code = ?1
                AND product_card.product_id = page.product_id
                AND product_card.locale_code = ?2
            ORDER BY page.place, page.rank
        )
    ) AS cards,
    CASE WHEN ?9 IS NOT NULL AND tally.hits = 0 THEN (
        SELECT json_group_array(json_array(word, known, json(near_terms)))
        FROM (
            SELECT
                asked.value ->> 'word' AS word,
                CASE ?2
                    WHEN 'en' THEN EXISTS (SELECT 1 FROM search_en WHERE search_en MATCH (asked.value ->> 'expression'))
                    WHEN 'de' THEN EXISTS (SELECT 1 FROM search_de WHERE search_de MATCH (asked.value ->> 'expression'))
                    ELSE EXISTS (SELECT 1 FROM search_ja WHERE search_ja MATCH (asked.value ->> 'expression'))
                END AS known,
                (
                    SELECT json_group_array(term)
                    FROM (
                        SELECT DISTINCT search_term.term, search_term.products
                        FROM json_each(asked.value, '$.forms') AS form
                        CROSS JOIN search_term_deletion
                            ON search_term_deletion.locale_code = ?2 AND search_term_deletion.deletion = form.value
                        CROSS JOIN search_term
                            ON search_term.locale_code = ?2 AND search_term.term = search_term_deletion.term
                        ORDER BY search_term.products DESC
                        LIMIT 20
                    )
                ) AS near_terms
            FROM json_each(?9) AS asked
        )
    ) END AS mending,
    CASE WHEN ?3 IS NULL AND tally.hits = 0 THEN (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM product
            CROSS JOIN product_card
                ON product_card.product_id = product.id
                AND product_card.market_code = ?1
                AND product_card.locale_code = ?2
            ORDER BY product.rank
            LIMIT 8
        )
    ) END AS alternatives
FROM tally
WHERE ?3 IS NULL OR EXISTS (SELECT 1 FROM category WHERE category.slug = ?3)
