//! `outpost-ctl import FILE`: takes in a file of products, or tells what is wrong with it.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::{Args, ValueEnum};
use outpost_db::catalogue::{Imported, import, reference};
use outpost_db::command::Sender;
use outpost_domain::catalogue::Reference;
use outpost_domain::catalogue::file::{Layout, Shopify};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use uuid::Uuid;

use super::sender::sender;
use super::target::TargetArguments;

/// Problems that are printed; the file of failed rows has all of them.
const PRINTED_MAX: usize = 50;

/// What is taken in, and how.
#[derive(Args)]
pub struct Arguments {
    /// The file, in UTF-8.
    file: PathBuf,
    /// How it is laid out.
    #[arg(long, value_enum, default_value_t = LayoutName::Outpost)]
    layout: LayoutName,
    /// Only tells what is wrong, and stores nothing.
    #[arg(long)]
    dry_run: bool,
    /// Where the rows of products that were not taken in are written.
    #[arg(long, value_name = "FILE")]
    failed: Option<PathBuf>,
    /// The language of texts in Shopify's layout.
    #[arg(long, default_value = "en")]
    locale: String,
    /// The market of prices in Shopify's layout; the first unless given.
    #[arg(long)]
    market: Option<String>,
    /// The category, by slug, of products in Shopify's layout whose type is none of the shop's; the first unless given.
    #[arg(long)]
    category: Option<String>,
    /// The location of stock in Shopify's layout; stock is left out unless given.
    #[arg(long)]
    location: Option<String>,
    #[command(flatten)]
    target: TargetArguments,
}

/// A layout by name.
#[derive(Clone, Copy, ValueEnum)]
enum LayoutName {
    /// Our own, as `export` writes it.
    Outpost,
    /// Shopify's product export.
    Shopify,
}

/// Takes the file in. Ends with 1 when something is wrong with it.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let name = arguments.file.display();
    let bytes = fs::read(&arguments.file).with_context(|| format!("cannot read {name}"))?;
    let database = arguments.target.target()?.open().await?;
    let reference = reference(&*database, Locale::ENGLISH).await?;
    let layout = layout(arguments, &reference)?;
    let first = sender()?;
    let begun = Instant::now();
    let sender =
        || Sender { sent_at: first.sent_at.saturating_add_unsigned(begun.elapsed().as_secs()), ..first.clone() };
    let mut ids = || CommandId::new(Uuid::now_v7());
    let ids: Option<&mut (dyn FnMut() -> CommandId + Send)> = if arguments.dry_run { None } else { Some(&mut ids) };
    let mut watch = |done: usize, total: usize| {
        if done.is_multiple_of(5_000) || done == total {
            println!("import: {done} of {total} products after {:.1} s", started.elapsed().as_secs_f64());
        }
    };
    let done = import(&*database, (&bytes, &layout), &reference, &sender, ids, &mut watch).await?;
    tell(arguments, &done)
}

fn layout(arguments: &Arguments, reference: &Reference) -> anyhow::Result<Layout> {
    let LayoutName::Shopify = arguments.layout else { return Ok(Layout::Outpost) };
    let market = reference.markets.first().map(|market| market.code.clone());
    let category = reference.categories.first().map(|category| category.code.clone());
    Ok(Layout::Shopify(Shopify {
        locale: arguments.locale.clone(),
        market: arguments.market.clone().or(market).context("the shop has no market: seed it first")?,
        vendor: reference.vendors.first().map(|vendor| vendor.code.clone()).context("the shop has no vendor")?,
        tax_class: "standard".to_owned(),
        category: arguments.category.clone().or(category).context("the shop has no category")?,
        categories: reference.categories.iter().map(|category| category.code.clone()).collect(),
        location: arguments.location.clone(),
        weight_grams: 500,
    }))
}

fn tell(arguments: &Arguments, done: &Imported) -> anyhow::Result<ExitCode> {
    let Imported { created, updated, unchanged, held_back, problems, failed } = done;
    for problem in problems.iter().take(PRINTED_MAX) {
        println!("import: {problem}");
    }
    if problems.len() > PRINTED_MAX {
        println!("import: and {} more", problems.len() - PRINTED_MAX);
    }
    if !held_back.is_empty() {
        println!("import: {} products lack something to be published and are drafts", held_back.len());
    }
    let verb = if arguments.dry_run { "would be" } else { "are" };
    println!(
        "import: {created} products {verb} new, {updated} changed, {unchanged} as they were; {} problems",
        problems.len()
    );
    if problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(file) = &arguments.failed {
        fs::write(file, failed).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(ExitCode::from(1))
}
