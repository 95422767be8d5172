-- What a variant is called in each language: the title of its product, or the product's slug where it has none, and the
-- options, e.g. 'Red, M'.
CREATE VIEW variant_name AS
SELECT
    variant.id AS variant_id,
    locale.code AS locale_code,
    coalesce(
        (
            SELECT product_text.title FROM product_text
            WHERE product_text.product_id = variant.product_id AND product_text.locale_code = locale.code
        ),
        (SELECT product.slug FROM product WHERE product.id = variant.product_id)
    ) AS title,
    coalesce((
        SELECT group_concat(name, ', ')
        FROM (
            SELECT attribute_value_text.name
            FROM product_option
            CROSS JOIN variant_value
                ON variant_value.variant_id = variant.id AND variant_value.attribute_id = product_option.attribute_id
            CROSS JOIN attribute_value_text
                ON attribute_value_text.value_id = variant_value.value_id
                AND attribute_value_text.locale_code = locale.code
            WHERE product_option.product_id = variant.product_id
            ORDER BY product_option.position
        )
    ), '') AS options
FROM variant CROSS JOIN locale;
