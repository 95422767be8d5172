//! What a cart comes to today, for one country: lines, ways to send them, sums.

use outpost_db::cart::{CartLines, Line};
use outpost_db::delivery::DeliveryMethod;
use outpost_domain::cart::{Cart, CartLine};
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::ids::Sku;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::{BasisPoints, Currency, Money, MoneyError};
use outpost_domain::totals::{DeliveryRate, PricedLine, total};
use outpost_web_shop::view;
use time::OffsetDateTime;

use crate::calendar;
use crate::catalogue::parts;
use crate::failure::Failure;
use crate::visit::Visit;

/// A line of the cart with what the shop knows about it.
#[derive(Clone, Debug)]
pub(crate) struct QuotedLine {
    /// What the shop knows.
    pub known: Line,
    /// Pieces in the cart.
    pub wanted: u32,
}

/// A way to send the lines that can be ordered.
#[derive(Clone, Debug)]
pub(crate) struct MethodQuote {
    /// The method.
    pub method: DeliveryMethod,
    /// What it costs for this cart, before free delivery.
    pub rate: Money,
    /// What it costs for this cart.
    pub cost: Money,
}

/// A cart, priced.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// Every line that the shop knows.
    pub lines: Vec<QuotedLine>,
    /// Lines of the cart that this copy does not know: it may be behind, so they stay.
    unknown: Vec<CartLine>,
    methods: Vec<DeliveryMethod>,
    /// The rate that delivery is taxed at.
    pub standard_tax: BasisPoints,
    tax_inclusive: bool,
    prefix: MarketLocale,
}

impl QuotedLine {
    /// Pieces that can be ordered of those wanted.
    pub fn orderable(&self) -> u32 {
        if self.known.unit.is_some() { self.wanted.min(self.known.available) } else { 0 }
    }

    fn priced(&self) -> Option<PricedLine> {
        let unit = self.known.unit.filter(|_| self.orderable() > 0)?;
        Some(PricedLine { unit, quantity: self.orderable(), tax_rate: self.known.tax_rate })
    }

    fn change(&self) -> Option<view::LineChange> {
        match (self.known.unit, self.orderable()) {
            (None, _) => Some(view::LineChange::NotSoldHere),
            (Some(_), 0) => Some(view::LineChange::SoldOut),
            (Some(_), left) if left < self.wanted => Some(view::LineChange::OnlyLeft { available: left }),
            _ => None,
        }
    }
}

impl Quote {
    /// Prices the cart for a country; one statement. Also looks up `also`, a SKU that a notice speaks of, and returns
    /// its line beside the quote.
    pub async fn load(
        visit: &Visit,
        country: &str,
        tax_inclusive: bool,
        also: Option<&Sku>,
    ) -> Result<(Self, Option<Line>), Failure> {
        let mut skus: Vec<Sku> = visit.cart.lines().iter().map(|line| line.sku.clone()).collect();
        skus.extend(also.filter(|sku| visit.cart.quantity_of(sku) == 0).cloned());
        let found = outpost_db::cart::lines(&*visit.state.replica, visit.prefix, &skus, country).await?;
        let noted = also.and_then(|sku| found.lines.iter().find(|line| &line.sku == sku).cloned());
        Ok((Self::of(&visit.cart, found, visit.prefix, tax_inclusive), noted))
    }

    fn of(cart: &Cart, found: CartLines, prefix: MarketLocale, tax_inclusive: bool) -> Self {
        let is_known = |line: &&CartLine| found.lines.iter().any(|known| known.sku == line.sku);
        let unknown = cart.lines().iter().filter(|line| !is_known(line)).cloned().collect();
        let lines = found
            .lines
            .into_iter()
            .map(|known| QuotedLine { wanted: cart.quantity_of(&known.sku), known })
            .filter(|line| line.wanted > 0)
            .collect();
        Self { lines, unknown, methods: found.methods, standard_tax: found.standard_tax, tax_inclusive, prefix }
    }

    /// Whether anything in it can be ordered.
    pub fn is_orderable(&self) -> bool {
        self.lines.iter().any(|line| line.orderable() > 0)
    }

    /// The lines that can be ordered, with the pieces that can be.
    pub fn orderable(&self) -> impl Iterator<Item = &QuotedLine> {
        self.lines.iter().filter(|line| line.orderable() > 0)
    }

    /// The ways to send what can be ordered, in the shop's order.
    pub fn methods(&self) -> Result<Vec<MethodQuote>, MoneyError> {
        let goods = self.goods()?;
        let grams = self.orderable().map(|line| u64::from(line.known.weight_grams) * u64::from(line.orderable())).sum();
        let quote = |method: &DeliveryMethod| {
            let rate = method.rate(grams)?;
            let free = method.free_from.is_some_and(|from| goods.minor() >= from.minor());
            let cost = if free { Money::zero(rate.currency()) } else { rate };
            Some(MethodQuote { method: method.clone(), rate, cost })
        };
        Ok(self.methods.iter().filter_map(quote).collect())
    }

    /// The method that costs least.
    pub fn cheapest(&self) -> Result<Option<MethodQuote>, MoneyError> {
        Ok(self.methods()?.into_iter().min_by_key(|quote| quote.cost.minor()))
    }

    /// When it all arrives if it is ordered at `moment`: the lines are sent together, with the last of them.
    pub fn window(&self, method: &MethodQuote, moment: OffsetDateTime) -> DeliveryWindow {
        let comes = self.orderable().filter_map(|line| line.known.comes_at(line.orderable())).max();
        calendar::window(self.prefix.market, calendar::sent_from(comes, moment), method.method.days)
    }

    /// The sums over the lines that can be ordered, sent by `method`; without one, delivery is not known yet.
    pub fn totals(&self, method: Option<&MethodQuote>) -> Result<view::Totals, MoneyError> {
        let lines: Vec<PricedLine> = self.lines.iter().filter_map(QuotedLine::priced).collect();
        let delivery = DeliveryRate {
            amount: method.map_or(Money::zero(self.currency()), |quote| quote.rate),
            free_from: method.and_then(|quote| quote.method.free_from),
            tax_rate: self.standard_tax,
        };
        let sums = total(self.currency(), &lines, delivery, self.tax_inclusive)?;
        let amounts = lines.iter().map(|line| Ok((line.tax_rate, line.unit.times(line.quantity)?)));
        let amounts =
            amounts.chain([Ok((self.standard_tax, sums.shipping))]).collect::<Result<Vec<_>, MoneyError>>()?;
        Ok(view::Totals {
            lines: sums.subtotal,
            shipping: method.map(|_| sums.shipping),
            taxes: by_rate(amounts, self.tax_inclusive)?,
            tax_included: self.tax_inclusive,
            total: sums.total,
        })
    }

    /// How much more of goods makes the cheapest delivery free.
    pub fn free_delivery_gap(&self) -> Result<Option<Money>, MoneyError> {
        let Some(from) =
            self.cheapest()?.filter(|quote| quote.cost.minor() > 0).and_then(|quote| quote.method.free_from)
        else {
            return Ok(None);
        };
        from.minus(self.goods()?).map(Some)
    }

    /// Every line, as the cart shows it.
    pub fn all_lines(&self) -> Result<Vec<view::CartLine>, MoneyError> {
        let unknown = self.unknown.iter().map(|line| Ok(unknown_line(line)));
        self.lines.iter().map(|line| self.view_line(line, line.wanted)).chain(unknown).collect()
    }

    /// The lines that can be ordered with the pieces that can be, as the checkout shows them.
    pub fn ordered_lines(&self) -> Result<Vec<view::CartLine>, MoneyError> {
        self.orderable().map(|line| self.view_line(line, line.orderable())).collect()
    }

    fn view_line(&self, line: &QuotedLine, quantity: u32) -> Result<view::CartLine, MoneyError> {
        let known = &line.known;
        let total = known.unit.filter(|_| line.orderable() > 0).map(|unit| unit.times(line.orderable()));
        Ok(view::CartLine {
            sku: known.sku.to_string(),
            slug: known.unit.map(|_| known.slug.clone()),
            name: known.title.clone(),
            options: known.options.clone(),
            picture: Some(parts::picture(&known.picture, "")),
            unit: known.unit,
            total: total.transpose()?,
            quantity,
            max_quantity: if known.unit.is_some() { known.available } else { 0 },
            stock: known.unit.map(|_| parts::stock(known.stock, self.prefix.market)),
            changes: line.change().into_iter().collect(),
        })
    }

    fn goods(&self) -> Result<Money, MoneyError> {
        let amounts = self.lines.iter().filter_map(QuotedLine::priced).map(|line| line.unit.times(line.quantity));
        Money::sum(self.currency(), amounts.collect::<Result<Vec<_>, _>>()?)
    }

    fn currency(&self) -> Currency {
        self.prefix.market.currency()
    }
}

/// What can be said of a line that this copy does not know.
fn unknown_line(line: &CartLine) -> view::CartLine {
    view::CartLine {
        sku: line.sku.to_string(),
        slug: None,
        name: line.sku.to_string(),
        options: String::new(),
        picture: None,
        unit: None,
        total: None,
        quantity: line.quantity,
        max_quantity: 0,
        stock: None,
        changes: vec![view::LineChange::Unknown],
    }
}

/// Tax by rate, the highest first; rounded per amount, so that it sums to the tax of the total.
pub(crate) fn by_rate(
    amounts: Vec<(BasisPoints, Money)>,
    tax_inclusive: bool,
) -> Result<Vec<(BasisPoints, Money)>, MoneyError> {
    let mut taxes: Vec<(BasisPoints, Money)> = Vec::new();
    for (rate, amount) in amounts {
        let tax = if tax_inclusive { rate.contained_in(amount)? } else { rate.of(amount)? };
        match taxes.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum = sum.plus(tax)?,
            None => taxes.push((rate, tax)),
        }
    }
    taxes.retain(|(_, tax)| tax.minor() > 0);
    taxes.sort_by_key(|(rate, _)| std::cmp::Reverse(*rate));
    Ok(taxes)
}
