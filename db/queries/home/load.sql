-- ?1 market, ?2 locale. One row: top categories, popular and newest products, sold-out ones left out.
SELECT
    (
        SELECT json_group_array(json_object(
            'slug', slug, 'name', name, 'products', products,
            'picture', json(CASE WHEN hash IS NOT NULL THEN json_object(
                'hash', hash, 'content_type', content_type, 'width', width, 'height', height
            ) END)
        ))
        FROM (
            SELECT
                category.slug, category_text.name, category_facet.products,
                media.hash, media.content_type, media.width, media.height
            FROM category
            CROSS JOIN category_facet
                ON category_facet.category_id = category.id
                AND category_facet.market_code = ?1
                AND category_facet.facet_id = 6
                AND category_facet.products > 0
            CROSS JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?2
            LEFT JOIN media ON media.hash = category.media_hash
            WHERE category.parent_id IS NULL
            ORDER BY category.position
            LIMIT 12
        )
    ) AS categories,
    (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM product INDEXED BY product_by_rank
            CROSS JOIN product_card
                ON product_card.product_id = product.id
                AND product_card.market_code = ?1
                AND product_card.locale_code = ?2
            WHERE product.stock_state <> 'out'
            ORDER BY product.rank
            LIMIT 8
        )
    ) AS popular,
    (
        SELECT json_group_array(json(card))
        FROM (
            SELECT product_card.card
            FROM product
            CROSS JOIN product_card
                ON product_card.product_id = product.id
                AND product_card.market_code = ?1
                AND product_card.locale_code = ?2
            WHERE product.state = 'published' AND product.stock_state <> 'out'
            ORDER BY product.created_at DESC, product.rank
            LIMIT 8
        )
    ) AS newest
FROM market
WHERE market.code = ?1
