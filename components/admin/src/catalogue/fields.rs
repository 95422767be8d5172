//! Fields that several screens of products share.

use outpost_domain::catalogue::{Named, ProductState, Reference};
use outpost_web_admin::view::{Cell, Choice, Control, Field};
use outpost_web_ui::localizer::Localizer;

/// A product's state.
pub(super) fn state_cell(l10n: Localizer, state: ProductState) -> Cell {
    let tone = match state {
        ProductState::Published => "good",
        ProductState::Draft => "warn",
        ProductState::Archived => "quiet",
    };
    Cell::Badge(state_text(l10n, state), tone)
}

/// A product's state in words.
pub(super) fn state_text(l10n: Localizer, state: ProductState) -> &'static str {
    match state {
        ProductState::Published => l10n.text("catalogue-published"),
        ProductState::Draft => l10n.text("catalogue-draft"),
        ProductState::Archived => l10n.text("catalogue-archived"),
    }
}

/// A field for one of a list.
pub(super) fn one_of(id: &'static str, label: &'static str, chosen: &str, list: &[Named]) -> Field {
    let choices = list.iter().map(|named| Choice::new(&named.code, &named.name)).collect();
    Field::new(id, label, chosen).of(Control::Select(choices))
}

/// The fields for brand, category, vendor and tax class.
pub(super) fn belongings(l10n: Localizer, chosen: [&str; 4], known: &Reference) -> Vec<Field> {
    let [brand, category, vendor, tax_class] = chosen;
    let classes = known.tax_classes().into_iter().map(|class| Choice::new(class, class)).collect();
    vec![
        Field::new("brand", l10n.text("catalogue-brand"), brand).of(Control::Suggest(known.brands.clone())),
        one_of("category", l10n.text("catalogue-category"), category, &known.categories),
        one_of("vendor", l10n.text("catalogue-vendor"), vendor, &known.vendors),
        Field::new("tax_class", l10n.text("catalogue-tax-class"), tax_class).of(Control::Select(classes)),
    ]
}
