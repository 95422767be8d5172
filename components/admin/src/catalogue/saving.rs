//! A form of a product: what it says goes into what is stored, unless somebody else was faster.

use axum::response::Response;
use outpost_db::catalogue::{CatalogueRefusal, ProductChange, SaveProducts, product, reference, save_products};
use outpost_domain::catalogue::{ProductDraft, Reference};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_web_admin::routes;

use crate::submission::Submission;

/// The address of a product.
pub(super) fn address(id: i64) -> String {
    routes::of(routes::PRODUCT, &id.to_string())
}

/// Changes a product as a form says, and leads back to it. The form names the version that it was made of.
pub(super) async fn edit(
    id: i64,
    form: Submission,
    change: impl FnOnce(&Submission, &mut ProductDraft, &Reference) -> Result<(), Failure>,
) -> Result<Response, Failure> {
    let version = form.parse("version")?;
    let known = reference(form.sql(), Locale::ENGLISH).await?;
    let stored = product(form.primary(), id).await?.ok_or(Failure::NotFound)?;
    let mut draft = stored.draft.clone();
    change(&form, &mut draft, &known)?;
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
