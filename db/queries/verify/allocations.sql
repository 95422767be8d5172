-- What a level says is allocated must be what orders hold of it.
SELECT
    'variant ' || stock_level.variant_id || ' at ' || stock_level.location_id || ': allocated '
    || stock_level.allocated || ', orders hold ' || coalesce(held.quantity, 0) AS offender
FROM stock_level
LEFT JOIN (
    SELECT variant_id, location_id, sum(quantity) AS quantity
    FROM stock_allocation WHERE state = 'held' GROUP BY variant_id, location_id
) AS held
    ON held.variant_id = stock_level.variant_id AND held.location_id = stock_level.location_id
WHERE stock_level.allocated <> coalesce(held.quantity, 0)
LIMIT 11;
