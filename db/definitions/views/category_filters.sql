-- The filters of an unfiltered category page with their counts; `facets` is what outpost_db::listing reads.
CREATE VIEW category_filters AS
SELECT
    market.code AS market_code,
    locale.code AS locale_code,
    category.id AS category_id,
    (
        SELECT json_group_array(json_array(
            facet, facet_name, value, name, swatch, from_minor, below_minor, products, facet_position, position, facet_id
        ))
        FROM (
            SELECT
                100 AS facet_position, 'price' AS facet, NULL AS facet_name, CAST(price_band.band AS TEXT) AS value,
                NULL AS name, NULL AS swatch, price_band.from_minor,
                (
                    SELECT next.from_minor FROM price_band AS next
                    WHERE next.market_code = price_band.market_code AND next.band = price_band.band + 1
                ) AS below_minor,
                coalesce((
                    SELECT category_facet.products FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet = 'price'
                        AND category_facet.value = CAST(price_band.band AS TEXT)
                ), 0) AS products,
                price_band.band AS position, 8 * price_band.band + 3 AS facet_id
            FROM price_band
            WHERE price_band.market_code = market.code
            UNION ALL
            SELECT
                200, 'brand', NULL, category_facet.value, brand.name, NULL, NULL, NULL,
                category_facet.products, -category_facet.products, 8 * brand.id + 1
            FROM category_facet
            CROSS JOIN brand ON brand.slug = category_facet.value
            WHERE category_facet.category_id = category.id
                AND category_facet.market_code = market.code
                AND category_facet.facet = 'brand'
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, category_facet.value,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                category_facet.products, attribute_value.position, 8 * attribute_value.id
            FROM attribute
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = locale.code
            CROSS JOIN category_facet
                ON category_facet.category_id = category.id
                AND category_facet.market_code = market.code
                AND category_facet.facet = attribute.code
            CROSS JOIN attribute_value
                ON attribute_value.attribute_id = attribute.id AND attribute_value.code = category_facet.value
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id
                AND attribute_value_text.locale_code = locale.code
            UNION ALL
            SELECT
                10000, 'rating', NULL, CAST(star AS TEXT), NULL, NULL, NULL, NULL,
                coalesce((
                    SELECT category_facet.products FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet = 'rating'
                        AND category_facet.value = CAST(star AS TEXT)
                ), 0),
                -star, 8 * star + 4
            FROM (SELECT 4 AS star UNION ALL SELECT 3)
            UNION ALL
            SELECT
                10001, 'availability', NULL, 'in', NULL, NULL, NULL, NULL,
                coalesce((
                    SELECT category_facet.products FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet = 'availability'
                        AND category_facet.value = 'in'
                ), 0),
                0, 5
        )
    ) AS facets
FROM category CROSS JOIN market CROSS JOIN locale;
