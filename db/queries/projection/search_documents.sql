-- What search finds published products by, in one language, the most popular first.
-- ?1 locale, ?2 the rank after which to go on, ?3 how many.
SELECT
    product.rank AS rank,
    product_text.title AS title,
    brand.name AS brand,
    coalesce((
        SELECT group_concat(sorted.name, ' ')
        FROM (
            SELECT category_text.name
            FROM category_product
            JOIN category_text
                ON category_text.category_id = category_product.category_id AND category_text.locale_code = ?1
            WHERE category_product.product_id = product.id
            ORDER BY category_text.category_id
        ) AS sorted
    ), '') AS category,
    coalesce((
        SELECT group_concat(sorted.name, ' ')
        FROM (
            SELECT attribute_value_text.name
            FROM product_value
            JOIN attribute_value_text
                ON attribute_value_text.value_id = product_value.value_id AND attribute_value_text.locale_code = ?1
            WHERE product_value.product_id = product.id
            ORDER BY product_value.value_id
        ) AS sorted
    ), '') AS facts
FROM product
JOIN product_text ON product_text.product_id = product.id AND product_text.locale_code = ?1
JOIN brand ON brand.id = product.brand_id
WHERE product.state = 'published' AND product.rank > ?2
ORDER BY product.rank
LIMIT ?3;
