-- The badge of every variant from its levels.
UPDATE variant SET stock_state = variant_stock.state
FROM variant_stock
WHERE variant_stock.variant_id = variant.id AND variant.stock_state <> variant_stock.state;
