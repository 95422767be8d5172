-- Every published product under its category and all categories above.
INSERT INTO category_product (category_id, rank, product_id)
WITH RECURSIVE place (category_id, leaf_id) AS (
    SELECT id, id FROM category
    UNION ALL
    SELECT category.parent_id, place.leaf_id
    FROM place JOIN category ON category.id = place.category_id
    WHERE category.parent_id IS NOT NULL
)
SELECT place.category_id, product.rank, product.id
FROM product JOIN place ON place.leaf_id = product.category_id
WHERE product.state = 'published'
ORDER BY place.category_id, product.rank;
