-- How many listed products each category has per value of each facet: counted where products sit, summed up the tree.
INSERT INTO category_facet (category_id, market_code, facet, value, products)
WITH RECURSIVE place (category_id, leaf_id) AS (
    SELECT id, id FROM category
    UNION ALL
    SELECT category.parent_id, place.leaf_id
    FROM place JOIN category ON category.id = place.category_id
    WHERE category.parent_id IS NOT NULL
),
face AS MATERIALIZED (
    SELECT
        product.category_id AS leaf_id, listing.market_code AS market_code, product.id AS product_id,
        product.brand_id AS brand_id, listing.price_band AS price_band,
        product.rating_hundredths AS rating_hundredths, product.stock_state AS stock_state
    FROM listing JOIN product ON product.id = listing.product_id
    WHERE product.state = 'published'
),
counted (leaf_id, market_code, facet, value, products) AS (
    SELECT leaf_id, market_code, 'all', '', count(*) FROM face GROUP BY leaf_id, market_code
    UNION ALL
    SELECT leaf_id, market_code, 'price', CAST(price_band AS TEXT), count(*)
    FROM face GROUP BY leaf_id, market_code, price_band
    UNION ALL
    SELECT leaf_id, market_code, 'rating', '4', count(*)
    FROM face WHERE rating_hundredths >= 400 GROUP BY leaf_id, market_code
    UNION ALL
    SELECT leaf_id, market_code, 'rating', '3', count(*)
    FROM face WHERE rating_hundredths >= 300 GROUP BY leaf_id, market_code
    UNION ALL
    -- Kept at zero too: triggers count it up again when stock arrives.
    SELECT leaf_id, market_code, 'availability', 'in', sum(stock_state IN ('in', 'low'))
    FROM face GROUP BY leaf_id, market_code
    UNION ALL
    SELECT by_brand.leaf_id, by_brand.market_code, 'brand', brand.slug, by_brand.products
    FROM (
        SELECT leaf_id, market_code, brand_id, count(*) AS products FROM face GROUP BY leaf_id, market_code, brand_id
    ) AS by_brand
    JOIN brand ON brand.id = by_brand.brand_id
    UNION ALL
    -- Most values by far: counted once for each set of markets, not once for each market.
    SELECT by_value.leaf_id, market.code, attribute.code, attribute_value.code, sum(by_value.products)
    FROM (
        SELECT reach.leaf_id, reach.markets, product_value.value_id, count(*) AS products
        FROM (
            SELECT face.leaf_id, face.product_id, sum(1 << market.position) AS markets
            FROM face JOIN market ON market.code = face.market_code
            GROUP BY face.product_id
        ) AS reach
        JOIN product_value ON product_value.product_id = reach.product_id
        GROUP BY reach.leaf_id, reach.markets, product_value.value_id
    ) AS by_value
    JOIN market ON by_value.markets & (1 << market.position) <> 0
    JOIN attribute_value ON attribute_value.id = by_value.value_id
    JOIN attribute ON attribute.id = attribute_value.attribute_id
    GROUP BY by_value.leaf_id, market.code, by_value.value_id
)
SELECT place.category_id, counted.market_code, counted.facet, counted.value, sum(counted.products)
FROM counted JOIN place ON place.leaf_id = counted.leaf_id
GROUP BY place.category_id, counted.market_code, counted.facet, counted.value;
