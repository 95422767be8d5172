//! The mailbox of development: every mail, as text with its link, and where it is shown as HTML and as its source.

use leptos::prelude::*;
use outpost_domain::market::MarketLocale;
use outpost_web_ui::layout::{self, Head, Regions};
use outpost_web_ui::localizer::Localizer;

use crate::letter::{Block, Letter};

/// Every mail that there is.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The language of the page itself.
    pub market_locale: MarketLocale,
    /// The newest first.
    pub mails: Vec<MailboxEntry>,
}

/// A mail.
#[derive(Clone, Debug)]
pub struct MailboxEntry {
    /// Its row in the outbox.
    pub id: i64,
    /// To whom.
    pub to: String,
    /// How far it is, e.g. `sent`.
    pub state: &'static str,
    /// What it says.
    pub letter: Letter,
}

/// The page.
pub fn mailbox(page: &Mailbox) -> String {
    let l10n = Localizer::new(page.market_locale.locale);
    let head = Head::private(page.market_locale, l10n.text("mailbox-heading").to_owned(), "order.css");
    layout::document(l10n, head, || {
        let mails = page.mails.iter().map(|entry| mail(l10n, entry)).collect::<Vec<_>>();
        let content = view! {
            <div class="narrow">
                <h1>{l10n.text("mailbox-heading")}</h1>
                <p>{l10n.text("mailbox-text")}</p>
                {page.mails.is_empty().then(|| view! { <p>{l10n.text("mailbox-none")}</p> })}
                {mails}
            </div>
        };
        Regions { header: (), content, footer: () }
    })
}

fn mail(l10n: Localizer, entry: &MailboxEntry) -> impl IntoView + use<> {
    let letter = &entry.letter;
    let blocks = letter.blocks.iter().map(block).collect::<Vec<_>>();
    let form = |form: &str| format!("/dev/mail/{}/{form}", entry.id);
    view! {
        <article class="aside" lang=letter.market_locale.language_tag() dir=Localizer::new(letter.market_locale.locale).direction()>
            <h2>{letter.subject.clone()}</h2>
            <p class="hint">{entry.to.clone()} " · " {entry.state}</p>
            {blocks}
            <p class="hint" lang=l10n.locale().to_string() dir=l10n.direction()>
                <a href=form("html")>{l10n.text("mailbox-html")}</a> " · " <a href=form("text")>{l10n.text("mailbox-plain")}</a>
                " · " <a href=form("source")>{l10n.text("mailbox-source")}</a>
            </p>
        </article>
    }
}

/// The short form of a mail: its words and its link.
fn block(block: &Block) -> Option<AnyView> {
    match block {
        Block::Paragraph(text) | Block::Note(text) => Some(view! { <p>{text.clone()}</p> }.into_any()),
        Block::Button { text, href } => {
            let (text, href) = (text.clone(), href.clone());
            Some(view! { <p><a class="button" href=href>{text}</a></p> }.into_any())
        }
        Block::Items(_) | Block::Sums(_) | Block::Address { .. } => None,
    }
}
