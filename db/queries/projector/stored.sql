-- The projections of products as they are stored, whether the products are still there or not. ?1 product ids as JSON. One row.
SELECT
    (
        SELECT json_group_array(json_object(
            'market_code', listing.market_code,
            'product_id', listing.product_id,
            'price_minor', listing.price_minor,
            'price_max_minor', listing.price_max_minor,
            'compare_at_minor', listing.compare_at_minor,
            'price_band', listing.price_band,
            'media_hash', listing.media_hash
        ))
        FROM json_each(?1) AS wanted
        CROSS JOIN market
        CROSS JOIN listing ON listing.market_code = market.code AND listing.product_id = wanted.value
    ) AS listings,
    (
        SELECT json_group_array(json_object(
            'category_id', category_product.category_id,
            'rank', category_product.rank,
            'product_id', category_product.product_id
        ))
        FROM json_each(?1) AS wanted CROSS JOIN category_product ON category_product.product_id = wanted.value
    ) AS categories,
    (
        SELECT json_group_array(json_object(
            'market_code', search_projection.market_code,
            'rank', search_projection.rank,
            'product_id', search_projection.product_id,
            'price_minor', search_projection.price_minor,
            'created_at', search_projection.created_at,
            'fair_rating', search_projection.fair_rating,
            'facet_ids', search_projection.facet_ids
        ))
        FROM json_each(?1) AS wanted CROSS JOIN search_projection ON search_projection.product_id = wanted.value
    ) AS searches,
    (
        SELECT json_group_array(json_object(
            'product_id', product_text.product_id,
            'locale_code', product_text.locale_code,
            'facts', product_text.facts
        ))
        FROM json_each(?1) AS wanted CROSS JOIN product_text ON product_text.product_id = wanted.value
    ) AS facts,
    (
        SELECT json_group_array(json_object(
            'product_id', search_document.product_id,
            'locale_code', search_document.locale_code,
            'rank', search_document.rank,
            'document', search_document.document
        ))
        FROM json_each(?1) AS wanted CROSS JOIN search_document ON search_document.product_id = wanted.value
    ) AS documents
