//! The screen of one product: a form for each part of it.

use axum::extract::State;
use axum::response::Response;
use outpost_db::catalogue::{price_history, product, reference};
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Link, Page};

use super::forms::Forms;
use crate::audit;
use crate::named::Named;
use crate::screen::Screen;
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/catalogue/products/{product}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(id): Named<i64>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let stored = product(staff.sql(&state), id).await?.ok_or(Failure::NotFound)?;
    let known = reference(staff.sql(&state), Locale::ENGLISH).await?;
    let earlier = price_history(staff.sql(&state), id).await?;
    let screen = Screen::new(&staff, routes::PRODUCTS);
    let form = Forms { l10n: screen.l10n, stored: &stored, known: &known };
    let draft = &stored.draft;
    let l10n = screen.l10n;
    let mut blocks = vec![Block::Grid(form.texts()), Block::Grid(form.variants())];
    blocks.push(Block::Forms(vec![form.publication(), form.details(), form.options(), form.planned()]));
    if draft.variants.iter().any(|variant| !variant.planned.is_empty()) {
        blocks.push(Block::Table(form.to_come()));
    }
    if !earlier.is_empty() {
        blocks.push(Block::Heading(l10n.text("catalogue-history").to_owned()));
        blocks.push(Block::Table(form.earlier(earlier)));
    }
    blocks.push(Block::Form(form.copy(state.command_id().to_string())));
    blocks.extend(audit::about(&staff, l10n, &format!("product:{}", draft.slug)));
    let heading = draft.texts.get(Locale::ENGLISH.code()).map_or(&draft.slug, |text| &text.title).clone();
    let above = vec![Link::new(l10n.text("admin-nav-catalogue"), routes::PRODUCTS)];
    let notice = screen.done(&query);
    Ok(screen.show(Page { heading, above, notice, blocks, ..Page::default() }))
}
