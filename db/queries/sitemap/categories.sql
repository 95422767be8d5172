-- ?1 market.
SELECT category.slug
FROM category
CROSS JOIN category_facet
    ON category_facet.category_id = category.id
    AND category_facet.market_code = ?1
    AND category_facet.facet_id = 6
    AND category_facet.products > 0
ORDER BY category.id
