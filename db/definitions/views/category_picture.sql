-- A category's tile shows its best-selling product.
CREATE VIEW category_picture AS
SELECT
    category.id AS category_id,
    (
        SELECT product_media.media_hash
        FROM category_product CROSS JOIN product_media ON product_media.product_id = category_product.product_id
        WHERE category_product.category_id = category.id
        ORDER BY category_product.rank, product_media.position
        LIMIT 1
    ) AS media_hash
FROM category;
