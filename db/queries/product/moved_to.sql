-- The slug of the product that had ?1 as its slug before, if there is one.
SELECT product.slug AS slug
FROM product_redirect CROSS JOIN product ON product.id = product_redirect.product_id
WHERE product_redirect.slug = ?1;
