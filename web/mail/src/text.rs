//! A mail as plain text.

use outpost_web_ui::localizer::Localizer;

use crate::letter::{Block, Letter};

/// The mail as plain text: paragraphs with a blank line between them.
pub fn text(letter: &Letter) -> String {
    let footer = Localizer::new(letter.market_locale.locale).text("mail-footer");
    let parts = letter.blocks.iter().map(block);
    let parts: Vec<String> = parts.chain(["-- ".to_owned() + "\n" + footer]).collect();
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Note(text) => text.clone(),
        Block::Button { text, href } => format!("{text}:\n{href}"),
        Block::Items(items) => {
            let line = |name: &str, options: &str, total: &str| match options {
                "" => format!("{name}: {total}"),
                options => format!("{name} ({options}): {total}"),
            };
            lines(items.iter().map(|item| line(&item.name, &item.options, &item.total)))
        }
        Block::Sums(sums) => lines(sums.iter().map(|sum| format!("{}: {}", sum.label, sum.amount))),
        Block::Address { heading, lines: address } => format!("{heading}\n{}", address.join("\n")),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}
