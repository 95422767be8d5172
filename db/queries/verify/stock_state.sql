-- The badges of products and variants say what their levels say.
SELECT
    'product ' || product.id || ' (' || product.slug || ') shows ' || product.stock_state || ', its levels say '
    || coalesce(product_stock.state, 'nothing') AS offender
FROM product LEFT JOIN product_stock ON product_stock.product_id = product.id
WHERE product.stock_state <> coalesce(product_stock.state, 'out')
UNION ALL
SELECT
    'variant ' || variant.sku || ' is ' || variant.stock_state || ', its levels say ' || coalesce(variant_stock.state, 'nothing')
FROM variant LEFT JOIN variant_stock ON variant_stock.variant_id = variant.id
WHERE variant.stock_state <> coalesce(variant_stock.state, 'out')
LIMIT 11;
