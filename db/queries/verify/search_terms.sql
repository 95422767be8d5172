-- The words of one language and on how many products they are, in order. ?1 locale.
SELECT term, products FROM search_term WHERE locale_code = ?1 ORDER BY term;
