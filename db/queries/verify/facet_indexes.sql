-- The facet indexes of a market. ?1 market.
SELECT category_id, ranks, facet_ids, bitsets FROM facet_index WHERE market_code = ?1 ORDER BY category_id;
