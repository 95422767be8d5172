-- A product's badge says what its levels say.
SELECT
    'product ' || product.id || ' (' || product.slug || ') shows ' || product.stock_state || ', its levels say '
    || coalesce(product_stock.state, 'nothing') AS offender
FROM product LEFT JOIN product_stock ON product_stock.product_id = product.id
WHERE product.stock_state <> coalesce(product_stock.state, 'out')
LIMIT 11;
