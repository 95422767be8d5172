-- A category's tile shows its best-selling product.
UPDATE category SET media_hash = (
    SELECT product_media.media_hash
    FROM category_product JOIN product_media ON product_media.product_id = category_product.product_id
    WHERE category_product.category_id = category.id
    ORDER BY category_product.rank, product_media.position
    LIMIT 1
);
