-- What products refer to: languages, markets, vendors, categories, attributes, tax rates, locations. Codes that are needed to
-- read and write products; lists as JSON. ?1 the language of names.
SELECT
    (SELECT json_group_array(json_object('code', code, 'name', name)) FROM locale) AS locales,
    (
        SELECT json_group_array(json_object(
            'code', code, 'currency', currency_code, 'exponent', exponent, 'country', country_code, 'locales', json(locales),
            'countries', json(countries)
        ))
        FROM (
            SELECT
                market.*, currency.exponent,
                (
                    SELECT json_group_array(locale_code) FROM market_locale WHERE market_code = market.code
                ) AS locales,
                (
                    SELECT json_group_array(country_code) FROM market_country WHERE market_code = market.code
                ) AS countries
            FROM market CROSS JOIN currency ON currency.code = market.currency_code
            ORDER BY market.position
        )
    ) AS markets,
    (SELECT json_group_array(json_object('code', slug, 'name', name)) FROM vendor) AS vendors,
    (
        SELECT json_group_array(json_object('code', slug, 'name', name))
        FROM (
            SELECT
                category.slug,
                coalesce(above.name || ' › ', '') || coalesce(category_text.name, category.slug) AS name
            FROM category
            LEFT JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?1
            LEFT JOIN category_text AS above ON above.category_id = category.parent_id AND above.locale_code = ?1
            ORDER BY 2
        )
    ) AS categories,
    (SELECT json_group_array(name) FROM (SELECT name FROM brand ORDER BY name LIMIT 500)) AS brands,
    (
        SELECT json_group_array(json_object('code', code, 'name', name, 'values', json(value_list)))
        FROM (
            SELECT
                attribute.code, coalesce(attribute_text.name, attribute.code) AS name,
                (
                    SELECT json_group_array(json_object('code', code, 'name', name))
                    FROM (
                        SELECT attribute_value.code, coalesce(attribute_value_text.name, attribute_value.code) AS name
                        FROM attribute_value
                        LEFT JOIN attribute_value_text
                            ON attribute_value_text.value_id = attribute_value.id AND attribute_value_text.locale_code = ?1
                        WHERE attribute_value.attribute_id = attribute.id
                        ORDER BY attribute_value.position
                    )
                ) AS value_list
            FROM attribute
            LEFT JOIN attribute_text ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = ?1
            ORDER BY attribute.position
        )
    ) AS attributes,
    (
        SELECT json_group_array(json_object('country', country_code, 'class', tax_class)) FROM tax_rate
    ) AS tax_rates,
    (SELECT json_group_array(json_object('code', code, 'name', name)) FROM location) AS locations;
