-- Whether a planned price or publication is due.
SELECT
    EXISTS (SELECT 1 FROM planned_price WHERE starts_at <= (SELECT now FROM clock))
    OR EXISTS (SELECT 1 FROM product_withheld WHERE until <= (SELECT now FROM clock)) AS has_due;
