//! Labels of filters and chips.

use outpost_domain::listing::FacetLabel;

use crate::context::Context;

/// The label of a filter or a chip.
pub(super) fn label(cx: Context<'_>, label: &FacetLabel) -> String {
    match label {
        FacetLabel::Text(text) => text.clone(),
        FacetLabel::Price { from, below: None } => cx.format("facet-price-over", &[("from", cx.money(*from).into())]),
        FacetLabel::Price { from, below: Some(below) } if from.minor() == 0 => {
            cx.format("facet-price-under", &[("below", cx.money(*below).into())])
        }
        FacetLabel::Price { from, below: Some(below) } => {
            let bounds = [("from", cx.money(*from).into()), ("below", cx.money(*below).into())];
            cx.format("facet-price-between", &bounds)
        }
        FacetLabel::Stars(stars) => cx.plural("facet-stars", u64::from(*stars)),
        FacetLabel::InStock => cx.text("facet-in-stock").to_owned(),
    }
}
