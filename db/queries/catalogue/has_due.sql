-- Whether a planned price or publication is due.
SELECT EXISTS (SELECT 1 FROM due_price) OR EXISTS (SELECT 1 FROM due_sale) AS has_due;
