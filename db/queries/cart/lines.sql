-- ?1 market, ?2 locale, ?3 JSON list of SKUs, ?4 country of delivery. One row, lists as JSON.
SELECT
    (
        SELECT json_group_array(json_object(
            'sku', sku, 'slug', slug, 'title', title, 'options', options,
            'picture', json_object('hash', hash, 'content_type', content_type, 'width', width, 'height', height),
            'unit', unit, 'available', available, 'ready', ready, 'backorder_at', backorder_at,
            'weight_grams', weight_grams,
            'measure', iif(measure IS NULL, NULL, json_object('amount', measure, 'unit', measure_unit)), 'tax_class', tax_class, 'tax_rate', tax_rate
        ))
        FROM (
            SELECT line.*, media.hash, media.content_type, media.width, media.height
            FROM (
                SELECT
                    wanted.key AS position,
                    variant.sku, product.slug, product.tax_class, product_text.title,
                    variant.weight_grams, variant.backorder_at, variant.measure, variant.measure_unit,
                    CASE product.state WHEN 'published' THEN price.amount_minor END AS unit,
                    coalesce(tax_rate.rate_basis_points, 0) AS tax_rate,
                    coalesce(sum(stock_level.available), 0) AS available,
                    coalesce(sum(stock_level.ready), 0) AS ready,
                    coalesce((
                        SELECT group_concat(name, ', ')
                        FROM (
                            SELECT attribute_value_text.name
                            FROM product_option
                            CROSS JOIN variant_value
                                ON variant_value.variant_id = variant.id
                                AND variant_value.attribute_id = product_option.attribute_id
                            CROSS JOIN attribute_value_text
                                ON attribute_value_text.value_id = variant_value.value_id
                                AND attribute_value_text.locale_code = ?2
                            WHERE product_option.product_id = product.id
                            ORDER BY product_option.position
                        )
                    ), '') AS options,
                    (
                        SELECT product_media.media_hash
                        FROM product_media
                        LEFT JOIN variant_value
                            ON variant_value.variant_id = variant.id
                            AND variant_value.value_id = product_media.value_id
                        WHERE product_media.product_id = product.id
                        ORDER BY variant_value.value_id IS NULL, product_media.position
                        LIMIT 1
                    ) AS media_hash
                FROM json_each(?3) AS wanted
                CROSS JOIN variant ON variant.sku = wanted.value
                CROSS JOIN product ON product.id = variant.product_id
                CROSS JOIN product_text ON product_text.product_id = product.id AND product_text.locale_code = ?2
                LEFT JOIN price ON price.variant_id = variant.id AND price.market_code = ?1 AND NOT EXISTS (
                    SELECT 1 FROM product_withheld WHERE product_id = product.id AND market_code = ?1
                )
                LEFT JOIN tax_rate ON tax_rate.country_code = ?4 AND tax_rate.tax_class = product.tax_class
                LEFT JOIN market_location ON market_location.market_code = ?1
                LEFT JOIN stock_level
                    ON stock_level.variant_id = variant.id AND stock_level.location_id = market_location.location_id
                GROUP BY wanted.key
            ) AS line
            CROSS JOIN media ON media.hash = line.media_hash
            ORDER BY line.position
        )
    ) AS lines,
    (
        SELECT json_group_array(json(method))
        FROM (
            SELECT method FROM delivery_method WHERE market_code = ?1 AND country_code = ?4 ORDER BY position
        )
    ) AS methods,
    (
        SELECT json_group_array(json_object('from_hour', from_hour, 'to_hour', to_hour))
        FROM (SELECT from_hour, to_hour FROM delivery_slot WHERE market_code = ?1 ORDER BY from_hour, to_hour)
    ) AS slots,
    (
        SELECT json_object('class', market.delivery_tax, 'rate', coalesce(tax_rate.rate_basis_points, 0))
        FROM market
        LEFT JOIN tax_rate ON tax_rate.country_code = ?4 AND tax_rate.tax_class = market.delivery_tax
        WHERE market.code = ?1 AND market.delivery_tax <> 'follows_goods'
    ) AS delivery_tax
