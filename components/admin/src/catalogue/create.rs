//! New products: from nothing, and as copies of others.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use outpost_db::catalogue::{CatalogueRefusal, ProductChange, product, products_by_slug, reference};
use outpost_domain::catalogue::{DraftVariant, ProductDraft, ProductText, Reference, slug_of};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Control, Field, Form, Link, Notice, Page};
use outpost_web_ui::localizer::Localizer;

use super::fields::belongings;
use super::saving::{Unreadable, address, save};
use crate::named::Named;
use crate::screen::Screen;
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// `GET /admin/catalogue/new`.
pub(crate) async fn new(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let known = reference(staff.sql(&state), Locale::ENGLISH).await?;
    let screen = Screen::new(&staff, routes::PRODUCTS);
    let l10n = screen.l10n;
    let above = vec![Link::new(l10n.text("admin-nav-catalogue"), routes::PRODUCTS)];
    let Some(form) = form(l10n, &known, state.command_id()) else {
        return Ok(screen.refused(routes::PRODUCTS, Notice::error(l10n.text("catalogue-refused-empty"))));
    };
    let heading = l10n.text("catalogue-new").to_owned();
    Ok(screen.show(Page { heading, above, blocks: vec![Block::Form(form)], ..Page::default() }))
}

/// `POST /admin/catalogue`. The id was made with the form, so pressing twice makes one product.
pub(crate) async fn create(form: Submission) -> Result<Response, Failure> {
    let id: CommandId = form.parse("id")?;
    let known = reference(form.sql(), Locale::ENGLISH).await?;
    let Ok(weight_grams) = form.parse("weight") else {
        return form.refused(routes::PRODUCT_NEW, CatalogueRefusal::from(Unreadable::of_variant(0, "weight")));
    };
    let title = form.text("title", 200);
    let slug = slug_of(&title);
    let draft = ProductDraft {
        slug: if slug.is_empty() { "product".to_owned() } else { slug },
        vendor: form.text("vendor", 100),
        brand: form.text("brand", 100),
        category: form.text("category", 100),
        tax_class: form.text("tax_class", 20),
        variants: vec![DraftVariant {
            sku: form.text("sku", 32).to_uppercase(),
            weight_grams,
            ..DraftVariant::default()
        }],
        texts: BTreeMap::from([(Locale::ENGLISH.code().to_owned(), ProductText { title, ..ProductText::default() })]),
        ..ProductDraft::default()
    };
    store_new(form, id, draft, &known, routes::PRODUCT_NEW).await
}

/// `POST /admin/catalogue/products/{product}/copies`: a draft like another product, with SKUs of its own.
pub(crate) async fn copy(Named(of): Named<i64>, form: Submission) -> Result<Response, Failure> {
    let id: CommandId = form.parse("id")?;
    let known = reference(form.sql(), Locale::ENGLISH).await?;
    let original = product(form.primary(), of).await?.ok_or(Failure::NotFound)?.draft;
    // The end of the command's id, so that pressing twice makes one copy and pressing again another.
    let mark: String = id.to_string().chars().rev().take(4).collect();
    store_new(form, id, original.copied(&mark), &known, &address(of)).await
}

/// Stores a new product and leads to it.
async fn store_new(
    form: Submission,
    id: CommandId,
    draft: ProductDraft,
    known: &Reference,
    back: &str,
) -> Result<Response, Failure> {
    let slug = draft.slug.clone();
    match save(&form, id, ProductChange::new(draft), None, known).await {
        Ok(()) => {
            let made = products_by_slug(form.primary(), &[&slug]).await?.pop().ok_or(Failure::NotFound)?;
            Ok(form.done(id, &address(made.id), "product-created"))
        }
        Err(refusal) => form.refused(back, refusal),
    }
}

/// The form of a new product; none where the shop lacks a category or a vendor, which every product needs.
fn form(l10n: Localizer, known: &Reference, id: CommandId) -> Option<Form> {
    let (category, vendor) = (known.categories.first()?, known.vendors.first()?);
    let mut fields = vec![Field::new("title", l10n.text("catalogue-title"), "")];
    fields.extend(belongings(l10n, ["", &category.code, &vendor.code, "standard"], known));
    fields.extend([
        Field::new("sku", l10n.text("inventory-sku"), "").hint(l10n.text("catalogue-sku-hint")),
        Field::new("weight", l10n.text("catalogue-weight"), "").of(Control::Number),
    ]);
    Some(Form {
        action: routes::PRODUCTS.to_owned(),
        hidden: vec![("id", id.to_string())],
        fields,
        submit: l10n.text("catalogue-create"),
        ..Form::default()
    })
}
