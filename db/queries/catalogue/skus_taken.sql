-- Which product has a SKU. ?1 JSON list of SKUs.
SELECT variant.sku AS sku, product.slug AS slug
FROM json_each(?1) AS wanted
CROSS JOIN variant ON variant.sku = wanted.value
CROSS JOIN product ON product.id = variant.product_id;
