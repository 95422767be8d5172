-- Every published product in every market that lists it, with all that it can be filtered and sorted by. Facet ids are
-- sorted before they are gathered: sqld's parser knows no ORDER BY inside of an aggregate.
INSERT INTO search_projection (market_code, rank, product_id, price_minor, created_at, fair_rating, facet_ids)
WITH known AS MATERIALIZED (
    SELECT
        product.id, product.rank, product.created_at,
        (product.rating_hundredths * product.rating_count + 3500) * 1000000 / (product.rating_count + 10)
            AS fair_rating,
        (8 * product.brand_id + 1) || ',' || iif(
            product.rating_hundredths < 100, '', (8 * (product.rating_hundredths / 100) + 4) || ','
        ) || coalesce((
            SELECT group_concat(8 * sorted.category_id + 2, ',') || ','
            FROM (
                SELECT category_product.category_id
                FROM category_product
                WHERE category_product.product_id = product.id
                ORDER BY category_product.category_id
            ) AS sorted
        ), '') || coalesce((
            SELECT group_concat(8 * sorted.value_id, ',') || ','
            FROM (
                SELECT product_value.value_id
                FROM product_value
                WHERE product_value.product_id = product.id
                ORDER BY product_value.value_id
            ) AS sorted
        ), '') AS facet_ids
    FROM product
    WHERE product.state = 'published'
)
SELECT
    listing.market_code, known.rank, known.id, listing.price_minor, known.created_at, known.fair_rating,
    ',' || (8 * listing.price_band + 3) || ',' || known.facet_ids
FROM market
CROSS JOIN known
CROSS JOIN listing ON listing.market_code = market.code AND listing.product_id = known.id
ORDER BY listing.market_code, known.rank;
