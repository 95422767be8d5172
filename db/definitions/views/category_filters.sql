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
                        AND category_facet.facet_id = 8 * price_band.band + 3
                ), 0) AS products,
                price_band.band AS position, 8 * price_band.band + 3 AS facet_id
            FROM price_band
            WHERE price_band.market_code = market.code
            UNION ALL
            SELECT
                200, 'brand', NULL, brand.slug, brand.name, NULL, NULL, NULL,
                category_facet.products, -category_facet.products, category_facet.facet_id
            FROM category_facet
            CROSS JOIN brand ON brand.id = category_facet.facet_id / 8
            WHERE category_facet.category_id = category.id
                AND category_facet.market_code = market.code
                AND category_facet.facet_id % 8 = 1
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, attribute_value.code,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                category_facet.products, attribute_value.position, category_facet.facet_id
            FROM category_facet
            CROSS JOIN attribute_value ON attribute_value.id = category_facet.facet_id / 8
            CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = locale.code
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id
                AND attribute_value_text.locale_code = locale.code
            WHERE category_facet.category_id = category.id
                AND category_facet.market_code = market.code
                AND category_facet.facet_id % 8 = 0
            UNION ALL
            SELECT
                10000, 'rating', NULL, CAST(star AS TEXT), NULL, NULL, NULL, NULL,
                coalesce((
                    SELECT sum(category_facet.products) FROM category_facet
                    WHERE category_facet.category_id = category.id
                        AND category_facet.market_code = market.code
                        AND category_facet.facet_id IN (8 * star + 4, 8 * max(star, 4) + 4, 44)
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
                        AND category_facet.facet_id = 5
                ), 0),
                0, 5
        )
    ) AS facets
FROM category CROSS JOIN market CROSS JOIN locale;
