//! A mail as plain text.

use outpost_web_ui::localizer::Localizer;

use crate::letter::{Block, Item, Letter, Sum};

/// The mail as plain text: paragraphs with a blank line between them.
pub fn text(letter: &Letter) -> String {
    let footer = Localizer::new(letter.market_locale.locale).text("mail-footer");
    let parts = letter.blocks.iter().map(block);
    let parts: Vec<String> = parts.chain([format!("-- \n{footer}")]).collect();
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Note(text) => text.clone(),
        Block::Button { text, href } => format!("{text}:\n{href}"),
        Block::Items(items) => lines(items.iter().map(|Item { name, options, total }| match options.as_str() {
            "" => format!("{name}: {total}"),
            _ => format!("{name} ({options}): {total}"),
        })),
        Block::Sums(sums) => lines(sums.iter().map(|Sum { label, amount }| format!("{label}: {amount}"))),
        Block::Address { heading, lines: address } => format!("{heading}\n{}", address.join("\n")),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}
