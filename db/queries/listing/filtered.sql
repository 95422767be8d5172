-- What it takes to filter, sort and count the products of a category: a row with its head and its filters, then one for each of
-- its facet blocks, with what the order compares. None for an unknown category.
-- ?1 market, ?2 locale, ?3 slug of the category, ?4 sort, ?5 1 where there are filters, else 0. Popularity compares nothing.
SELECT
    category_head.head,
    category_filters.facets,
    CASE WHEN ?5 = 1 THEN (
        WITH RECURSIVE branch (category_id) AS (
            SELECT category_head.category_id
            UNION ALL
            SELECT category.id
            FROM branch CROSS JOIN category INDEXED BY category_by_parent ON category.parent_id = branch.category_id
        )
        SELECT json_group_array(product.rank)
        FROM branch
        CROSS JOIN product INDEXED BY product_without_stock
            ON product.category_id = branch.category_id AND product.stock_state IN ('backorder', 'out')
    ) ELSE '[]' END AS without_stock,
    NULL AS block, NULL AS places, NULL AS keys, NULL AS facet_ids, NULL AS bitsets
FROM category_head
CROSS JOIN category_filters
    ON category_filters.category_id = category_head.category_id
    AND category_filters.market_code = ?1
    AND category_filters.locale_code = ?2
WHERE category_head.market_code = ?1 AND category_head.locale_code = ?2 AND category_head.slug = ?3
UNION ALL
SELECT
    NULL, NULL, NULL, facet_block.block, facet_block.places,
    CASE ?4
        WHEN 'price-asc' THEN facet_block.prices
        WHEN 'price-desc' THEN facet_block.prices
        WHEN 'newest' THEN facet_block.created
        WHEN 'rating' THEN facet_block.ratings
        ELSE x''
    END,
    CASE WHEN ?5 = 1 THEN facet_block.facet_ids ELSE x'' END,
    CASE WHEN ?5 = 1 THEN facet_block.bitsets ELSE x'' END
FROM category
CROSS JOIN facet_block ON facet_block.category_id = category.id AND facet_block.market_code = ?1
WHERE category.slug = ?3
