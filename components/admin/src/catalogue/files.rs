//! Products as files.

use axum::extract::State;
use axum::response::Response;
use outpost_db::catalogue::{ExportError, Imported, export as give_out, import, reference};
use outpost_domain::catalogue::Reference;
use outpost_domain::catalogue::file::{Layout, Problem, Shopify};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Choice, Control, Field, Form, Link, Notice, Page};
use outpost_web_ui::localizer::Localizer;

use super::fields::one_of;
use super::refusal::wrong;
use crate::csv::download;
use crate::screen::Screen;
use crate::session::Staff;
use crate::state::Shared;
use crate::submission::Submission;

/// The most bytes of an export: larger shops use `outpost-ctl export`.
const EXPORT_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Problems that a screen lists.
const LISTED_MAX: usize = 100;

/// `GET /admin/catalogue.csv`: every product in our own layout.
pub(crate) async fn export(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let sql = staff.sql(&state);
    let known = reference(sql, Locale::ENGLISH).await?;
    let mut file = Vec::new();
    let mut keep = |part: Vec<u8>| {
        file.extend(part);
        if file.len() > EXPORT_BYTES_MAX { Err(std::io::Error::other("too large")) } else { Ok(()) }
    };
    match give_out(sql, &known, &mut keep).await {
        Ok(_) => {}
        Err(ExportError::Sql(error)) => return Err(error.into()),
        Err(ExportError::Write(_)) => return Err(Failure::TooLarge),
        Err(ExportError::Line(error)) => return Err(Failure::Internal(error.to_string())),
    }
    let text = String::from_utf8(file).map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(download(text, "attachment; filename=\"products.csv\""))
}

/// `GET /admin/catalogue/imports`.
pub(crate) async fn show(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let known = reference(staff.sql(&state), Locale::ENGLISH).await?;
    Ok(page(Screen::new(&staff, routes::PRODUCTS), None, &known, ""))
}

/// `POST /admin/catalogue/imports`: tries the rows, and takes them in where that is asked for.
pub(crate) async fn take_in(form: Submission) -> Result<Response, Failure> {
    let known = reference(form.sql(), Locale::ENGLISH).await?;
    let Some(layout) = layout(&form, &known) else {
        return Ok(form.lacks(routes::PRODUCT_IMPORTS, "catalogue-refused-empty"));
    };
    let rows = form.fields.text("rows");
    let sender = || form.sender();
    let mut ids = || form.state.command_id();
    let ids: Option<&mut (dyn FnMut() -> CommandId + Send)> =
        if form.is_ticked("store") { Some(&mut ids) } else { None };
    let is_stored = ids.is_some();
    let done = import(form.primary(), (rows.as_bytes(), &layout), &known, &sender, ids, &mut |_, _| {}).await;
    match done {
        Ok(done) => {
            let screen = form.screen(routes::PRODUCTS);
            let notice = told(screen.l10n, &done, is_stored);
            Ok(page(screen, Some(notice), &known, rows))
        }
        Err(refusal) => form.refused(routes::PRODUCT_IMPORTS, refusal),
    }
}

fn page(screen: Screen, notice: Option<Notice>, known: &Reference, rows: &str) -> Response {
    let above = vec![Link::new(screen.l10n.text("admin-nav-catalogue"), routes::PRODUCTS)];
    let heading = screen.l10n.text("catalogue-import").to_owned();
    let blocks = vec![Block::Form(form(screen.l10n, known, rows))];
    screen.show(Page { heading, above, notice, blocks, ..Page::default() })
}

/// What was taken in, and what is wrong: line, column, and what.
fn told(l10n: Localizer, done: &Imported, is_stored: bool) -> Notice {
    let figures = [
        ("created", done.created.to_string().into()),
        ("updated", done.updated.to_string().into()),
        ("unchanged", done.unchanged.to_string().into()),
        ("drafts", done.held_back.len().to_string().into()),
        ("problems", done.problems.len().to_string().into()),
    ];
    let text = l10n.format(if is_stored { "catalogue-imported" } else { "catalogue-tried" }, &figures);
    let line = |problem: &Problem| {
        let place = [("line", problem.line.to_string().into()), ("column", problem.column.as_str().into())];
        format!("{}: {}", l10n.format("catalogue-place", &place), wrong(l10n, problem.code))
    };
    let lines = done.problems.iter().take(LISTED_MAX).map(line).collect();
    Notice { text, lines, is_error: !done.problems.is_empty() }
}

/// The layout that the form names; none where the shop has no vendor for the products of another shop.
fn layout(form: &Submission, known: &Reference) -> Option<Layout> {
    if form.fields.text("layout") != "shopify" {
        return Some(Layout::Outpost);
    }
    Some(Layout::Shopify(Shopify {
        locale: Locale::ENGLISH.code().to_owned(),
        market: form.text("market", 20),
        vendor: known.vendors.first()?.code.clone(),
        tax_class: "standard".to_owned(),
        category: form.text("category", 100),
        categories: known.categories.iter().map(|category| category.code.clone()).collect(),
        location: None,
        weight_grams: 500,
    }))
}

fn form(l10n: Localizer, known: &Reference, rows: &str) -> Form {
    let layouts = vec![Choice::new("outpost", "Outpost"), Choice::new("shopify", "Shopify")];
    let markets = known.markets.iter().map(|market| Choice::new(&market.code, market.code.to_uppercase())).collect();
    Form {
        action: routes::PRODUCT_IMPORTS.to_owned(),
        fields: vec![
            Field::new("layout", l10n.text("catalogue-layout"), "outpost").of(Control::Select(layouts)),
            Field::new("market", l10n.text("catalogue-import-market"), "").of(Control::Select(markets)),
            one_of("category", l10n.text("catalogue-import-category"), "", &known.categories),
            Field::new("rows", l10n.text("catalogue-rows"), rows)
                .hint(l10n.text("catalogue-rows-hint"))
                .of(Control::Lines),
            Field::new("store", l10n.text("catalogue-store"), "").of(Control::Tick),
        ],
        submit: l10n.text("catalogue-import-submit"),
        ..Form::default()
    }
}
