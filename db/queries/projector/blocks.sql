-- Facet blocks. ?1 their keys as JSON: [{"category_id", "market_code", "block"}].
SELECT
    facet_block.category_id, facet_block.market_code, facet_block.block, facet_block.places, facet_block.prices,
    facet_block.created, facet_block.ratings, facet_block.facet_ids, facet_block.bitsets
FROM json_each(?1) AS wanted
CROSS JOIN facet_block
    ON facet_block.category_id = wanted.value ->> 'category_id'
    AND facet_block.market_code = wanted.value ->> 'market_code'
    AND facet_block.block = wanted.value ->> 'block'
