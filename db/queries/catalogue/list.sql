-- Products for editors, the newest first. This is English; the other languages have tables of their own.
-- ?1 locale, ?2 FTS5 expression of titles or NULL for no search, ?3 the beginning of slugs, ?4 the beginning of SKUs,
-- ?5 category or NULL, ?6 the beginning of a brand or NULL, ?7 state or NULL, ?8 the number before which to go on.
-- One row more than a page has.
WITH
branch (id) AS (
    SELECT id FROM category WHERE slug = ?5
    UNION ALL
    SELECT category.id FROM branch CROSS JOIN category ON category.parent_id = branch.id
),
named (id) AS MATERIALIZED (
    SELECT product.id
    FROM (SELECT rowid AS rank FROM search_en WHERE search_en MATCH coalesce(?2, '""') ORDER BY rowid LIMIT 500) AS hit
    CROSS JOIN product ON product.rank = hit.rank
    UNION
    SELECT * FROM (SELECT id FROM product WHERE slug >= ?3 AND slug < ?3 || char(1114111) ORDER BY slug LIMIT 200)
    UNION
    SELECT * FROM (
        SELECT product_id FROM variant WHERE sku >= ?4 AND sku < ?4 || char(1114111) ORDER BY sku LIMIT 200
    )
),
page (id) AS MATERIALIZED (
    SELECT * FROM (
        SELECT id FROM product
        WHERE ?2 IS NULL AND ?5 IS NULL AND ?6 IS NULL AND (?7 IS NULL OR (?7 = 'published' AND state = ?7)) AND id < ?8
        ORDER BY id DESC LIMIT 51
    )
    UNION
    SELECT * FROM (
        SELECT id FROM product INDEXED BY product_unpublished
        WHERE ?2 IS NULL AND ?5 IS NULL AND ?6 IS NULL AND state = ?7 AND state <> 'published' AND id < ?8
        ORDER BY id DESC LIMIT 51
    )
    UNION
    SELECT * FROM (
        SELECT product.id FROM branch CROSS JOIN product ON product.category_id = branch.id
        WHERE ?2 IS NULL AND ?6 IS NULL AND (?7 IS NULL OR product.state = ?7) AND product.id < ?8
        ORDER BY product.id DESC LIMIT 51
    )
    UNION
    SELECT * FROM (
        SELECT product.id
        FROM (SELECT id FROM brand WHERE slug >= ?6 AND slug < ?6 || char(1114111) LIMIT 20) AS wanted
        CROSS JOIN product ON product.brand_id = wanted.id
        WHERE ?2 IS NULL AND (?5 IS NULL OR product.category_id IN (SELECT id FROM branch))
            AND (?7 IS NULL OR product.state = ?7) AND product.id < ?8
        ORDER BY product.id DESC LIMIT 51
    )
    UNION
    SELECT * FROM (
        SELECT product.id FROM named CROSS JOIN product ON product.id = named.id
        WHERE ?2 IS NOT NULL AND (?5 IS NULL OR product.category_id IN (SELECT id FROM branch))
            AND (?7 IS NULL OR product.state = ?7) AND product.id < ?8
        ORDER BY product.id DESC LIMIT 51
    )
    ORDER BY 1 DESC LIMIT 51
)
SELECT
    product.id AS id,
    product.slug AS slug,
    coalesce((
        SELECT title FROM product_text WHERE product_id = product.id ORDER BY locale_code <> ?1, locale_code LIMIT 1
    ), product.slug) AS title,
    brand.name AS brand,
    coalesce(category_text.name, category.slug) AS category,
    product.state AS state,
    product.stock_state AS stock_state,
    (SELECT count(*) FROM variant WHERE product_id = product.id AND position > 0) AS variants,
    (
        SELECT json_group_array(market.code)
        FROM market CROSS JOIN listing ON listing.market_code = market.code AND listing.product_id = product.id
    ) AS markets
FROM page
CROSS JOIN product ON product.id = page.id
CROSS JOIN brand ON brand.id = product.brand_id
CROSS JOIN category ON category.id = product.category_id
LEFT JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?1
ORDER BY page.id DESC;
