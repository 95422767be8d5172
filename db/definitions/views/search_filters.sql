-- The filters that any search may offer, without counts; shaped as those of a category.
CREATE VIEW search_filters AS
SELECT
    market.code AS market_code,
    locale.code AS locale_code,
    (
        SELECT json_group_array(json_array(
            facet, facet_name, value, name, swatch, from_minor, below_minor, 0, facet_position, position, facet_id
        ))
        FROM (
            SELECT
                50 AS facet_position, 'category' AS facet, NULL AS facet_name, category.slug AS value,
                category_text.name AS name, NULL AS swatch, NULL AS from_minor, NULL AS below_minor, 0 AS position,
                8 * category.id + 2 AS facet_id
            FROM category
            CROSS JOIN category_text
                ON category_text.category_id = category.id AND category_text.locale_code = locale.code
            WHERE category.depth <= 2
            UNION ALL
            SELECT
                100, 'price', NULL, CAST(price_band.band AS TEXT), NULL, NULL, price_band.from_minor,
                (
                    SELECT next.from_minor FROM price_band AS next
                    WHERE next.market_code = price_band.market_code AND next.band = price_band.band + 1
                ),
                price_band.band, 8 * price_band.band + 3
            FROM price_band
            WHERE price_band.market_code = market.code
            UNION ALL
            SELECT 200, 'brand', NULL, brand.slug, brand.name, NULL, NULL, NULL, 0, 8 * brand.id + 1
            FROM brand
            UNION ALL
            SELECT
                300 + attribute.position, attribute.code, attribute_text.name, attribute_value.code,
                attribute_value_text.name, attribute_value.swatch, NULL, NULL,
                attribute_value.position, 8 * attribute_value.id
            FROM attribute_value
            CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = locale.code
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id
                AND attribute_value_text.locale_code = locale.code
            UNION ALL
            SELECT 10000, 'rating', NULL, CAST(star AS TEXT), NULL, NULL, NULL, NULL, -star, 8 * star + 4
            FROM (SELECT 4 AS star UNION ALL SELECT 3)
            UNION ALL
            SELECT 10001, 'availability', NULL, 'in', NULL, NULL, NULL, NULL, 0, 5
        )
    ) AS facets
FROM market CROSS JOIN locale;
