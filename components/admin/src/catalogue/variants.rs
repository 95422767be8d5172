//! Variants: made from the options that a shopper chooses among, each with its weight and its price in every market.

use axum::response::Response;
use outpost_domain::catalogue::{DraftPrice, DraftVariant, OPTIONS_MAX, Reference, code_of};
use outpost_http::Failure;

use super::saving::{Unreadable, edit};
use crate::named::Named;
use crate::submission::Submission;

/// `POST /admin/catalogue/products/{product}/options`: every choice that has no variant yet gets one.
pub(crate) async fn options(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, _| {
        let mut choices = Vec::new();
        for place in 1..=OPTIONS_MAX {
            let attribute = code_of(&form.text(&format!("option{place}"), 60));
            let values = form.text(&format!("values{place}"), 2_000);
            let values: Vec<String> =
                values.split([',', '\n']).map(code_of).filter(|value| !value.is_empty()).collect();
            if !attribute.is_empty() && !values.is_empty() {
                choices.push((attribute, values));
            }
        }
        draft.choose_among(&choices);
        Ok(())
    })
    .await
}

/// `POST /admin/catalogue/products/{product}/variants`: SKUs, weights, measures and prices. A variant without a SKU goes.
pub(crate) async fn save(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, known| {
        for (place, variant) in draft.variants.iter_mut().enumerate() {
            read(form, place, variant, known)?;
        }
        draft.variants.retain(|variant| !variant.sku.is_empty());
        Ok(())
    })
    .await
}

fn read(form: &Submission, place: usize, variant: &mut DraftVariant, known: &Reference) -> Result<(), Unreadable> {
    let unreadable = |name: &str| Unreadable::of_variant(place, name);
    let field = |name: &str| format!("{name}:{place}");
    variant.sku = form.text(&field("sku"), 32).to_uppercase();
    variant.weight_grams = form.parse(&field("weight")).map_err(|_| unreadable("weight"))?;
    let measure = form.text(&field("measure"), 20);
    variant.measure = match measure.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| unreadable("measure"))?),
    };
    for market in &known.markets {
        let amount = |name: &str, called: &str| {
            let read = form.amount(&format!("{name}:{}:{place}", market.code), market.exponent);
            read.map_err(|_| unreadable(&format!("{called}:{}", market.code)))
        };
        match amount("price", "price")? {
            Some(price) => {
                let price = DraftPrice { amount: price, compare_at: amount("compare", "compare_at")? };
                variant.prices.insert(market.code.clone(), price);
            }
            None => drop(variant.prices.remove(&market.code)),
        }
    }
    Ok(())
}
