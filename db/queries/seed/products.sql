-- How many products there are, to tell an empty database from a seeded one.
SELECT count(*) FROM product;
