-- One stock-take with its counts, the latest first, at most 1,000 of them. ?1 id, ?2 locale.
SELECT
    stock_take.id AS id, stock_take.name AS name, location.code AS location_code, location.name AS location_name,
    stock_take.version AS version, stock_take.opened_at AS opened_at, stock_take.approved_at AS approved_at,
    (
        SELECT json_group_array(json_object(
            'sku', sku, 'title', title, 'options', options, 'expected', expected, 'counted', counted,
            'principal', principal
        ))
        FROM (
            SELECT
                variant.sku, variant_name.title, variant_name.options,
                counting.expected, counting.counted, counting.principal
            FROM stock_take_count AS counting
            CROSS JOIN variant ON variant.id = counting.variant_id
            CROSS JOIN variant_name ON variant_name.variant_id = variant.id AND variant_name.locale_code = ?2
            WHERE counting.stock_take_id = stock_take.id
            ORDER BY counting.counted_at DESC, variant.sku
            LIMIT 1000
        )
    ) AS counts
FROM stock_take
CROSS JOIN location ON location.id = stock_take.location_id
WHERE stock_take.id = ?1;
