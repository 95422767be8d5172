-- What a text being typed may become. ?1 market, ?2 locale, ?3 FTS5 expression of all words, ?4 the last word,
-- ?5 FTS5 expression of the words before it or NULL, ?6 words to mend where nothing is found, as in listing/narrow.
-- One row. An index that is not asked gets the empty phrase, which nothing matches.
WITH
hit (rank, in_title) AS MATERIALIZED (
    SELECT * FROM (
        SELECT rowid, 1 FROM search_en
        WHERE search_en MATCH iif(?2 = 'en', '{title} : (' || ?3 || ')', '""') ORDER BY rowid LIMIT 60
    )
    UNION ALL
    SELECT * FROM (
        SELECT rowid, 0 FROM search_en WHERE search_en MATCH iif(?2 = 'en', ?3, '""') ORDER BY rowid LIMIT 60
    )
    UNION ALL
    SELECT * FROM (
        SELECT rowid, 1 FROM search_de
        WHERE search_de MATCH iif(?2 = 'de', '{title} : (' || ?3 || ')', '""') ORDER BY rowid LIMIT 60
    )
    UNION ALL
    SELECT * FROM (
        SELECT rowid, 0 FROM search_de WHERE search_de MATCH iif(?2 = 'de', ?3, '""') ORDER BY rowid LIMIT 60
    )
    UNION ALL
    SELECT * FROM (
        SELECT rowid, 1 FROM search_ja
        WHERE search_ja MATCH iif(?2 = 'ja', '{title} : (' || ?3 || ')', '""') ORDER BY rowid LIMIT 60
    )
    UNION ALL
    SELECT * FROM (
        SELECT rowid, 0 FROM search_ja WHERE search_ja MATCH iif(?2 = 'ja', ?3, '""') ORDER BY rowid LIMIT 60
    )
),
found AS MATERIALIZED (
    SELECT product.id, product.category_id, listing.price_minor, listing.media_hash, best.rank, best.in_title
    FROM (SELECT rank, max(in_title) AS in_title FROM hit GROUP BY rank) AS best
    CROSS JOIN product ON product.rank = best.rank AND product.state = 'published'
    CROSS JOIN listing ON listing.market_code = ?1 AND listing.product_id = product.id
)
SELECT
    (
        SELECT json_group_array(term)
        FROM (
            SELECT completion.term
            FROM (
                SELECT search_term.term, search_term.products
                FROM search_term
                WHERE search_term.locale_code = ?2
                    AND search_term.term >= ?4 AND search_term.term < ?4 || char(1114111)
                ORDER BY search_term.products DESC
                LIMIT 20
            ) AS completion
            WHERE ?5 IS NULL OR CASE ?2
                WHEN 'en' THEN EXISTS (
                    SELECT 1 FROM search_en WHERE search_en MATCH ?5 || ' "' || completion.term || '"'
                )
                WHEN 'de' THEN EXISTS (
                    SELECT 1 FROM search_de WHERE search_de MATCH ?5 || ' "' || completion.term || '"'
                )
                ELSE 1
            END
            ORDER BY completion.products DESC
            LIMIT 6
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
            FROM (SELECT * FROM found ORDER BY in_title DESC, rank LIMIT 6) AS found
            CROSS JOIN product ON product.id = found.id
            CROSS JOIN product_text ON product_text.product_id = found.id AND product_text.locale_code = ?2
            CROSS JOIN media ON media.hash = found.media_hash
            ORDER BY found.in_title DESC, found.rank
        )
    ) AS products,
    (
        SELECT json_group_array(json_object('slug', slug, 'name', name))
        FROM (
            SELECT category.slug, category_text.name
            FROM (
                SELECT category_id, count(*) AS products FROM found GROUP BY category_id ORDER BY products DESC LIMIT 3
            ) AS place
            CROSS JOIN category ON category.id = place.category_id
            CROSS JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?2
            ORDER BY place.products DESC
        )
    ) AS categories,
    CASE WHEN NOT EXISTS (SELECT 1 FROM hit) THEN (
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
            FROM json_each(?6) AS asked
        )
    ) END AS mending
