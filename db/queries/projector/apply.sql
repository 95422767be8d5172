INSERT INTO apply_projection (
    id, digest, principal, session, request_id, sent_at, holder, products, scopes, categories, listings_gone, listings, places_gone, places,
    searches_gone, searches, facts, documents_gone, documents, facets, terms, forms, blocks_gone, blocks
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24
)
