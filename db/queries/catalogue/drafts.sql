-- Products as editors see them, whole. ?1 JSON list of their numbers.
SELECT
    product.id AS id,
    product.version AS version,
    json_object(
        'slug', product.slug, 'vendor', vendor.slug, 'brand', brand.name, 'category', category.slug,
        'tax_class', product.tax_class, 'state', product.state,
        'law', json_object(
            'manufacturer', product.manufacturer, 'eu_contact', product.eu_contact,
            'origin_country', product.origin_country, 'hs_code', product.hs_code, 'guarantee_years', product.guarantee_years
        ),
        'texts', json((
            SELECT json_group_object(locale_code, json_object(
                'title', title, 'summary', summary, 'description', description, 'ingredients', ingredients,
                'allergens', allergens
            ))
            FROM product_text WHERE product_id = product.id
        )),
        'values', json((
            SELECT json_group_array(json_object('attribute', term.attribute, 'value', term.code))
            FROM product_value CROSS JOIN attribute_term AS term ON term.value_id = product_value.value_id
            WHERE product_value.product_id = product.id
        )),
        'options', json((
            SELECT json_group_array(code)
            FROM (
                SELECT attribute.code
                FROM product_option CROSS JOIN attribute ON attribute.id = product_option.attribute_id
                WHERE product_option.product_id = product.id
                ORDER BY product_option.position
            )
        )),
        'pictures', json((
            SELECT json_group_array(json_object('hash', hash, 'of', json(of)))
            FROM (
                SELECT product_media.media_hash AS hash, (
                    SELECT json_object('attribute', attribute, 'value', code)
                    FROM attribute_term WHERE value_id = product_media.value_id
                ) AS of
                FROM product_media
                WHERE product_media.product_id = product.id
                ORDER BY product_media.position
            )
        )),
        'withheld', json((
            SELECT json_group_object(market_code, until) FROM product_withheld WHERE product_id = product.id
        )),
        'variants', json((
            SELECT json_group_array(json(variant))
            FROM (
                SELECT json_object(
                    'sku', variant.sku, 'weight_grams', variant.weight_grams,
                    'measure', json(iif(
                        variant.measure IS NULL, 'null',
                        json_object('amount', variant.measure, 'unit', variant.measure_unit)
                    )),
                    'values', json((
                        SELECT json_group_array(json_object('attribute', term.attribute, 'value', term.code))
                        FROM variant_value CROSS JOIN attribute_term AS term ON term.value_id = variant_value.value_id
                        WHERE variant_value.variant_id = variant.id
                    )),
                    'prices', json((
                        SELECT json_group_object(market_code, json_object('amount', amount_minor, 'compare_at', compare_at_minor))
                        FROM price WHERE variant_id = variant.id
                    )),
                    'planned', json((
                        SELECT json_group_array(json_object(
                            'market', market_code, 'starts_at', starts_at, 'amount', amount_minor,
                            'compare_at', compare_at_minor
                        ))
                        FROM planned_price WHERE variant_id = variant.id
                    ))
                ) AS variant
                FROM variant
                WHERE variant.product_id = product.id AND variant.position > 0
                ORDER BY variant.position
            )
        ))
    ) AS draft
FROM json_each(?1) AS wanted
CROSS JOIN product ON product.id = wanted.value
CROSS JOIN vendor ON vendor.id = product.vendor_id
CROSS JOIN brand ON brand.id = product.brand_id
CROSS JOIN category ON category.id = product.category_id;
