//! Variants: made from the options that a shopper chooses among, each with its weight and its price in every market.

use std::collections::BTreeSet;

use axum::response::Response;
use outpost_domain::catalogue::{DraftPrice, DraftVariant, ProductDraft, Reference, ValueCode, parse_amount, slug_of};
use outpost_http::Failure;

use super::saving::edit;
use crate::named::Named;
use crate::submission::Submission;

/// The most options of a product.
pub(super) const OPTIONS_MAX: usize = 3;

/// `POST /admin/catalogue/products/{product}/options`: every choice that has no variant yet gets one.
pub(crate) async fn options(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, _| {
        let mut choices: Vec<(String, Vec<String>)> = Vec::new();
        for place in 1..=OPTIONS_MAX {
            let attribute = slug_of(&form.text(&format!("option{place}"), 60));
            let values = form.text(&format!("values{place}"), 2_000);
            let values: Vec<String> =
                values.split([',', '\n']).map(slug_of).filter(|value| !value.is_empty()).collect();
            if !attribute.is_empty() && !values.is_empty() {
                choices.push((attribute, values));
            }
        }
        combine(draft, &choices);
        Ok(())
    })
    .await
}

/// The variants of every choice, in order. One that is there keeps what it has; a new one is like the first.
fn combine(draft: &mut ProductDraft, choices: &[(String, Vec<String>)]) {
    let mut wanted = vec![Vec::new()];
    for (attribute, values) in choices {
        let value = |value: &String| ValueCode { attribute: attribute.clone(), value: value.clone() };
        wanted = wanted
            .into_iter()
            .flat_map(|before: Vec<ValueCode>| {
                values.iter().map(move |one| [before.clone(), vec![value(one)]].concat())
            })
            .collect();
    }
    let before = std::mem::take(&mut draft.variants);
    let model = before.first().cloned().unwrap_or_default();
    let base = base(&model, &draft.options);
    draft.options = choices.iter().map(|(attribute, _)| attribute.clone()).collect();
    draft.variants = wanted
        .into_iter()
        .map(|chosen| {
            let end = chosen.iter().map(|code| code.value.to_uppercase()).collect::<Vec<_>>().join("-");
            let values: BTreeSet<ValueCode> = chosen.into_iter().collect();
            let known = before.iter().find(|variant| variant.values == values);
            known.cloned().unwrap_or_else(|| {
                let sku = if end.is_empty() { model.sku.clone() } else { format!("{base}-{end}") };
                let sku = sku.chars().take(32).collect::<String>().trim_end_matches('-').to_owned();
                DraftVariant { sku, values, planned: BTreeSet::new(), ..model.clone() }
            })
        })
        .collect();
}

/// What SKUs of a product begin with: that of a variant without its own values.
fn base(variant: &DraftVariant, options: &[String]) -> String {
    let value = |option: &String| variant.values.iter().find(|code| code.attribute == *option);
    let end: String = options.iter().filter_map(value).map(|code| format!("-{}", code.value.to_uppercase())).collect();
    variant.sku.strip_suffix(&end).unwrap_or(&variant.sku).chars().take(16).collect()
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

fn read(form: &Submission, place: usize, variant: &mut DraftVariant, known: &Reference) -> Result<(), Failure> {
    let field = |name: &str| format!("{name}:{place}");
    variant.sku = form.text(&field("sku"), 32).to_uppercase();
    variant.weight_grams = form.parse(&field("weight"))?;
    let measure = form.text(&field("measure"), 20);
    variant.measure = if measure.is_empty() { None } else { Some(measure.parse().map_err(|_| Failure::BadRequest)?) };
    for market in &known.markets {
        let amount = |name: &str| {
            let text = form.text(&format!("{name}:{}:{place}", market.code), 20);
            if text.is_empty() {
                return Ok(None);
            }
            parse_amount(&text, market.exponent).map(Some).ok_or(Failure::BadRequest)
        };
        match amount("price")? {
            Some(price) => {
                let price = DraftPrice { amount: price, compare_at: amount("compare")? };
                variant.prices.insert(market.code.clone(), price);
            }
            None => drop(variant.prices.remove(&market.code)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_become_variants_and_what_is_there_stays() {
        let mut draft = ProductDraft {
            variants: vec![DraftVariant { sku: "TEE".to_owned(), weight_grams: 150, ..DraftVariant::default() }],
            ..ProductDraft::default()
        };
        let choice = |attribute: &str, values: &[&str]| {
            (attribute.to_owned(), values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>())
        };
        combine(&mut draft, &[choice("size", &["s", "m"]), choice("colour", &["red"])]);
        let skus = |draft: &ProductDraft| draft.variants.iter().map(|variant| variant.sku.clone()).collect::<Vec<_>>();
        assert_eq!(skus(&draft), ["TEE-S-RED", "TEE-M-RED"]);
        draft.variants[1].weight_grams = 170;
        combine(&mut draft, &[choice("size", &["m", "l"]), choice("colour", &["red"])]);
        assert_eq!(skus(&draft), ["TEE-M-RED", "TEE-L-RED"]);
        assert_eq!(draft.variants[0].weight_grams, 170);
        assert_eq!(draft.options, ["size", "colour"]);
    }
}
