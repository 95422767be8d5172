-- The numbers of products with these slugs. ?1 JSON list of slugs.
SELECT product.id AS id FROM json_each(?1) AS wanted CROSS JOIN product ON product.slug = wanted.value;
