-- Products that were withheld from a market until now, the 200 earliest.
CREATE VIEW due_sale AS
SELECT * FROM product_withheld WHERE until <= (SELECT now FROM clock) ORDER BY until LIMIT 200;
