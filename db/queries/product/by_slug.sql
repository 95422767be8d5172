-- ?1 market, ?2 locale, ?3 slug. One row, or none where it is not published or not sold in the market; lists as JSON.
WITH
subject AS MATERIALIZED (
    SELECT
        product.id, product.rank, product.slug, product.category_id, product.brand_id, product.vendor_id,
        product.stars_1, product.stars_2, product.stars_3, product.stars_4, product.stars_5,
        product.rating_hundredths, product.rating_count, product.manufacturer, product.eu_contact,
        product.origin_country, product.hs_code, product.guarantee_years
    FROM product
    CROSS JOIN listing ON listing.market_code = ?1 AND listing.product_id = product.id
    WHERE product.slug = ?3 AND product.state = 'published'
),
trail (category_id, parent_id, depth) AS (
    SELECT category.id, category.parent_id, category.depth
    FROM subject CROSS JOIN category ON category.id = subject.category_id
    UNION ALL
    SELECT category.id, category.parent_id, category.depth
    FROM trail CROSS JOIN category ON category.id = trail.parent_id
),
sold AS MATERIALIZED (
    SELECT
        variant.id, variant.sku, variant.position, variant.weight_grams, variant.backorder_at,
        variant.measure, variant.measure_unit, price.amount_minor, price.compare_at_minor,
        coalesce(sum(stock_level.available), 0) AS available,
        coalesce(sum(stock_level.ready), 0) AS ready
    FROM subject
    CROSS JOIN variant ON variant.product_id = subject.id
    CROSS JOIN price ON price.variant_id = variant.id AND price.market_code = ?1
    LEFT JOIN market_location ON market_location.market_code = ?1
    LEFT JOIN stock_level
        ON stock_level.variant_id = variant.id AND stock_level.location_id = market_location.location_id
    GROUP BY variant.product_id, variant.position
)
SELECT
    subject.id AS product_id,
    coalesce((
        SELECT scope_version.version FROM scope_version WHERE scope_version.scope = 'product:' || subject.id
    ), 0) AS version,
    subject.slug,
    product_text.title,
    product_text.summary,
    product_text.description,
    product_text.ingredients,
    product_text.allergens,
    json_object(
        'manufacturer', subject.manufacturer, 'eu_contact', subject.eu_contact, 'origin_country', subject.origin_country,
        'hs_code', subject.hs_code, 'guarantee_years', subject.guarantee_years
    ) AS law,
    brand.name AS brand,
    vendor.name AS vendor,
    subject.rating_hundredths,
    subject.rating_count,
    json_array(subject.stars_1, subject.stars_2, subject.stars_3, subject.stars_4, subject.stars_5) AS stars,
    (
        SELECT json_group_array(json_object('slug', slug, 'name', name))
        FROM (
            SELECT category.slug, category_text.name
            FROM trail
            CROSS JOIN category ON category.id = trail.category_id
            CROSS JOIN category_text ON category_text.category_id = category.id AND category_text.locale_code = ?2
            ORDER BY trail.depth
        )
    ) AS trail,
    (
        SELECT json_group_array(json_object('code', code, 'name', name, 'values', json(value_list)))
        FROM (
            SELECT
                attribute.code, attribute_text.name,
                (
                    SELECT json_group_array(json_object('id', id, 'code', code, 'name', name, 'swatch', swatch))
                    FROM (
                        SELECT DISTINCT
                            attribute_value.id, attribute_value.code, attribute_value_text.name,
                            attribute_value.swatch, attribute_value.position
                        FROM sold
                        CROSS JOIN variant_value
                            ON variant_value.variant_id = sold.id
                            AND variant_value.attribute_id = product_option.attribute_id
                        CROSS JOIN attribute_value ON attribute_value.id = variant_value.value_id
                        CROSS JOIN attribute_value_text
                            ON attribute_value_text.value_id = attribute_value.id
                            AND attribute_value_text.locale_code = ?2
                        ORDER BY attribute_value.position
                    )
                ) AS value_list
            FROM product_option
            CROSS JOIN attribute ON attribute.id = product_option.attribute_id
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = ?2
            WHERE product_option.product_id = subject.id
            ORDER BY product_option.position
        )
    ) AS options,
    (
        SELECT json_group_array(json_object(
            'sku', sku, 'price', amount_minor, 'compare_at', compare_at_minor, 'available', available, 'ready', ready,
            'backorder_at', backorder_at, 'weight_grams', weight_grams, 'values', json(value_list),
            'measure', iif(measure IS NULL, NULL, json_object('amount', measure, 'unit', measure_unit)),
            'lowest_before', lowest_before
        ))
        FROM (
            SELECT
                sold.*,
                (
                    SELECT min(earlier.amount_minor)
                    FROM price_history AS earlier
                    WHERE earlier.variant_id = sold.id AND earlier.market_code = ?1 AND earlier.ended_at > (
                        SELECT max(last.ended_at) - 2592000
                        FROM price_history AS last
                        WHERE last.variant_id = sold.id AND last.market_code = ?1
                    )
                ) AS lowest_before,
                (
                    SELECT json_group_array(value_id)
                    FROM (
                        SELECT variant_value.value_id
                        FROM product_option
                        CROSS JOIN variant_value
                            ON variant_value.variant_id = sold.id
                            AND variant_value.attribute_id = product_option.attribute_id
                        WHERE product_option.product_id = subject.id
                        ORDER BY product_option.position
                    )
                ) AS value_list
            FROM sold
            ORDER BY sold.position
        )
    ) AS variants,
    (
        SELECT json_group_array(json_object(
            'hash', hash, 'content_type', content_type, 'width', width, 'height', height, 'value', value_id
        ))
        FROM (
            SELECT media.hash, media.content_type, media.width, media.height, product_media.value_id
            FROM product_media
            CROSS JOIN media ON media.hash = product_media.media_hash
            WHERE product_media.product_id = subject.id
            ORDER BY product_media.position
        )
    ) AS pictures,
    (
        SELECT json_group_array(json_array(attribute_name, value_name))
        FROM (
            SELECT attribute_text.name AS attribute_name, attribute_value_text.name AS value_name
            FROM product_value
            CROSS JOIN attribute_value ON attribute_value.id = product_value.value_id
            CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
            CROSS JOIN attribute_text
                ON attribute_text.attribute_id = attribute.id AND attribute_text.locale_code = ?2
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = attribute_value.id AND attribute_value_text.locale_code = ?2
            WHERE product_value.product_id = subject.id
                AND attribute.id NOT IN (
                    SELECT product_option.attribute_id FROM product_option WHERE product_option.product_id = subject.id
                )
            ORDER BY attribute.position, attribute_value.position
        )
    ) AS attributes,
    (
        SELECT json_group_array(json(card))
        FROM (
            SELECT card
            FROM (
                SELECT * FROM (
                    SELECT product_card.card AS card
                    FROM category_product
                    CROSS JOIN product AS other
                        ON other.id = category_product.product_id AND other.stock_state <> 'out'
                    CROSS JOIN product_card
                        ON product_card.market_code = ?1
                        AND product_card.product_id = category_product.product_id
                        AND product_card.locale_code = ?2
                    WHERE category_product.category_id = subject.category_id AND category_product.rank > subject.rank
                    ORDER BY category_product.rank
                    LIMIT 4
                )
                UNION ALL
                SELECT * FROM (
                    SELECT product_card.card AS card
                    FROM category_product
                    CROSS JOIN product AS other
                        ON other.id = category_product.product_id AND other.stock_state <> 'out'
                    CROSS JOIN product_card
                        ON product_card.market_code = ?1
                        AND product_card.product_id = category_product.product_id
                        AND product_card.locale_code = ?2
                    WHERE category_product.category_id = subject.category_id AND category_product.rank < subject.rank
                    ORDER BY category_product.rank
                    LIMIT 4
                )
            )
            LIMIT 4
        )
    ) AS related,
    (
        SELECT json_group_array(json(method))
        FROM (
            SELECT delivery_method.method
            FROM market
            JOIN delivery_method
                ON delivery_method.market_code = market.code AND delivery_method.country_code = market.country_code
            WHERE market.code = ?1
            ORDER BY delivery_method.position
        )
    ) AS delivery,
    (
        SELECT json_group_array(listing.market_code)
        FROM market
        CROSS JOIN listing ON listing.market_code = market.code AND listing.product_id = subject.id
    ) AS sold_in
FROM subject
CROSS JOIN product_text ON product_text.product_id = subject.id AND product_text.locale_code = ?2
CROSS JOIN brand ON brand.id = subject.brand_id
CROSS JOIN vendor ON vendor.id = subject.vendor_id
