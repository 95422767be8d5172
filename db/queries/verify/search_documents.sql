-- The documents of one language in the order of the index. ?1 locale.
SELECT product_id, locale_code, rank, document FROM search_document WHERE locale_code = ?1 ORDER BY rank;
