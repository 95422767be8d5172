-- The badge of a variant: more than a few pieces can be sent today, only a few, some can be sold ahead, or none.
CREATE VIEW variant_stock AS
SELECT
    level.variant_id AS variant_id,
    sum(level.available) AS available,
    CASE
        WHEN sum(level.ready) > 5 THEN 'in'
        WHEN sum(level.ready) > 0 THEN 'low'
        WHEN sum(level.available) > 0 THEN 'backorder'
        ELSE 'out'
    END AS state
FROM stock_level AS level
GROUP BY level.variant_id;
