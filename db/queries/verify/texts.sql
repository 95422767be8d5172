-- A published product has its texts in every language.
SELECT 'product ' || product.id || ' (' || product.slug || ') has no text in ' || locale.code AS offender
FROM product CROSS JOIN locale
LEFT JOIN product_text
    ON product_text.product_id = product.id
    AND product_text.locale_code = locale.code
    AND product_text.title <> '' AND product_text.summary <> '' AND product_text.description <> ''
WHERE product.state = 'published' AND product_text.product_id IS NULL
LIMIT 11;
