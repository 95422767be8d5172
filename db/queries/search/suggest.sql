-- What a text being typed may become. This is English; the other languages have tables of their own.
-- ?1 market, ?2 locale, ?3 words as in search/results, ?4 the spellings of the last of them, ?5 FTS5 expression of the words
-- before it or NULL. One row.
WITH
-- A word that many products have is looked for as it is, any other as the beginning of words.
asked (expression, whole) AS MATERIALIZED (
    SELECT
        group_concat(
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
            ' AND '
        ),
        group_concat(word.value ->> 'whole', ' AND ')
    FROM json_each(?3) AS word
),
-- Titles with the very words come before those whose words only begin with them: kettles before kettlebells.
named (rank) AS MATERIALIZED (
    SELECT rowid
    FROM search_en
    WHERE search_en MATCH (SELECT '{title} : (' || whole || ')' FROM asked)
    ORDER BY rowid
    LIMIT 60
),
-- Where those are enough, nothing else is looked for: the empty phrase matches nothing.
titled (rank) AS MATERIALIZED (
    SELECT rowid
    FROM search_en
    WHERE search_en MATCH (
        SELECT iif(
            whole = expression OR (SELECT count(*) FROM named) = 60, '""', '{title} : (' || expression || ')'
        )
        FROM asked
    )
    ORDER BY rowid
    LIMIT 60
),
hit (rank, weight) AS MATERIALIZED (
    SELECT rank, 3 FROM named
    UNION ALL
    SELECT rank, 2 FROM titled
    UNION ALL
    SELECT * FROM (
        SELECT rowid, 1
        FROM search_en
        WHERE search_en MATCH (
            SELECT iif(60 IN ((SELECT count(*) FROM named), (SELECT count(*) FROM titled)), '""', expression)
            FROM asked
        )
        ORDER BY rowid
        LIMIT 60
    )
),
found AS MATERIALIZED (
    SELECT
        product.id, product.category_id, product.stock_state = 'out' AS sold_out,
        listing.price_minor, listing.media_hash, best.rank, best.weight
    FROM (SELECT rank, max(weight) AS weight FROM hit GROUP BY rank) AS best
    CROSS JOIN product ON product.rank = best.rank AND product.state = 'published'
    CROSS JOIN listing ON listing.market_code = ?1 AND listing.product_id = product.id
)
SELECT
    (
        SELECT json_group_array(term)
        FROM (
            SELECT completion.term
            FROM (
                SELECT search_term.term, search_term.products, search_term.term = spelling.value AS typed
                FROM json_each(?4) AS spelling
                CROSS JOIN search_term
                    ON search_term.locale_code = ?2
                    AND search_term.term >= spelling.value AND search_term.term < spelling.value || char(1114111)
                ORDER BY typed DESC, search_term.products DESC
                LIMIT 20
            ) AS completion
            -- Japanese words are pieces of texts, and need not stand beside each other.
            WHERE ?5 IS NULL OR ?2 = 'ja' OR EXISTS (
                SELECT 1 FROM search_en WHERE search_en MATCH ?5 || ' AND "' || completion.term || '"'
            )
            ORDER BY completion.typed DESC, completion.products DESC
            LIMIT 3
        )
    ) AS terms,
    (
        SELECT json_group_array(json_object(
            'slug', slug, 'title', title, 'price', price_minor,
            'picture', json_object('hash', hash, 'content_type', content_type, 'width', width, 'height', height)
        ))
        FROM (
            SELECT
                product.slug, product_text.title, found.price_minor,
                media.hash, media.content_type, media.width, media.height
            FROM (SELECT * FROM found ORDER BY weight DESC, sold_out, rank LIMIT 6) AS found
            CROSS JOIN product ON product.id = found.id
            CROSS JOIN product_text ON product_text.product_id = found.id AND product_text.locale_code = ?2
            CROSS JOIN media ON media.hash = found.media_hash
            ORDER BY found.weight DESC, found.sold_out, found.rank
        )
    ) AS products,
    (
        SELECT json_group_array(json_object('slug', slug, 'name', name))
        FROM (
            SELECT category.slug, category_text.name
            FROM (
                SELECT category_id, max(weight) AS weight, count(*) AS products
                FROM found
                GROUP BY category_id
                ORDER BY weight DESC, products DESC
                LIMIT 3
            ) AS place
            CROSS JOIN category ON category.id = place.category_id
            CROSS JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?2
            ORDER BY place.weight DESC, place.products DESC
        )
    ) AS categories,
    CASE WHEN NOT EXISTS (SELECT 1 FROM hit) THEN (
        SELECT json_group_array(json_array(
            word.value ->> 'word',
            EXISTS (SELECT 1 FROM search_en WHERE search_en MATCH (word.value ->> 'expression')),
            json((
                SELECT json_group_array(term)
                FROM (
                    SELECT DISTINCT near_term.term, near_term.products
                    FROM json_each(word.value, '$.forms') AS form
                    CROSS JOIN near_term ON near_term.locale_code = ?2 AND near_term.form = form.value
                    ORDER BY near_term.products DESC
                    LIMIT 20
                )
            ))
        ))
        FROM json_each(?3) AS word
    ) END AS verdicts
