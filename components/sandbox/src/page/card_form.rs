//! The form for a card. An error keeps what was typed in the other fields.

use axum::http::StatusCode;
use axum::response::Response;

use super::layout;
use crate::card::{CARDS, CardFault, Outcome};
use crate::catalogue::Language;
use crate::html::escape;
use crate::payment::Payment;

/// What was typed. It has no `Debug`, so that no log can contain a card.
#[derive(Clone, Copy, Default)]
pub(super) struct Typed<'a> {
    pub number: &'a str,
    pub expiry: &'a str,
    pub code: &'a str,
}

/// A field of the form.
struct Field<'a> {
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    autocomplete: &'static str,
    value: &'a str,
    fault: Option<&'static str>,
}

/// The form, with what was wrong in it.
pub(super) fn card_form(
    status: StatusCode,
    language: Language,
    payment: &Payment,
    typed: Typed<'_>,
    faults: &[CardFault],
) -> Response {
    let fields = fields(typed, faults);
    let text = |key: &str| escape(&language.text(key));
    let amount = language.money(payment.amount_minor, &payment.currency);
    let content = format!(
        r#"<h1>{heading}</h1>{alerts}
<form method="post" action="{action}" novalidate>{inputs}<button type="submit">{pay}</button></form>
<section aria-labelledby="cards"><h2 id="cards">{cards_heading}</h2><p class="hint">{cards_explained}</p><dl>{cards}</dl></section>"#,
        heading = text("card-heading"),
        alerts = declined(language, payment, faults) + &summary(language, &fields),
        action = escape(&layout::action(payment, language)),
        inputs = fields.iter().map(|field| input(language, field)).collect::<String>(),
        pay = escape(&language.format("pay", &[("amount", &amount)])),
        cards_heading = text("cards-heading"),
        cards_explained = text("cards-explained"),
        cards = cards(language),
    );
    layout::about(status, language, payment, &content)
}

fn fields<'a>(typed: Typed<'a>, faults: &[CardFault]) -> [Field<'a>; 3] {
    let has = |fault| faults.contains(&fault);
    let expiry =
        if has(CardFault::Expired) { Some("error-expired") } else { has(CardFault::Expiry).then_some("error-expiry") };
    [
        Field {
            id: "card_number",
            label: "card-number",
            hint: None,
            autocomplete: "cc-number",
            value: typed.number,
            fault: has(CardFault::Number).then_some("error-number"),
        },
        Field {
            id: "card_expiry",
            label: "card-expiry",
            hint: Some("card-expiry-hint"),
            autocomplete: "cc-exp",
            value: typed.expiry,
            fault: expiry,
        },
        Field {
            id: "card_cvc",
            label: "card-code",
            hint: Some("card-code-hint"),
            autocomplete: "cc-csc",
            value: typed.code,
            fault: has(CardFault::Code).then_some("error-code"),
        },
    ]
}

fn input(language: Language, field: &Field<'_>) -> String {
    let Field { id, autocomplete, .. } = field;
    let text = |key: &str| escape(&language.text(key));
    let note =
        |class: &str, suffix: &str, key: &str| format!(r#"<p class="{class}" id="{id}-{suffix}">{}</p>"#, text(key));
    let hint = field.hint.map_or_else(String::new, |key| note("hint", "hint", key));
    let fault = field.fault.map_or_else(String::new, |key| note("field-error", "error", key));
    let described: Vec<String> = [field.fault.map(|_| "error"), field.hint.map(|_| "hint")]
        .into_iter()
        .flatten()
        .map(|suffix| format!("{id}-{suffix}"))
        .collect();
    let described =
        if described.is_empty() { String::new() } else { format!(r#" aria-describedby="{}""#, described.join(" ")) };
    let invalid = if field.fault.is_some() { r#" aria-invalid="true""# } else { "" };
    format!(
        r#"<div class="field"><label for="{id}">{label}</label>{hint}{fault}<input id="{id}" name="{id}" value="{value}" inputmode="numeric" autocomplete="{autocomplete}" maxlength="23" aria-required="true"{invalid}{described}></div>"#,
        label = text(field.label),
        value = escape(field.value),
    )
}

/// Why the last attempt failed.
fn declined(language: Language, payment: &Payment, faults: &[CardFault]) -> String {
    let key = match payment.reason.as_deref() {
        Some("declined") => "reason-declined",
        Some("insufficient_funds") => "reason-funds",
        Some("not_authenticated") => "reason-authentication",
        Some("timed_out") => "reason-timeout",
        _ => return String::new(),
    };
    if !faults.is_empty() {
        return String::new();
    }
    let (heading, reason) = (language.text("declined-heading"), language.text(key));
    format!(
        r#"<div class="alert" role="alert" tabindex="-1" autofocus><h2>{}</h2><p>{}</p></div>"#,
        escape(&heading),
        escape(&reason)
    )
}

fn summary(language: Language, fields: &[Field<'_>]) -> String {
    let items: String = fields
        .iter()
        .filter_map(|field| field.fault.map(|key| (field.id, key)))
        .map(|(id, key)| format!(r##"<li><a href="#{id}">{}</a></li>"##, escape(&language.text(key))))
        .collect();
    if items.is_empty() {
        return items;
    }
    let heading = escape(&language.text("errors-heading"));
    format!(r#"<div class="alert" role="alert" tabindex="-1" autofocus><h2>{heading}</h2><ul>{items}</ul></div>"#)
}

fn cards(language: Language) -> String {
    let shown = |(number, outcome): (&str, Outcome)| {
        let key = match outcome {
            Outcome::Pays => "card-pays",
            Outcome::NeedsChallenge => "card-challenge",
            Outcome::Declines => "card-declines",
            Outcome::InsufficientFunds => "card-funds",
            Outcome::TimesOut => "card-timeout",
        };
        format!("<div><dt>{number}</dt><dd>{}</dd></div>", escape(&language.text(key)))
    };
    CARDS.into_iter().map(shown).collect()
}
