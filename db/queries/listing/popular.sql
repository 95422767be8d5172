-- A page of a category by popularity, without filters: products in the order they lie in, counts kept by upkeep.
-- ?1 market, ?2 locale, ?3 slug of the category, ?4 products before the page. One row, or none.
-- A limit that is a bare parameter would have the statement planned anew for every value, hence the constants.
SELECT
    category_head.head,
    coalesce((
        SELECT category_facet.products
        FROM category_facet
        WHERE category_facet.category_id = category_head.category_id
            AND category_facet.market_code = ?1
            AND category_facet.facet = 'all'
    ), 0) AS total,
    0 AS at_least,
    (
        SELECT json_group_array(json_array(
            facet, facet_name, value, name, swatch, from_minor, below_minor, products, place, position
        ))
        FROM (
            SELECT
                100 AS place, 'price' AS facet, NULL AS facet_name, category_facet.value, NULL AS name,
                NULL AS swatch, price_band.from_minor,
                (
                    SELECT next.from_minor FROM price_band AS next
                    WHERE next.market_code = ?1 AND next.band = price_band.band + 1
                ) AS below_minor,
                category_facet.products, price_band.band AS position
            FROM price_band
            CROSS JOIN category_facet
                ON category_facet.category_id = category_head.category_id
                AND category_facet.market_code = ?1
                AND category_facet.facet = 'price'
                AND category_facet.value = CAST(price_band.band AS TEXT)
            WHERE price_band.market_code = ?1
            UNION ALL
            SELECT
                200, 'brand', NULL, category_facet.value, brand.name, NULL, NULL, NULL,
                category_facet.products, -category_facet.products
            FROM category_facet
            CROSS JOIN brand ON brand.slug = category_facet.value
            WHERE category_facet.category_id = category_head.category_id
                AND category_facet.market_code = ?1
                AND category_facet.facet = 'brand'
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, category_facet.value,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                category_facet.products, attribute_value.position
            FROM attribute
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = ?2
            CROSS JOIN category_facet
                ON category_facet.category_id = category_head.category_id
                AND category_facet.market_code = ?1
                AND category_facet.facet = attribute.code
            CROSS JOIN attribute_value
                ON attribute_value.attribute_id = attribute.id AND attribute_value.code = category_facet.value
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id AND attribute_value_text.locale_code = ?2
            UNION ALL
            SELECT
                iif(category_facet.facet = 'rating', 10000, 10001), category_facet.facet, NULL, category_facet.value,
                NULL, NULL, NULL, NULL, category_facet.products, -CAST(category_facet.value AS INTEGER)
            FROM category_facet
            WHERE category_facet.category_id = category_head.category_id
                AND category_facet.market_code = ?1
                AND category_facet.facet IN ('rating', 'availability')
        )
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
