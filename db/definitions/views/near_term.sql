-- Words of the catalogue that share a form with a misspelt one.
CREATE VIEW near_term AS
SELECT
    search_term_deletion.locale_code AS locale_code,
    search_term_deletion.deletion AS form,
    search_term.term AS term,
    search_term.products AS products
FROM search_term_deletion
CROSS JOIN search_term
    ON search_term.locale_code = search_term_deletion.locale_code AND search_term.term = search_term_deletion.term;
