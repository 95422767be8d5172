//! Structured data for search engines: the product, its offer, its rating, its breadcrumbs.

use outpost_domain::money::Money;
use outpost_domain::stock::StockLevel;
use serde_json::{Value, json};

use crate::context::Context;
use crate::paths;
use crate::view::Product;

/// The data as JSON that is safe inside a `script` element: no `<` can end it early.
pub(super) fn json_ld(cx: Context<'_>, page: &Product) -> String {
    let graph = json!({ "@context": "https://schema.org", "@graph": [product(cx, page), breadcrumbs(cx, page)] });
    graph.to_string().replace('<', "\\u003c")
}

fn product(cx: Context<'_>, page: &Product) -> Value {
    let root = &cx.shell.public_url;
    let pictures: Vec<String> = page.pictures.iter().map(|picture| format!("{root}{}", picture.src)).collect();
    let mut product = json!({
        "@type": "Product",
        "name": page.name,
        "description": page.description,
        "sku": page.sku,
        "image": pictures,
        "offers": {
            "@type": "Offer",
            "url": format!("{root}{}?v={}", paths::product(cx.shell.market_locale, &page.slug), page.sku),
            "price": decimal(page.price.amount),
            "priceCurrency": page.price.amount.currency().code(),
            "availability": availability(page.stock),
            "itemCondition": "https://schema.org/NewCondition",
            "seller": { "@type": "Organization", "name": page.vendor },
        },
    });
    if let Some(brand) = &page.brand {
        product["brand"] = json!({ "@type": "Brand", "name": brand });
    }
    if let Some(summary) = page.rating {
        let mean = format!("{}.{}", summary.rating.tenths / 10, summary.rating.tenths % 10);
        product["aggregateRating"] =
            json!({ "@type": "AggregateRating", "ratingValue": mean, "reviewCount": summary.rating.count });
    }
    product
}

fn breadcrumbs(cx: Context<'_>, page: &Product) -> Value {
    let root = &cx.shell.public_url;
    let item = |position: usize, name: &str, path: String| {
        let address = format!("{root}{path}");
        json!({ "@type": "ListItem", "position": position, "name": name, "item": address })
    };
    let market_locale = cx.shell.market_locale;
    let mut items = vec![item(1, cx.text("breadcrumbs-home"), paths::home(market_locale))];
    for (index, category) in page.breadcrumbs.iter().enumerate() {
        items.push(item(index + 2, &category.name, paths::category(market_locale, &category.slug)));
    }
    items.push(item(items.len() + 1, &page.name, paths::product(market_locale, &page.slug)));
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

const fn availability(stock: StockLevel) -> &'static str {
    match stock {
        StockLevel::In => "https://schema.org/InStock",
        StockLevel::Low { .. } => "https://schema.org/LimitedAvailability",
        StockLevel::Backorder { .. } => "https://schema.org/BackOrder",
        StockLevel::Out => "https://schema.org/OutOfStock",
    }
}

/// An amount as machines read it: `12.50`, `1200`.
fn decimal(amount: Money) -> String {
    let decimals = amount.currency().exponent();
    let scale = 10i64.pow(decimals);
    match decimals {
        0 => amount.minor().to_string(),
        _ => {
            let (whole, rest) = (amount.minor() / scale, amount.minor() % scale);
            format!("{whole}.{rest:0width$}", width = decimals as usize)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use outpost_domain::samples::{GBP, JPY};

    #[test]
    fn machines_read_a_point_and_no_separators() {
        assert_eq!(decimal(Money::new(123_405, GBP)), "1234.05");
        assert_eq!(decimal(Money::new(1_234, JPY)), "1234");
    }
}
