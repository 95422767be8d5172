//! Options: what a shopper chooses among, and the variants that follow from it.

use std::collections::BTreeSet;

use super::draft::{DraftVariant, OPTIONS_MAX, ProductDraft, VARIANTS_MAX, ValueCode};

/// An attribute with the values among which a shopper chooses, by their codes.
pub type Choice = (String, Vec<String>);

impl ProductDraft {
    /// Gives a product the variants of every choice, in order. One that is there keeps what it has; a new one is like the
    /// first. A product without variants gets none: no draft can be stored like that.
    pub fn choose_among(&mut self, choices: &[Choice]) {
        let before = std::mem::take(&mut self.variants);
        let Some(model) = before.first() else { return };
        let base = sku_base(model, &self.options);
        self.options = choices.iter().map(|(attribute, _)| attribute.clone()).collect();
        let variant = |(number, chosen): (usize, Vec<ValueCode>)| {
            let end = sku_end(&chosen, number);
            let values: BTreeSet<ValueCode> = chosen.into_iter().collect();
            let known = before.iter().find(|variant| variant.values == values);
            known.cloned().unwrap_or_else(|| {
                let sku = if values.is_empty() { model.sku.clone() } else { base.clone() + &end };
                let sku = sku.chars().take(32).collect::<String>().trim_end_matches('-').to_owned();
                DraftVariant { sku, values, planned: BTreeSet::new(), ..model.clone() }
            })
        };
        self.variants = (1..).zip(combinations(choices)).map(variant).collect();
    }
}

/// Every combination of one value of each option. One more than a product may have is enough to be refused.
fn combinations(choices: &[Choice]) -> Vec<Vec<ValueCode>> {
    let mut all = vec![Vec::new()];
    for (attribute, values) in choices.iter().take(OPTIONS_MAX) {
        let code = |value: &String| ValueCode { attribute: attribute.clone(), value: value.clone() };
        let with_each = |before: &Vec<ValueCode>| {
            let before = before.clone();
            values.iter().map(move |value| [&before[..], &[code(value)]].concat())
        };
        all = all.iter().flat_map(with_each).take(VARIANTS_MAX + 1).collect();
    }
    all
}

/// What the SKUs of a product begin with: that of a variant without its own values.
fn sku_base(variant: &DraftVariant, options: &[String]) -> String {
    let value = |option: &String| variant.values.iter().find(|code| code.attribute == *option).cloned();
    let own: Vec<ValueCode> = options.iter().filter_map(value).collect();
    variant.sku.strip_suffix(&sku_end(&own, 1)).unwrap_or(&variant.sku).chars().take(16).collect()
}

/// What tells the SKU of a variant from those of the others: its values, or its number where they have other letters.
fn sku_end(values: &[ValueCode], number: usize) -> String {
    let end: String = values.iter().map(|code| format!("-{}", code.value.to_uppercase())).collect();
    if end.is_ascii() { end } else { format!("-{number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shirt() -> ProductDraft {
        let first = DraftVariant { sku: "TEE".to_owned(), weight_grams: 150, ..DraftVariant::default() };
        ProductDraft { variants: vec![first], ..ProductDraft::default() }
    }

    fn choice(attribute: &str, values: &[&str]) -> Choice {
        (attribute.to_owned(), values.iter().map(|&value| value.to_owned()).collect())
    }

    fn skus(draft: &ProductDraft) -> Vec<&str> {
        draft.variants.iter().map(|variant| variant.sku.as_str()).collect()
    }

    #[test]
    fn choices_become_variants_and_what_is_there_stays() {
        let mut draft = shirt();
        draft.choose_among(&[choice("size", &["s", "m"]), choice("colour", &["red"])]);
        assert_eq!(skus(&draft), ["TEE-S-RED", "TEE-M-RED"]);
        draft.variants[1].weight_grams = 170;
        draft.choose_among(&[choice("size", &["m", "l"]), choice("colour", &["red"])]);
        assert_eq!(skus(&draft), ["TEE-M-RED", "TEE-L-RED"]);
        assert_eq!(draft.variants[0].weight_grams, 170);
        assert_eq!(draft.options, ["size", "colour"]);
    }

    #[test]
    fn a_sku_numbers_what_has_other_letters() {
        let mut draft = shirt();
        draft.choose_among(&[choice("colour", &["赤", "青"])]);
        assert_eq!(skus(&draft), ["TEE-1", "TEE-2"]);
    }

    #[test]
    fn more_combinations_than_a_product_may_have_are_not_made() {
        let mut draft = shirt();
        let values: Vec<String> = (0..1_000).map(|value| value.to_string()).collect();
        draft.choose_among(&["a", "b", "c"].map(|attribute| (attribute.to_owned(), values.clone())));
        assert_eq!(draft.variants.len(), VARIANTS_MAX + 1);
    }

    #[test]
    fn a_product_without_variants_gets_none() {
        let mut draft = ProductDraft::default();
        draft.choose_among(&[choice("size", &["s"])]);
        assert!(draft.variants.is_empty());
    }
}
