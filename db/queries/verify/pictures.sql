-- A published product has a picture, and every picture that is named is there.
SELECT 'product ' || product.id || ' (' || product.slug || ') has no picture' AS offender
FROM product
WHERE product.state = 'published'
    AND NOT EXISTS (
        SELECT 1
        FROM product_media JOIN media ON media.hash = product_media.media_hash
        WHERE product_media.product_id = product.id
    )
UNION ALL
SELECT 'listing of product ' || listing.product_id || ' in ' || listing.market_code || ' shows the unknown picture '
    || listing.media_hash
FROM listing LEFT JOIN media ON media.hash = listing.media_hash
WHERE media.hash IS NULL
LIMIT 11;
