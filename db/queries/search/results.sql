-- A page of what a search finds, filtered and sorted. This is English; the other languages have tables of their own.
-- ?1 market, ?2 locale, ?3 words [{"word", "spellings", "expression", "whole", "forms": [deletions]}], ?4 products before
-- the page, ?5 filters {"facet": ["value"]}, ?6 sort, ?7 a SKU that stands for its product alone or NULL. One row; without
-- words and SKU every product matches.
WITH
-- A word that many products have is looked for as it is, any other as the beginning of words: beginnings of a frequent
-- word are slow to look up, and it finds more than enough by itself.
word (place, expression, whole) AS MATERIALIZED (
    SELECT
        word.key,
        iif(
            EXISTS (
                SELECT 1
                FROM json_each(word.value, '$.spellings') AS spelling
                CROSS JOIN search_term
                    ON search_term.locale_code = ?2
                    AND search_term.term = spelling.value
                    AND search_term.products >= 360
            ),
            word.value ->> 'whole',
            word.value ->> 'expression'
        ),
        word.value ->> 'whole'
    FROM json_each(?3) AS word
),
-- Whether a product has all words, or is the one of the SKU. The empty phrase matches nothing.
asked (words, sku_rank, is_met) AS MATERIALIZED (
    SELECT
        given.words, given.sku_rank,
        given.sku_rank IS NOT NULL OR EXISTS (SELECT 1 FROM search_en WHERE search_en MATCH given.expression)
    FROM (
        SELECT
            (SELECT count(*) FROM word) AS words,
            (SELECT coalesce(group_concat(expression, ' AND '), '""') FROM word) AS expression,
            (
                SELECT product.rank
                FROM variant CROSS JOIN product ON product.id = variant.product_id
                WHERE variant.sku = ?7
            ) AS sku_rank
    ) AS given
),
-- The words that something has, if nothing has all of them.
known (place, expression, whole, is_met) AS MATERIALIZED (
    SELECT word.place, word.expression, word.whole, asked.is_met
    FROM asked CROSS JOIN word
    WHERE asked.sku_rank IS NULL
        AND (asked.is_met OR EXISTS (SELECT 1 FROM search_en WHERE search_en MATCH word.expression))
),
-- Beginning with each of those, the others are added from the last backwards while something has them together; `places`
-- has a bit a word, unknown ones included.
attempt (first, next, places) AS (
    SELECT known.place, json_array_length(?3) - 1, 1 << known.place FROM known WHERE NOT known.is_met
    UNION ALL
    SELECT
        attempt.first, attempt.next - 1,
        attempt.places | (EXISTS (
            SELECT 1 FROM search_en
            WHERE search_en MATCH (
                SELECT group_concat(known.expression, ' AND ')
                FROM known
                WHERE (attempt.places | (1 << attempt.next)) >> known.place & 1
            )
        ) << attempt.next)
    FROM attempt
    WHERE attempt.next >= 0
),
-- The most words that a product has. Of as many, those around the last, which mostly names the thing: mugs for
-- `travel mug`.
kept (place, expression, whole) AS MATERIALIZED (
    SELECT known.place, known.expression, known.whole
    FROM known
    WHERE known.is_met OR (
        SELECT attempt.places
        FROM attempt
        WHERE attempt.next < 0
        ORDER BY
            (SELECT sum(attempt.places >> bit.value & 1) FROM json_each('[0, 1, 2, 3, 4, 5, 6, 7]') AS bit) DESC,
            attempt.first DESC
        LIMIT 1
    ) >> known.place & 1
),
wording (expression, whole) AS MATERIALIZED (
    SELECT coalesce(group_concat(expression, ' AND '), '""'), coalesce(group_concat(whole, ' AND '), '""') FROM kept
),
-- The most popular matches, fifteen pages of them.
hit (rank) AS MATERIALIZED (
    SELECT sku_rank FROM asked WHERE sku_rank IS NOT NULL
    UNION ALL
    SELECT * FROM (
        SELECT rowid FROM search_en WHERE search_en MATCH (SELECT expression FROM wording) ORDER BY rowid LIMIT 360
    )
    UNION ALL
    SELECT * FROM (
        SELECT search_projection.rank
        FROM search_projection
        WHERE search_projection.market_code = ?1
            AND search_projection.rank <= (
                SELECT iif(words = 0 AND sku_rank IS NULL, (SELECT max(product.rank) FROM product), 0) FROM asked
            )
        ORDER BY search_projection.rank
        LIMIT 360
    )
),
tally (hits) AS MATERIALIZED (SELECT count(*) FROM hit),
-- Where all matches were looked at, they are weighed; the relevance of the most popular hundredth counts for up to
-- twice as much. More matches stay in order of popularity.
weighed (rank, score) AS MATERIALIZED (
    SELECT
        search_en.rowid,
        bm25(search_en, 10, 5, 3, 1)
            * (1 + 1 / (1 + search_en.rowid / (SELECT max(product.rank) / 100.0 + 1 FROM product)))
    FROM search_en
    WHERE ?6 = 'popular' AND search_en MATCH (
        SELECT iif(tally.hits BETWEEN 1 AND 359, expression, '""') FROM wording CROSS JOIN tally
    )
),
-- Matches that have the very words come before those whose words only begin with them: kettles before kettlebells.
whole (rank) AS MATERIALIZED (
    SELECT rowid
    FROM search_en
    WHERE search_en MATCH (SELECT iif(?6 = 'popular' AND whole <> expression, whole, '""') FROM wording)
    ORDER BY rowid
    LIMIT 360
),
-- Facet ids that meet a filter, by facet; what has none is met by nothing.
wanted (facet, facet_id) AS MATERIALIZED (
    SELECT filter.key, ',' || iif(filter.key = 'availability', 5, (
        SELECT CASE filter.key
            WHEN 'category' THEN (
                SELECT 8 * category.id + 2 FROM category WHERE category.slug = chosen.value AND category.depth <= 2
            )
            WHEN 'brand' THEN (SELECT 8 * brand.id + 1 FROM brand WHERE brand.slug = chosen.value)
            WHEN 'price' THEN (
                SELECT 8 * price_band.band + 3 FROM price_band
                WHERE price_band.market_code = ?1 AND CAST(price_band.band AS TEXT) = chosen.value
            )
            ELSE (
                SELECT 8 * attribute_value.id
                FROM attribute
                CROSS JOIN attribute_value
                    ON attribute_value.attribute_id = attribute.id AND attribute_value.code = chosen.value
                WHERE attribute.code = filter.key
            )
        END
    )) || ','
    FROM json_each(?5) AS filter CROSS JOIN json_each(filter.value) AS chosen
    WHERE filter.key <> 'rating' AND (filter.key <> 'availability' OR chosen.value = 'in')
    UNION ALL
    SELECT 'rating', ',' || (8 * star.value + 4) || ','
    FROM json_each('[1, 2, 3, 4, 5]') AS star
    WHERE EXISTS (
        SELECT 1 FROM json_each(?5, '$.rating') AS chosen
        WHERE chosen.value IN ('1', '2', '3', '4', '5') AND star.value >= CAST(chosen.value AS INTEGER)
    )
),
seen AS MATERIALIZED (
    SELECT
        search_projection.rank, search_projection.product_id, search_projection.price_minor, search_projection.created_at, search_projection.fair_rating,
        search_projection.facet_ids || iif(product.stock_state IN ('in', 'low'), '5,', '') AS facet_ids
    FROM hit
    CROSS JOIN search_projection ON search_projection.market_code = ?1 AND search_projection.rank = hit.rank
    CROSS JOIN product INDEXED BY product_by_rank ON product.rank = hit.rank AND product.state = 'published'
)
SELECT
    tally.hits = 360 AS at_least,
    CASE WHEN tally.hits > 0 THEN (
        SELECT search_filters.facets
        FROM search_filters
        WHERE search_filters.market_code = ?1 AND search_filters.locale_code = ?2
    ) ELSE '[]' END AS facets,
    (SELECT coalesce('[' || group_concat('[' || trim(seen.facet_ids, ',') || ']') || ']', '[]') FROM seen) AS facet_ids,
    (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM (
                SELECT
                    seen.product_id, seen.rank,
                    CASE ?6
                        WHEN 'price-asc' THEN seen.price_minor
                        WHEN 'price-desc' THEN -seen.price_minor
                        WHEN 'newest' THEN -seen.created_at
                        WHEN 'rating' THEN -seen.fair_rating
                        ELSE coalesce(weighed.score, 0.0) - 1000 * (whole.rank IS NOT NULL)
                    END AS place
                FROM seen
                LEFT JOIN weighed ON weighed.rank = seen.rank
                LEFT JOIN whole ON whole.rank = seen.rank
                WHERE NOT EXISTS (
                    SELECT 1 FROM json_each(?5) AS filter
                    WHERE NOT EXISTS (
                        SELECT 1 FROM wanted
                        WHERE wanted.facet = filter.key AND instr(seen.facet_ids, wanted.facet_id) > 0
                    )
                )
                ORDER BY place, seen.rank
                LIMIT 24 OFFSET ?4 + 0
            ) AS page
            CROSS JOIN product_card
                ON product_card.market_code = ?1
                AND product_card.product_id = page.product_id
                AND product_card.locale_code = ?2
            ORDER BY page.place, page.rank
        )
    ) AS cards,
    CASE WHEN NOT (SELECT is_met FROM asked) THEN (
        SELECT json_group_array(json_array(
            word.value ->> 'word',
            known.place IS NOT NULL,
            json((
                SELECT json_group_array(term)
                FROM (
                    SELECT DISTINCT near_term.term, near_term.products
                    FROM json_each(word.value, '$.forms') AS form
                    CROSS JOIN near_term ON near_term.locale_code = ?2 AND near_term.form = form.value
                    WHERE known.place IS NULL
                    ORDER BY near_term.products DESC
                    LIMIT 20
                )
            ))
        ))
        FROM json_each(?3) AS word LEFT JOIN known ON known.place = word.key
    ) END AS verdicts,
    CASE WHEN tally.hits = 0 THEN (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM search_projection
            CROSS JOIN product INDEXED BY product_by_rank
                ON product.rank = search_projection.rank AND product.stock_state <> 'out'
            CROSS JOIN product_card
                ON product_card.market_code = ?1
                AND product_card.product_id = search_projection.product_id
                AND product_card.locale_code = ?2
            WHERE search_projection.market_code = ?1
            ORDER BY search_projection.rank
            LIMIT 8
        )
    ) END AS alternatives,
    (SELECT json_group_array(place) FROM kept) AS kept
FROM tally CROSS JOIN market ON market.code = ?1
