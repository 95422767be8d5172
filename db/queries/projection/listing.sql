-- The face of every published product in every market that has a price for it.
INSERT INTO listing (
    market_code, product_id, price_minor, price_max_minor, compare_at_minor, price_band, media_hash
)
SELECT
    face.market_code, face.product_id, face.price_minor, face.price_max_minor,
    (
        SELECT min(price.compare_at_minor)
        FROM variant
        JOIN price
            ON price.variant_id = variant.id
            AND price.market_code = face.market_code
            AND price.amount_minor = face.price_minor
        WHERE variant.product_id = face.product_id
    ),
    (
        SELECT max(price_band.band)
        FROM price_band
        WHERE price_band.market_code = face.market_code AND price_band.from_minor <= face.price_minor
    ),
    (
        SELECT product_media.media_hash
        FROM product_media
        WHERE product_media.product_id = face.product_id
        ORDER BY product_media.position
        LIMIT 1
    )
FROM (
    SELECT
        price.market_code AS market_code, product.id AS product_id,
        min(price.amount_minor) AS price_minor, max(price.amount_minor) AS price_max_minor
    FROM product
    JOIN variant ON variant.product_id = product.id
    JOIN price ON price.variant_id = variant.id
    WHERE product.state = 'published'
    GROUP BY price.market_code, product.id
) AS face
ORDER BY face.market_code, face.product_id;
