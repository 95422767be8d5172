//! The pages that are measured, as many addresses of each kind as make a fair mixture.

use anyhow::{Context, Result, ensure};
use outpost_system_tests::Shopper;

/// Products visited, spread over the whole catalogue.
const PRODUCTS: usize = 200;
/// Products whose names are searched for.
const SEARCHED: usize = 30;

/// One kind of page.
#[derive(Clone, Debug)]
pub struct View {
    /// Its name in the table.
    pub name: &'static str,
    /// Its addresses.
    pub paths: Vec<String>,
}

/// Finds addresses by walking through a shop.
///
/// # Errors
/// When the shop lacks a kind of page.
pub async fn of(shopper: &mut Shopper) -> Result<Vec<View>> {
    let home = shopper.get("/en-gb").await?;
    let categories = home.links("/en-gb/c/");
    ensure!(!categories.is_empty(), "the front page links to no category");
    let products = shopper.products(PRODUCTS).await?;
    let queries = queries(shopper, &products).await?;
    let search = |path: &str| queries.iter().map(|query| format!("/en-gb/{path}?q={query}")).collect();
    let sorts = ["", "?page=2", "?sort=price-asc", "?sort=rating"];
    let listings = categories.iter().enumerate().map(|(at, path)| format!("{path}{}", sorts[at % sorts.len()]));
    let (listings, filtered) = (listings.collect(), filtered(shopper, &categories).await?);
    Ok(vec![
        View { name: "plain", paths: vec!["/robots.txt".to_owned()] },
        View { name: "home", paths: vec!["/en-gb".to_owned(), "/de-de".to_owned(), "/ja-jp".to_owned()] },
        View { name: "listing", paths: listings },
        View { name: "filtered", paths: filtered },
        View { name: "product", paths: products },
        View { name: "search", paths: search("search") },
        View { name: "suggest", paths: search("suggest") },
    ])
}

/// Each category once, with the filters that its own page offers: one of them, or two at once.
async fn filtered(shopper: &mut Shopper, categories: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (at, category) in categories.iter().enumerate() {
        let page = shopper.get(category).await?;
        let filters = page.values("f");
        let Some(first) = filters.get(at % filters.len().max(1)) else { continue };
        let path = format!("{category}?f={first}");
        let narrower = shopper.get(&path).await?.values("f").into_iter().find(|filter| filter != first);
        found.extend(narrower.map(|filter| format!("{path}&f={filter}")));
        found.push(path);
    }
    ensure!(!found.is_empty(), "no category offers a filter");
    Ok(found)
}

/// Two in three as the shop writes it, one in three with a slip of the finger; two words, one word, or its beginning.
async fn queries(shopper: &mut Shopper, products: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let step = products.len().div_ceil(SEARCHED);
    for (at, product) in products.iter().step_by(step).enumerate() {
        let page = shopper.get(product).await?;
        let title = page.heading().with_context(|| format!("{product} has no heading"))?;
        let words: Vec<String> = title
            .split(|letter: char| !letter.is_ascii_alphabetic())
            .filter(|word| word.len() > 3)
            .map(str::to_ascii_lowercase)
            .collect();
        let Some(last) = words.last() else { continue };
        found.push(match at % 3 {
            0 => words[words.len().saturating_sub(2)..].join("+"),
            1 => last[..4].to_owned(),
            _ => format!("{}{}", &last[..2], &last[3..]),
        });
    }
    ensure!(!found.is_empty(), "no product has a name to search for");
    Ok(found)
}
