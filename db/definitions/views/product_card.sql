-- A published product as listings show it, in a market and a locale; `card` is what outpost_db::catalogue::Card reads.
-- Where few pieces are left it says how many, and where none are left but some are on their way, from when on.
CREATE VIEW product_card AS
SELECT
    listing.market_code AS market_code,
    product_text.locale_code AS locale_code,
    listing.product_id AS product_id,
    json_object(
        'product_id', product.id,
        'version', coalesce((
            SELECT scope_version.version FROM scope_version WHERE scope_version.scope = 'product:' || product.id
        ), 0),
        'slug', product.slug,
        'title', product_text.title,
        'brand', brand.name,
        'picture', json_object(
            'hash', media.hash, 'content_type', media.content_type, 'width', media.width, 'height', media.height
        ),
        'price', listing.price_minor,
        'price_max', listing.price_max_minor,
        'compare_at', listing.compare_at_minor,
        'measure', (
            SELECT json_object('amount', variant.measure, 'unit', variant.measure_unit)
            FROM variant
            CROSS JOIN price ON price.variant_id = variant.id AND price.market_code = listing.market_code
            WHERE variant.product_id = product.id AND variant.measure IS NOT NULL AND price.amount_minor = listing.price_minor
            LIMIT 1
        ),
        'rating', product.rating_hundredths,
        'ratings', product.rating_count,
        'stock', product.stock_state,
        'left', CASE product.stock_state WHEN 'low' THEN (
            SELECT max(0, sum(stock_level.ready))
            FROM variant JOIN stock_level ON stock_level.variant_id = variant.id
            WHERE variant.product_id = product.id
        ) ELSE 0 END,
        'backorder_at', CASE product.stock_state WHEN 'backorder' THEN (
            SELECT min(variant.backorder_at) FROM variant WHERE variant.product_id = product.id
        ) END,
        'facts', json(product_text.facts)
    ) AS card
FROM listing
CROSS JOIN product ON product.id = listing.product_id AND product.state = 'published'
CROSS JOIN product_text ON product_text.product_id = listing.product_id
CROSS JOIN brand ON brand.id = product.brand_id
CROSS JOIN media ON media.hash = listing.media_hash;
