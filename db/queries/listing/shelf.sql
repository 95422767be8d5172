-- What it takes to filter, sort and count the products of a category.
-- ?1 market, ?2 locale, ?3 slug of the category, ?4 sort, ?5 1 where there are filters, else 0. One row, or none.
-- Popularity needs no order of places. Where a market sells nothing of a category, it has no shelf there.
SELECT
    category_head.head,
    category_filters.facets,
    coalesce(shelf.ranks, x'') AS ranks,
    coalesce((
        SELECT shelf_order.places
        FROM shelf_order
        WHERE shelf_order.category_id = shelf.category_id
            AND shelf_order.market_code = ?1
            AND shelf_order.sort = ?4
    ), x'') AS places,
    coalesce(CASE WHEN ?5 = 1 THEN shelf.tags END, '[]') AS tags,
    coalesce(CASE WHEN ?5 = 1 THEN shelf.sets END, x'') AS sets,
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
LEFT JOIN shelf ON shelf.category_id = category_head.category_id AND shelf.market_code = ?1
WHERE category_head.market_code = ?1 AND category_head.locale_code = ?2 AND category_head.slug = ?3
