//! A mail as HTML: one column of tables, as mail programs need it, with styles in the document and on the elements.

use leptos::prelude::*;
use outpost_web_ui::layout::without_hydration_markers;
use outpost_web_ui::localizer::Localizer;

use crate::letter::{Block, Item, Letter, Sum};

/// For programs that know it; the others show the light colours that stand on the elements.
const DARK: &str = "
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #141a17 !important; }
  .sheet { background: #1c2420 !important; color: #edf0ea !important; border-color: #35403a !important; }
  .quiet { color: #a9b5ae !important; }
  .rule td { border-color: #35403a !important; }
  .action { background: #86cfae !important; color: #0f1f18 !important; }
}
";
const PAGE: &str = "margin:0;padding:0;background:#f6f3ec";
const FRAME: &str = "width:100%;border-collapse:collapse;background:#f6f3ec";
const SHEET: &str = "max-width:560px;margin:0 auto;background:#fffdf8;color:#1d2521;border:1px solid #d8d2c4;border-radius:12px;padding:32px;\
                     font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,'Hiragino Sans','Noto Sans JP',sans-serif;text-align:start";
const NAME: &str = "margin:0 0 24px;font-size:14px;letter-spacing:.08em;color:#54605a";
const HEADING: &str = "margin:0 0 16px;font-size:22px;line-height:1.3";
const PARAGRAPH: &str = "margin:0 0 16px";
const NOTE: &str = "margin:0 0 16px;font-size:14px;color:#54605a";
const ACTION: &str = "display:inline-block;padding:12px 20px;border-radius:8px;background:#1c5a45;color:#fffdf8;text-decoration:none;\
                      font-weight:600";
const TABLE: &str = "width:100%;margin:0 0 16px;border-collapse:collapse";
const CELL: &str = "padding:8px 0;border-top:1px solid #d8d2c4;text-align:start;vertical-align:top";
const AMOUNT: &str = "padding:8px 0;border-top:1px solid #d8d2c4;text-align:end;vertical-align:top;white-space:nowrap";

/// The mail as a whole document.
pub fn html(letter: &Letter) -> String {
    let l10n = Localizer::new(letter.market_locale.locale);
    let blocks = letter.blocks.iter().map(block).collect::<Vec<_>>();
    let page = view! {
        <html lang=letter.market_locale.language_tag() dir=l10n.direction()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{letter.subject.clone()}</title>
                <style inner_html=DARK></style>
            </head>
            <body class="page" style=PAGE>
                <table class="page" role="presentation" style=FRAME>
                    <tbody>
                        <tr>
                            <td style="padding:24px 12px;text-align:center">
                                <main class="sheet" style=SHEET>
                                    <p class="quiet" style=NAME>{l10n.text("shop-name")}</p>
                                    <h1 style=HEADING>{letter.subject.clone()}</h1>
                                    {blocks}
                                    <p class="quiet" style=NOTE>{l10n.text("mail-footer")}</p>
                                </main>
                            </td>
                        </tr>
                    </tbody>
                </table>
            </body>
        </html>
    };
    without_hydration_markers(&page.to_html())
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Paragraph(text) => view! { <p style=PARAGRAPH>{text.clone()}</p> }.into_any(),
        Block::Note(text) => view! { <p class="quiet" style=NOTE>{text.clone()}</p> }.into_any(),
        Block::Button { text, href } => view! {
            <p style="margin:24px 0">
                <a class="action" style=ACTION href=href.clone()>
                    {text.clone()}
                </a>
            </p>
        }
        .into_any(),
        Block::Items(items) => table(items.iter().map(item).collect()),
        Block::Sums(sums) => {
            let total = sums.len().saturating_sub(1);
            table(sums.iter().enumerate().map(|(at, line)| sum(line, at == total)).collect())
        }
        Block::Address { heading, lines } => {
            let lines = lines.iter().map(|line| view! { {line.clone()} <br /> }).collect::<Vec<_>>();
            view! {
                <p style="margin:0 0 4px;font-weight:600">{heading.clone()}</p>
                <p style=PARAGRAPH>{lines}</p>
            }
            .into_any()
        }
    }
}

fn table(rows: Vec<AnyView>) -> AnyView {
    view! {
        <table role="presentation" style=TABLE>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn item(item: &Item) -> AnyView {
    let options =
        (!item.options.is_empty()).then(|| view! { <br /> <span class="quiet">{item.options.clone()}</span> });
    view! {
        <tr class="rule">
            <td style=CELL>{item.name.clone()} {options}</td>
            <td style=AMOUNT>{item.total.clone()}</td>
        </tr>
    }
    .into_any()
}

fn sum(sum: &Sum, is_total: bool) -> AnyView {
    let weight = if is_total { "font-weight:600" } else { "" };
    view! {
        <tr class="rule" style=weight>
            <td style=CELL>{sum.label.clone()}</td>
            <td style=AMOUNT>{sum.amount.clone()}</td>
        </tr>
    }
    .into_any()
}
