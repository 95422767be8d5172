-- Counts of facets that are not 0.
SELECT category_id, market_code, facet_id, products FROM category_facet WHERE products <> 0;
