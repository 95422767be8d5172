-- The rows of products that their projections are derived from, those of a product in one row. ?1 product ids as JSON.
SELECT
    product.id,
    product.rank,
    product.brand_id,
    product.category_id,
    product.state = 'published' AS is_published,
    product.created_at,
    product.rating_hundredths,
    product.rating_count,
    product.stock_state IN ('in', 'low') AS is_in_stock,
    (
        SELECT product_media.media_hash
        FROM product_media
        WHERE product_media.product_id = product.id
        ORDER BY product_media.position
        LIMIT 1
    ) AS media_hash,
    (
        SELECT json_group_array(json_object(
            'market_code', price.market_code,
            'amount_minor', price.amount_minor,
            'compare_at_minor', price.compare_at_minor
        ))
        FROM variant CROSS JOIN price ON price.variant_id = variant.id
        WHERE variant.product_id = product.id AND NOT EXISTS (
            SELECT 1 FROM product_withheld
            WHERE product_withheld.product_id = product.id AND product_withheld.market_code = price.market_code
        )
    ) AS prices,
    (
        SELECT json_group_array(product_value.value_id)
        FROM product_value
        WHERE product_value.product_id = product.id
    ) AS value_ids,
    (
        SELECT json_group_array(product_option.attribute_id)
        FROM product_option
        WHERE product_option.product_id = product.id
    ) AS option_attribute_ids,
    (
        SELECT json_group_object(product_text.locale_code, product_text.title)
        FROM product_text
        WHERE product_text.product_id = product.id
    ) AS titles
FROM json_each(?1) AS wanted CROSS JOIN product ON product.id = wanted.value
