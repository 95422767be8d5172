-- What a level says must be what its movements sum to.
SELECT
    'variant ' || stock_level.variant_id || ' at ' || stock_level.location_id || ': on hand ' || stock_level.on_hand
    || ', movements sum to ' || coalesce(moved.quantity, 0) AS offender
FROM stock_level
LEFT JOIN (
    SELECT variant_id, location_id, sum(quantity) AS quantity
    FROM stock_movement GROUP BY variant_id, location_id
) AS moved
    ON moved.variant_id = stock_level.variant_id AND moved.location_id = stock_level.location_id
WHERE stock_level.on_hand <> coalesce(moved.quantity, 0)
LIMIT 11;
