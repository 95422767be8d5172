INSERT INTO category_facet (category_id, market_code, facet_id, products) VALUES (?1, ?2, ?3, ?4);
