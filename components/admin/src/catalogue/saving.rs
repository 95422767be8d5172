//! A form of a product: what it says goes into what is stored, unless somebody else was faster.

use axum::response::Response;
use outpost_db::catalogue::{CatalogueRefusal, ProductChange, SaveProducts, product, reference, save_products};
use outpost_domain::catalogue::{Defect, DefectCode, ProductDraft, Reference};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_web_admin::routes;

use crate::submission::Submission;

/// The address of a product.
pub(super) fn address(id: i64) -> String {
    routes::of(routes::PRODUCT, &id.to_string())
}

/// What somebody typed that cannot be read as what the field holds.
pub(super) struct Unreadable(Defect);

impl Unreadable {
    /// A field of the product itself.
    pub(super) fn field(name: &str) -> Self {
        Self(Defect { field: name.to_owned(), variant: None, code: DefectCode::Invalid })
    }

    /// A field of the variant at a place, from 0.
    pub(super) fn of_variant(place: usize, name: &str) -> Self {
        Self(Defect { variant: Some(place), ..Self::field(name).0 })
    }
}

impl From<Unreadable> for CatalogueRefusal {
    fn from(Unreadable(defect): Unreadable) -> Self {
        Self::Defects(vec![defect])
    }
}

/// Changes a product as a form says, and leads back to it. The form names the version that it was made of.
pub(super) async fn edit(
    id: i64,
    form: Submission,
    change: impl FnOnce(&Submission, &mut ProductDraft, &Reference) -> Result<(), Unreadable>,
) -> Result<Response, Failure> {
    let version = form.parse("version")?;
    let known = reference(form.sql(), Locale::ENGLISH).await?;
    let stored = product(form.primary(), id).await?.ok_or(Failure::NotFound)?;
    let mut draft = stored.draft.clone();
    if let Err(unreadable) = change(&form, &mut draft, &known) {
        return form.refused(&address(id), CatalogueRefusal::from(unreadable));
    }
    let change = ProductChange { seen: Some((id, version)), draft };
    let command = form.state.command_id();
    let outcome = save(&form, command, change, Some(&stored.draft), &known).await;
    form.answer(outcome, command, &address(id), "saved")
}

/// Checks a product and stores it.
pub(super) async fn save(
    form: &Submission,
    id: CommandId,
    change: ProductChange,
    before: Option<&ProductDraft>,
    known: &Reference,
) -> Result<(), CatalogueRefusal> {
    change.check(before, known)?;
    let command = SaveProducts { id, sender: form.sender(), products: vec![change], stock: Vec::new() };
    save_products(form.primary(), &command, known).await
}
