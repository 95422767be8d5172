//! The mailbox of development: every mail that would have been sent, with its link.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::document;
use crate::view::{Mailbox, MailboxEntry, Shell};

/// The list.
pub fn mailbox(shell: &Shell, page: &Mailbox) -> String {
    let cx = Context::new(shell);
    let mails = |_| page.mails.iter().map(mail).collect::<Vec<_>>();
    document(cx, cx.text("mailbox-heading"), || {
        view! {
            <div class="narrow">
                <h1>{cx.text("mailbox-heading")}</h1>
                <p>{cx.text("mailbox-text")}</p>
                {page.mails.is_empty().then(|| view! { <p>{cx.text("mailbox-none")}</p> })}
                {mails(())}
            </div>
        }
    })
}

fn mail(mail: &MailboxEntry) -> impl IntoView + use<> {
    let paragraphs = mail.paragraphs.iter().map(|paragraph| view! { <p>{paragraph.clone()}</p> }).collect::<Vec<_>>();
    view! {
        <article class="aside" lang=mail.locale.code()>
            <h2>{mail.subject.clone()}</h2>
            <p class="hint">{mail.to.clone()}</p>
            {paragraphs}
            {mail.link.clone().map(|(text, href)| view! { <p><a class="button" href=href>{text}</a></p> })}
        </article>
    }
}
