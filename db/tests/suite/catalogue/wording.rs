//! What a search makes of words that do not fit: too many of them, misspelt ones, other ways of writing them.

use std::collections::BTreeSet;

use outpost_db::listing::ListingQuery;
use outpost_db::search::{Results, results, suggest};
use outpost_db::sql::{Sql, Value};
use outpost_domain::market::MarketLocale;

use super::search::terms;
use super::{DE_DE, EN_GB, JA_JP, counting, shop};

async fn find(prefix: MarketLocale, text: &str) -> Results {
    results(shop().await, prefix, text, &ListingQuery::default()).await.expect(text)
}

fn slugs(found: &Results) -> BTreeSet<&str> {
    found.page.cards.iter().map(|card| card.slug.as_str()).collect()
}

/// Whether an English product has all of the words.
async fn go_together(words: &[&str]) -> bool {
    let expression: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    let statement = "SELECT 1 FROM search_en WHERE search_en MATCH ?1 LIMIT 1";
    let rows = shop().await.query(statement, vec![Value::from(expression.join(" AND "))]).await.expect("a match");
    rows.into_first().is_some()
}

#[tokio::test]
async fn words_the_shop_does_not_know_are_left_out() {
    let sql = counting().await;
    for known in terms(EN_GB).await.into_iter().take(10) {
        let alone = find(EN_GB, &known).await;
        for text in [format!("xyzzyxyzzy {known}"), format!("{known} xyzzyxyzzy qqqqqq")] {
            let found = results(&sql, EN_GB, &text, &ListingQuery::default()).await.expect("results");
            assert_eq!((found.shown_for.as_ref(), sql.take()), (Some(&known), 1), "{text}");
            assert_eq!(found.page, alone.page, "{text}");
            let offered = suggest(&sql, EN_GB, &text).await.expect("suggestions");
            assert!(offered.queries.contains(&known) && !offered.products.is_empty() && sql.take() <= 2, "{text}");
        }
    }
}

#[tokio::test]
async fn of_words_that_nothing_has_together_the_most_are_looked_for() {
    let sql = counting().await;
    let terms: Vec<String> = terms(EN_GB).await.into_iter().take(16).collect();
    let (mut pairs, mut triples) = (0, 0);
    for (first, second) in terms.iter().flat_map(|first| terms.iter().map(move |second| (first, second))) {
        if go_together(&[first, second]).await {
            continue;
        }
        let text = format!("{first} {second}");
        let found = results(&sql, EN_GB, &text, &ListingQuery::default()).await.expect("results");
        assert_eq!((found.shown_for.as_ref(), sql.take()), (Some(second), 1), "{text}: the last word names the thing");
        pairs += 1;
        for third in &terms {
            if triples < 20
                && third != first
                && go_together(&[first, third]).await
                && !go_together(&[second, third]).await
            {
                let text = format!("{first} {third} {second}");
                let found = results(&sql, EN_GB, &text, &ListingQuery::default()).await.expect("results");
                assert_eq!((found.shown_for, sql.take()), (Some(format!("{first} {third}")), 1), "{text}");
                triples += 1;
            }
        }
    }
    assert!(pairs > 0 && triples > 0, "{pairs} pairs, {triples} triples were tried");
}

#[tokio::test]
async fn a_typo_beside_an_unknown_word_is_mended_all_the_same() {
    let sql = counting().await;
    for text in ["ketle xyzzyxyzzy", "xyzzyxyzzy ketle"] {
        let found = results(&sql, EN_GB, text, &ListingQuery::default()).await.expect("results");
        assert_eq!((found.shown_for.as_deref(), sql.take()), (Some("kettle"), 2), "{text}");
        assert!(!found.page.cards.is_empty());
    }
}

#[tokio::test]
async fn a_short_word_is_not_taken_for_another() {
    let sql = counting().await;
    let statement = "SELECT DISTINCT deletion FROM search_term_deletion
        WHERE locale_code = 'en' AND length(deletion) = 3 AND NOT EXISTS (
            SELECT 1 FROM search_term WHERE locale_code = 'en' AND term GLOB deletion || '*'
        ) LIMIT 40";
    let mut tried = 0;
    for mut row in shop().await.query(statement, Vec::new()).await.expect("forms") {
        let short = row.text("deletion").expect("a form");
        let found = results(&sql, EN_GB, &short, &ListingQuery::default()).await.expect("results");
        assert_eq!((found.shown_for, sql.take()), (None, 1), "{short}");
        tried += 1;
    }
    assert!(tried > 10, "only {tried} were tried");
}

#[tokio::test]
async fn a_german_word_is_found_however_its_umlauts_are_written() {
    let letters = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")];
    let statement = "SELECT term FROM search_term WHERE locale_code = 'de' AND instr(term, ?1) AND length(term) > 4
        ORDER BY products DESC, term LIMIT 8";
    let mut tried = 0;
    for (one, two) in letters.into_iter().flat_map(|(one, two)| [(one, two), (two, one)]) {
        for mut row in shop().await.query(statement, vec![Value::from(one)]).await.expect("terms") {
            let term = row.text("term").expect("a term");
            let typed = term.replacen(one, two, 1);
            let (found, expected) = (find(DE_DE, &typed).await, find(DE_DE, &term).await);
            assert_eq!(found.shown_for, None, "{typed}");
            assert!(found.page.total >= expected.page.total && expected.page.total > 0, "{typed} for {term}");
            let offered = suggest(shop().await, DE_DE, &typed).await.expect("suggestions");
            assert!(offered.queries.contains(&term) && !offered.products.is_empty(), "{typed}: {offered:?}");
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} were tried");
}

#[tokio::test]
async fn a_single_japanese_sign_finds_the_words_it_stands_in() {
    for term in terms(JA_JP).await {
        for sign in term.chars() {
            let found = find(JA_JP, &sign.to_string()).await;
            assert!(found.page.total > 0, "{sign} of {term}");
            assert_eq!(found.shown_for, None);
        }
    }
}

#[tokio::test]
async fn a_japanese_compound_is_found_by_its_parts() {
    let mut tried = 0;
    for term in terms(JA_JP).await.into_iter().filter(|term| term.chars().count() >= 3) {
        let whole = find(JA_JP, &term).await;
        for start in 0..term.chars().count() - 1 {
            let part: String = term.chars().skip(start).take(2).collect();
            assert!(find(JA_JP, &part).await.page.total >= whole.page.total, "{part} of {term}");
        }
        tried += 1;
    }
    assert!(tried > 5, "only {tried} were tried");
}

#[tokio::test]
async fn the_parts_of_a_japanese_compound_may_stand_apart() {
    let terms = terms(JA_JP).await;
    let in_signs =
        |from: char, to: char| terms.iter().filter(move |term| term.chars().all(|sign| (from..=to).contains(&sign)));
    let (mut met, mut missed) = (0, 0);
    for (kanji, katakana) in
        in_signs('一', '龠').flat_map(|kanji| in_signs('ァ', 'ー').map(move |katakana| (kanji, katakana)))
    {
        let apart = find(JA_JP, &format!("{kanji} {katakana}")).await;
        let together = find(JA_JP, &format!("{kanji}{katakana}")).await;
        assert!(together.page.total > 0);
        if apart.shown_for.is_none() {
            assert!(together.page.total >= apart.page.total && together.shown_for.is_none(), "{kanji}{katakana}");
            met += 1;
        } else {
            assert_eq!((&together.shown_for, slugs(&together)), (&apart.shown_for, slugs(&apart)), "{kanji}{katakana}");
            missed += 1;
        }
    }
    assert!(met > 0 && missed > 0, "{met} met, {missed} missed");
}

#[tokio::test]
async fn suggestions_begin_with_what_has_the_very_word() {
    let offered = suggest(shop().await, EN_GB, "kettle").await.expect("suggestions");
    let is_kettle = |text: &str| !text.to_lowercase().contains("kettlebell");
    assert_eq!(offered.queries.first().map(String::as_str), Some("kettle"));
    assert!(offered.queries.len() <= 3, "{offered:?}");
    let titles: Vec<&str> = offered.products.iter().map(|product| product.title.as_str()).collect();
    assert!(is_kettle(titles[0]) && titles.is_sorted_by_key(|title| !is_kettle(title)), "{titles:?}");
    assert!(is_kettle(&offered.categories[0].name), "{:?}", offered.categories);
}
