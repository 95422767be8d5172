-- What it takes to filter, sort and count the products of a category, from its facet index.
-- ?1 market, ?2 locale, ?3 slug of the category, ?4 sort, ?5 1 where there are filters, else 0. One row, or none.
-- Popularity needs no sort index. Where a market sells nothing of a category, there is no facet index.
SELECT
    category_head.head,
    category_filters.facets,
    coalesce(facet_index.ranks, x'') AS ranks,
    coalesce((
        SELECT sort_index.ordinals
        FROM sort_index
        WHERE sort_index.category_id = facet_index.category_id
            AND sort_index.market_code = ?1
            AND sort_index.sort = ?4
    ), x'') AS ordinals,
    coalesce(CASE WHEN ?5 = 1 THEN facet_index.facet_ids END, '[]') AS facet_ids,
    coalesce(CASE WHEN ?5 = 1 THEN facet_index.bitsets END, x'') AS bitsets,
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
    ) ELSE '[]' END AS without_stock
FROM category_head
CROSS JOIN category_filters
    ON category_filters.category_id = category_head.category_id
    AND category_filters.market_code = ?1
    AND category_filters.locale_code = ?2
LEFT JOIN facet_index ON facet_index.category_id = category_head.category_id AND facet_index.market_code = ?1
WHERE category_head.market_code = ?1 AND category_head.locale_code = ?2 AND category_head.slug = ?3
