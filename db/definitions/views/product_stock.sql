-- The badge of a product is the best of its variants. Levels are summed in a subquery of the product: a grouped view would
-- be computed whole before one product is picked from it.
CREATE VIEW product_stock AS
SELECT
    product.id AS product_id,
    (
        SELECT CASE
            WHEN max(variant_sum.ready) > 5 THEN 'in'
            WHEN max(variant_sum.ready) > 0 THEN 'low'
            WHEN max(variant_sum.available) > 0 THEN 'backorder'
            ELSE 'out'
        END
        FROM (
            SELECT sum(level.ready) AS ready, sum(level.available) AS available
            FROM variant CROSS JOIN stock_level AS level ON level.variant_id = variant.id
            WHERE variant.product_id = product.id
            GROUP BY variant.id
        ) AS variant_sum
    ) AS state
FROM product;
