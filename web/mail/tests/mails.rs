//! Every mail, in every market and language.

use outpost_domain::samples::{EN_GB, prefixes};
use outpost_web_mail::{Block, MailKind, html, samples, text};
use outpost_web_ui::localizer::Localizer;

#[test]
fn every_mail_says_what_it_has_to_say_in_every_language_as_text_and_as_html() {
    for market_locale in prefixes() {
        let letters = samples::letters(market_locale, "Ann");
        assert_eq!(letters.len(), MailKind::ALL.len());
        for (kind, letter) in letters {
            let (text, html) = (text(&letter), html(&letter));
            let place = format!("{kind:?} in {market_locale}");
            for form in [&letter.subject, &text, &html] {
                assert!(
                    !form.contains("mail-") && !form.contains("totals-") && !form.contains("{ $"),
                    "{place}: {form}"
                );
            }
            for part in ["https://shop.example/", "Ann"] {
                assert!(text.contains(part) && html.contains(part), "{place}: no {part}");
            }
            let language = format!(
                "<html lang=\"{}\" dir=\"{}\"",
                market_locale.language_tag(),
                Localizer::new(market_locale.locale).direction()
            );
            assert!(html.starts_with("<!DOCTYPE html>") && html.contains(&language), "{place}");
            assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("<!>"), "{place}");
        }
    }
}

#[test]
fn a_mail_about_what_has_happened_is_not_to_be_ignored() {
    for (kind, letter) in samples::letters(EN_GB, "Ann") {
        let text = text(&letter);
        let is_warning = text.contains("set another");
        assert!(!(is_warning && text.contains("ignore this email")), "{kind:?}: {text}");
        let warns = [
            MailKind::PasswordChanged,
            MailKind::EmailChangeRequested,
            MailKind::NewDevice,
            MailKind::TotpSet,
            MailKind::TotpRemoved,
        ];
        assert_eq!(is_warning, warns.contains(&kind), "{kind:?}: {text}");
    }
}

#[test]
fn what_a_person_typed_begins_neither_a_line_nor_an_element_of_a_mail() {
    let market_locale = EN_GB;
    for (kind, letter) in samples::letters(market_locale, "Ann\r\nBcc: bob@example.com\u{85}<b>") {
        assert!(!letter.subject.contains(char::is_control), "{kind:?}");
        assert!(!html(&letter).contains("<b>"), "{kind:?}");
        for line in text(&letter).lines() {
            assert!(!line.starts_with("Bcc") && !line.contains(char::is_control), "{kind:?}: {line:?}");
        }
    }
}

#[test]
fn a_mail_about_an_order_names_what_was_bought_and_what_it_costs() {
    let market_locale = EN_GB;
    let letters = samples::letters(market_locale, "Ann");
    let (_, placed) = letters.iter().find(|(kind, _)| *kind == MailKind::OrderPlaced).expect("the mail");
    assert!(placed.blocks.iter().any(|block| matches!(block, Block::Items(items) if items.len() == 2)));
    let text = text(placed);
    for part in ["2 × Enamel mug <blue> (Blue, 300 ml)", "42.92", "AB1 2CD", "OUT-2345-6789"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(html(placed).contains("Enamel mug &lt;blue&gt;"));
}
