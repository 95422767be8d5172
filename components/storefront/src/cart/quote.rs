//! Prices a cart for one country: lines, delivery methods, sums.

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
use crate::page_request::PageRequest;

/// A line of the cart with its row in the database.
#[derive(Clone, Debug)]
pub(crate) struct QuotedLine {
    /// Product, price and stock.
    pub line: Line,
    /// Pieces in the cart.
    pub quantity: u32,
}

/// A delivery method, priced for the lines that can be ordered.
#[derive(Clone, Debug)]
pub(crate) struct MethodQuote {
    /// The method.
    pub method: DeliveryMethod,
    /// Its rate for this cart, before free delivery.
    pub rate: Money,
    /// Its cost for this cart.
    pub cost: Money,
}

/// A cart, priced.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// Every line that the replica knows.
    pub lines: Vec<QuotedLine>,
    /// Lines of the cart that the replica does not know. It may be behind, so they stay in the cart.
    unknown: Vec<CartLine>,
    methods: Vec<DeliveryMethod>,
    /// The rate that delivery is taxed at.
    pub standard_tax: BasisPoints,
    tax_inclusive: bool,
    prefix: MarketLocale,
}

impl QuotedLine {
    /// Pieces that can be ordered, of those in the cart.
    pub fn orderable(&self) -> u32 {
        if self.line.unit.is_some() { self.quantity.min(self.line.available) } else { 0 }
    }

    fn priced(&self) -> Option<PricedLine> {
        let unit = self.line.unit.filter(|_| self.orderable() > 0)?;
        Some(PricedLine { unit, quantity: self.orderable(), tax_rate: self.line.tax_rate })
    }

    fn change(&self) -> Option<view::LineChange> {
        match (self.line.unit, self.orderable()) {
            (None, _) => Some(view::LineChange::NotSoldHere),
            (Some(_), 0) => Some(view::LineChange::SoldOut),
            (Some(_), left) if left < self.quantity => Some(view::LineChange::OnlyLeft { available: left }),
            _ => None,
        }
    }
}

impl Quote {
    /// Prices the cart for a country in one statement. Also looks up `notice_sku`, the SKU that a notice is about, and
    /// returns its line beside the quote.
    pub async fn load(
        request: &PageRequest,
        country: &str,
        tax_inclusive: bool,
        notice_sku: Option<&Sku>,
    ) -> Result<(Self, Option<Line>), Failure> {
        let mut skus: Vec<Sku> = request.cart.lines().iter().map(|line| line.sku.clone()).collect();
        skus.extend(notice_sku.filter(|sku| request.cart.quantity_of(sku) == 0).cloned());
        let rows = outpost_db::cart::lines(&*request.state.replica, request.prefix, &skus, country).await?;
        let notice_line = notice_sku.and_then(|sku| rows.lines.iter().find(|line| &line.sku == sku).cloned());
        Ok((Self::from_rows(&request.cart, rows, request.prefix, tax_inclusive), notice_line))
    }

    fn from_rows(cart: &Cart, rows: CartLines, prefix: MarketLocale, tax_inclusive: bool) -> Self {
        let is_known = |line: &&CartLine| rows.lines.iter().any(|known| known.sku == line.sku);
        let unknown = cart.lines().iter().filter(|line| !is_known(line)).cloned().collect();
        let lines = rows
            .lines
            .into_iter()
            .map(|line| QuotedLine { quantity: cart.quantity_of(&line.sku), line })
            .filter(|line| line.quantity > 0)
            .collect();
        Self { lines, unknown, methods: rows.methods, standard_tax: rows.standard_tax, tax_inclusive, prefix }
    }

    /// Whether any line can be ordered.
    pub fn is_orderable(&self) -> bool {
        self.lines.iter().any(|line| line.orderable() > 0)
    }

    /// The lines that can be ordered.
    pub fn orderable(&self) -> impl Iterator<Item = &QuotedLine> {
        self.lines.iter().filter(|line| line.orderable() > 0)
    }

    /// The delivery methods for the lines that can be ordered, in the shop's order.
    pub fn methods(&self) -> Result<Vec<MethodQuote>, MoneyError> {
        let subtotal = self.subtotal()?;
        let grams = self.orderable().map(|line| u64::from(line.line.weight_grams) * u64::from(line.orderable())).sum();
        let quote = |method: &DeliveryMethod| {
            let rate = method.rate(grams)?;
            let free = method.free_from.is_some_and(|from| subtotal.minor() >= from.minor());
            let cost = if free { Money::zero(rate.currency()) } else { rate };
            Some(MethodQuote { method: method.clone(), rate, cost })
        };
        Ok(self.methods.iter().filter_map(quote).collect())
    }

    /// The method that costs least.
    pub fn cheapest(&self) -> Result<Option<MethodQuote>, MoneyError> {
        Ok(self.methods()?.into_iter().min_by_key(|quote| quote.cost.minor()))
    }

    /// When the order arrives if it is placed at `moment`. All lines are sent together, when the last is available.
    pub fn window(&self, method: &MethodQuote, moment: OffsetDateTime) -> DeliveryWindow {
        let restocked_at = self.orderable().filter_map(|line| line.line.comes_at(line.orderable())).max();
        calendar::window(self.prefix.market, calendar::sent_from(restocked_at, moment), method.method.days)
    }

    /// The sums over the lines that can be ordered, sent by `method`. Without one, the cost of delivery is not known yet.
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

    /// The value of goods that is missing for free delivery by the cheapest method.
    pub fn free_delivery_gap(&self) -> Result<Option<Money>, MoneyError> {
        let Some(from) =
            self.cheapest()?.filter(|quote| quote.cost.minor() > 0).and_then(|quote| quote.method.free_from)
        else {
            return Ok(None);
        };
        from.minus(self.subtotal()?).map(Some)
    }

    /// Every line, as the cart shows it.
    pub fn all_lines(&self) -> Result<Vec<view::CartLine>, MoneyError> {
        let unknown = self.unknown.iter().map(|line| Ok(unknown_line(line)));
        self.lines.iter().map(|line| self.view_line(line, line.quantity)).chain(unknown).collect()
    }

    /// The lines that can be ordered, with their orderable quantities, as the checkout shows them.
    pub fn ordered_lines(&self) -> Result<Vec<view::CartLine>, MoneyError> {
        self.orderable().map(|line| self.view_line(line, line.orderable())).collect()
    }

    fn view_line(&self, line: &QuotedLine, quantity: u32) -> Result<view::CartLine, MoneyError> {
        let row = &line.line;
        let total = row.unit.filter(|_| line.orderable() > 0).map(|unit| unit.times(line.orderable()));
        Ok(view::CartLine {
            sku: row.sku.to_string(),
            slug: row.unit.map(|_| row.slug.clone()),
            name: row.title.clone(),
            options: row.options.clone(),
            picture: Some(parts::picture(&row.picture, "")),
            unit: row.unit,
            total: total.transpose()?,
            quantity,
            max_quantity: if row.unit.is_some() { row.available } else { 0 },
            stock: row.unit.map(|_| parts::stock(row.stock, self.prefix.market)),
            changes: line.change().into_iter().collect(),
        })
    }

    fn subtotal(&self) -> Result<Money, MoneyError> {
        let amounts = self.lines.iter().filter_map(QuotedLine::priced).map(|line| line.unit.times(line.quantity));
        Money::sum(self.currency(), amounts.collect::<Result<Vec<_>, _>>()?)
    }

    fn currency(&self) -> Currency {
        self.prefix.market.currency()
    }
}

/// The view of a line that the replica does not know.
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

/// Tax by rate, the highest first. Each amount is rounded by itself, so that the parts sum to the tax of the total.
pub(crate) fn by_rate(
    amounts: Vec<(BasisPoints, Money)>,
    tax_inclusive: bool,
) -> Result<Vec<(BasisPoints, Money)>, MoneyError> {
    let mut taxes: Vec<(BasisPoints, Money)> = Vec::new();
    for (rate, amount) in amounts {
        let tax = if tax_inclusive { rate.contained_in(amount)? } else { rate.of(amount)? };
        match taxes.iter_mut().find(|(other, _)| *other == rate) {
            Some((_, sum)) => *sum = sum.plus(tax)?,
            None => taxes.push((rate, tax)),
        }
    }
    taxes.retain(|(_, tax)| tax.minor() > 0);
    taxes.sort_by_key(|(rate, _)| std::cmp::Reverse(*rate));
    Ok(taxes)
}
