-- The badge of every product from the levels of its variants.
UPDATE product SET stock_state = product_stock.state
FROM product_stock
WHERE product_stock.product_id = product.id AND product.stock_state <> product_stock.state;
