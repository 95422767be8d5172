-- Every facet block.
SELECT category_id, market_code, block, places, prices, created, ratings, facet_ids, bitsets FROM facet_block;
