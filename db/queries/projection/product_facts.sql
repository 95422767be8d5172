-- Up to three facts of a product, in each language, which its card shows: values a shopper does not choose among.
UPDATE product_text SET facts = (
    SELECT json_group_array(fact.name)
    FROM (
        SELECT attribute_value_text.name
        FROM product_value
        CROSS JOIN attribute_value ON attribute_value.id = product_value.value_id
        CROSS JOIN attribute ON attribute.id = attribute_value.attribute_id
        CROSS JOIN attribute_value_text
            ON attribute_value_text.value_id = attribute_value.id
            AND attribute_value_text.locale_code = product_text.locale_code
        WHERE product_value.product_id = product_text.product_id
            AND attribute.id NOT IN (
                SELECT product_option.attribute_id
                FROM product_option
                WHERE product_option.product_id = product_text.product_id
            )
        ORDER BY attribute.position, attribute_value.position
        LIMIT 3
    ) AS fact
);
