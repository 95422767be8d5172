-- A page of a category by popularity, without filters: products in the order they lie in, counts from the projection category_facet.
-- ?1 market, ?2 locale, ?3 slug of the category, ?4 products before the page. One row, or none.
-- A limit that is a bare parameter would have the statement planned anew for every value, hence the constants.
SELECT
    category_head.head,
    coalesce((
        SELECT category_facet.products
        FROM category_facet
        WHERE category_facet.category_id = category_head.category_id
            AND category_facet.market_code = ?1
            AND category_facet.facet_id = 6
    ), 0) AS total,
    (
        SELECT category_filters.facets
        FROM category_filters
        WHERE category_filters.market_code = ?1
            AND category_filters.locale_code = ?2
            AND category_filters.category_id = category_head.category_id
    ) AS facets,
    (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM (
                SELECT category_product.product_id, category_product.rank
                FROM category_product
                CROSS JOIN listing
                    ON listing.market_code = ?1 AND listing.product_id = category_product.product_id
                WHERE category_product.category_id = category_head.category_id
                ORDER BY category_product.rank
                LIMIT 24 OFFSET ?4 + 0
            ) AS page
            CROSS JOIN product_card
                ON product_card.market_code = ?1
                AND product_card.product_id = page.product_id
                AND product_card.locale_code = ?2
            ORDER BY page.rank
        )
    ) AS cards
FROM category_head
WHERE category_head.market_code = ?1 AND category_head.locale_code = ?2 AND category_head.slug = ?3
