//! Products as files.

use axum::extract::State;
use axum::response::Response;
use http::header::{CONTENT_DISPOSITION, HeaderValue};
use outpost_db::catalogue::{ExportError, Imported, export as give_out, import, reference};
use outpost_domain::catalogue::Reference;
use outpost_domain::catalogue::file::{Layout, Shopify};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::caching::Caching;
use outpost_http::respond;
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Choice, Control, Field, Form, Link, Notice, Page};
use outpost_web_ui::localizer::Localizer;

use super::fields::one_of;
use super::refusal::wrong;
use crate::refusal::Refusal;
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
    let mut response = respond::text(Caching::no_store(), "text/csv; charset=utf-8", text);
    let name = HeaderValue::from_static("attachment; filename=\"products.csv\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, name);
    Ok(response)
}

/// `GET /admin/catalogue/imports`.
pub(crate) async fn show(State(state): State<Shared>, staff: Staff) -> Result<Response, Failure> {
    let known = reference(staff.sql(&state), Locale::ENGLISH).await?;
    let screen = Screen::new(&staff, routes::PRODUCTS);
    let form = form(screen.l10n, &known, "");
    Ok(page(screen, None, vec![Block::Form(form)]))
}

/// `POST /admin/catalogue/imports`: tries the rows, and takes them in where that is asked for.
pub(crate) async fn take_in(form: Submission) -> Result<Response, Failure> {
    let known = reference(form.sql(), Locale::ENGLISH).await?;
    let layout = layout(&form, &known)?;
    let rows = form.fields.text("rows");
    let sender = || form.sender();
    let mut ids = || form.state.command_id();
    let ids: Option<&mut (dyn FnMut() -> CommandId + Send)> =
        if form.is_ticked("store") { Some(&mut ids) } else { None };
    let is_stored = ids.is_some();
    let done = import(form.primary(), (rows.as_bytes(), &layout), &known, &sender, ids, &mut |_, _| {}).await;
    let screen = form.screen(routes::PRODUCTS);
    match done {
        Ok(done) => {
            let notice = told(screen.l10n, &done, is_stored);
            let again = self::form(screen.l10n, &known, rows);
            Ok(page(screen, Some(notice), vec![Block::Form(again)]))
        }
        Err(refusal) => {
            let notice = refusal.notice(screen.l10n)?;
            Ok(screen.refused(routes::PRODUCT_IMPORTS, notice))
        }
    }
}

fn page(screen: Screen, notice: Option<Notice>, blocks: Vec<Block>) -> Response {
    let above = vec![Link::new(screen.l10n.text("admin-nav-catalogue"), routes::PRODUCTS)];
    let heading = screen.l10n.text("catalogue-import").to_owned();
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
    let line = |problem: &outpost_domain::catalogue::file::Problem| {
        let place = [("line", problem.line.to_string().into()), ("column", problem.column.as_str().into())];
        format!("{}: {}", l10n.format("catalogue-place", &place), wrong(l10n, problem.code))
    };
    let lines = done.problems.iter().take(LISTED_MAX).map(line).collect();
    Notice { text, lines, is_error: !done.problems.is_empty() }
}

fn layout(form: &Submission, known: &Reference) -> Result<Layout, Failure> {
    if form.fields.text("layout") != "shopify" {
        return Ok(Layout::Outpost);
    }
    Ok(Layout::Shopify(Shopify {
        locale: Locale::ENGLISH.code().to_owned(),
        market: form.text("market", 20),
        vendor: known.vendors.first().map(|vendor| vendor.code.clone()).ok_or(Failure::BadRequest)?,
        tax_class: "standard".to_owned(),
        category: form.text("category", 100),
        categories: known.categories.iter().map(|category| category.code.clone()).collect(),
        location: None,
        weight_grams: 500,
    }))
}

fn form(l10n: Localizer, known: &Reference, rows: &str) -> Form {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let layouts = vec![choice("outpost", "Outpost"), choice("shopify", "Shopify")];
    let named = |market: &outpost_domain::catalogue::MarketReference| outpost_domain::catalogue::Named {
        code: market.code.clone(),
        name: market.code.to_uppercase(),
    };
    let markets: Vec<_> = known.markets.iter().map(named).collect();
    Form {
        action: routes::PRODUCT_IMPORTS.to_owned(),
        fields: vec![
            Field::new("layout", l10n.text("catalogue-layout"), "outpost").of(Control::Select(layouts)),
            one_of("market", l10n.text("catalogue-import-market"), "", &markets),
            one_of("category", l10n.text("catalogue-import-category"), "", &known.categories),
            Field {
                hint: l10n.text("catalogue-rows-hint"),
                ..Field::new("rows", l10n.text("catalogue-rows"), rows).of(Control::Lines)
            },
            Field::new("store", l10n.text("catalogue-store"), "").of(Control::Tick),
        ],
        submit: l10n.text("catalogue-import-submit"),
        ..Form::default()
    }
}
