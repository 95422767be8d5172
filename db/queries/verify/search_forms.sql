-- The forms of words of one language, in order. ?1 locale.
SELECT deletion, term FROM search_term_deletion WHERE locale_code = ?1 ORDER BY deletion, term;
