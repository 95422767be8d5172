-- Full-text search per locale. A document's rowid is its product's rank, so that matches come out most popular first.
-- The texts are segmented by outpost_domain::search (Japanese into character pairs), the same for index and query.

CREATE VIRTUAL TABLE search_en USING fts5(
    title, brand, category, facts,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_de USING fts5(
    title, brand, category, facts,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_ja USING fts5(
    title, brand, category, facts,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Words of the catalogue, for suggestions and for mending a typo.
CREATE TABLE search_term (
    locale_code TEXT NOT NULL,
    term TEXT NOT NULL,
    products INTEGER NOT NULL,
    PRIMARY KEY (locale_code, term)
) STRICT, WITHOUT ROWID;

-- Each term with one letter left out: two words one typo apart share such a form.
CREATE TABLE search_term_deletion (
    locale_code TEXT NOT NULL,
    deletion TEXT NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (locale_code, deletion, term)
) STRICT, WITHOUT ROWID;
