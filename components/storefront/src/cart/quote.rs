//! Prices a cart for one country: lines, delivery methods, sums.

mod correction;

use outpost_db::cart::{CartLines, Line};
use outpost_db::delivery::DeliveryMethod;
use outpost_domain::cart::{Cart, CartLine};
use outpost_domain::delivery::{Load, TimeSlot, carried};
use outpost_domain::ids::Sku;
use outpost_domain::market::{Market, MarketLocale};
use outpost_domain::money::{Money, MoneyError};
use outpost_domain::order::{AgreedGroup, AgreedLine, Agreement, GroupTax};
use outpost_domain::pricing::{AdjustmentKind, DeliveryPrice, DeliveryTax, Priced, TaxRate};
use outpost_http::Failure;
use outpost_web_shop::view;

use crate::catalogue::parts;
use crate::page_request::PageRequest;

/// A line of the cart with its row in the database.
#[derive(Clone, Debug)]
pub(crate) struct QuotedLine {
    /// Product, price and stock.
    pub line: Line,
    /// Pieces in the cart.
    pub quantity: u32,
    /// The parcel that it is sent in. Parcels are numbered anew where one of them has nothing left.
    pub(super) parcel: u32,
}

/// A delivery method, priced for the lines that can be ordered.
#[derive(Clone, Debug)]
pub(crate) struct MethodQuote {
    /// The method.
    pub method: DeliveryMethod,
    /// Its price for each parcel.
    prices: Vec<DeliveryPrice>,
    /// Its cost for all of them.
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
    /// The times of day that the market offers.
    pub slots: Vec<TimeSlot>,
    /// The chosen one of them.
    pub slot: Option<TimeSlot>,
    /// The one rate at which delivery is taxed; `None`: it is taxed as the goods.
    delivery_tax: Option<GroupTax>,
    tax_inclusive: bool,
    prefix: MarketLocale,
}

impl QuotedLine {
    /// Pieces that can be ordered, of those in the cart.
    pub fn orderable(&self) -> u32 {
        if self.line.unit.is_some() { self.quantity.min(self.line.available) } else { 0 }
    }

    /// The line as it would be agreed; `None` while nothing of it can be ordered.
    fn agreed(&self, group: u32) -> Option<AgreedLine> {
        let unit = self.line.unit.filter(|_| self.orderable() > 0)?;
        Some(AgreedLine {
            group,
            sku: self.line.sku.clone(),
            slug: self.line.slug.clone(),
            title: self.line.title.clone(),
            options: self.line.options.clone(),
            media_hash: self.line.picture.hash.clone(),
            quantity: self.orderable(),
            unit_minor: unit.minor(),
            weight_grams: self.line.weight_grams,
            tax_class: self.line.tax_class.clone(),
            tax_rate: self.line.tax_rate,
        })
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
    /// returns its line beside the quote. Without any SKU there is nothing to read.
    pub async fn load(
        request: &PageRequest,
        country: &str,
        tax_inclusive: bool,
        notice_sku: Option<&Sku>,
    ) -> Result<(Self, Option<Line>), Failure> {
        let mut skus: Vec<Sku> = request.cart.lines().iter().map(|line| line.sku.clone()).collect();
        skus.extend(notice_sku.filter(|sku| request.cart.quantity_of(sku) == 0).cloned());
        if skus.is_empty() {
            return Ok((Self::empty(request.prefix, tax_inclusive), None));
        }
        let rows = outpost_db::cart::lines(&*request.state.replica, request.prefix, &skus, country).await?;
        let notice_line = notice_sku.and_then(|sku| rows.lines.iter().find(|line| &line.sku == sku).cloned());
        Ok((Self::from_rows(&request.cart, rows, request.prefix, tax_inclusive), notice_line))
    }

    fn empty(prefix: MarketLocale, tax_inclusive: bool) -> Self {
        let (lines, unknown, methods, slots) = Default::default();
        Self { lines, unknown, methods, slots, slot: None, delivery_tax: None, tax_inclusive, prefix }
    }

    fn from_rows(cart: &Cart, rows: CartLines, prefix: MarketLocale, tax_inclusive: bool) -> Self {
        let is_known = |line: &&CartLine| rows.lines.iter().any(|known| known.sku == line.sku);
        let unknown = cart.lines().iter().filter(|line| !is_known(line)).cloned().collect();
        let lines = rows
            .lines
            .iter()
            .cloned()
            .map(|line| QuotedLine { quantity: cart.quantity_of(&line.sku), line, parcel: 1 })
            .filter(|line| line.quantity > 0)
            .collect();
        let CartLines { methods, slots, delivery_tax, .. } = rows;
        Self { lines, unknown, methods, slots, slot: None, delivery_tax, tax_inclusive, prefix }
    }

    /// Whether any line can be ordered.
    pub fn is_orderable(&self) -> bool {
        self.lines.iter().any(|line| line.orderable() > 0)
    }

    /// The lines that can be ordered.
    pub fn orderable(&self) -> impl Iterator<Item = &QuotedLine> {
        self.lines.iter().filter(|line| line.orderable() > 0)
    }

    /// What the heaviest parcel to the country may weigh; `None` where the market does not deliver there.
    fn limit_grams(&self) -> Option<u64> {
        self.methods.iter().flat_map(|method| &method.bands).map(|band| band.up_to_grams).max()
    }

    /// The lines of which one parcel does not carry all that can be ordered, each with what it carries.
    pub fn too_heavy(&self) -> Vec<(&QuotedLine, view::LineChange)> {
        let Some(limit_grams) = self.limit_grams() else { return Vec::new() };
        let lines: Vec<&QuotedLine> = self.orderable().collect();
        let load =
            |line: &&QuotedLine| Load { unit_grams: u64::from(line.line.weight_grams), quantity: line.orderable() };
        let carried = carried(&lines.iter().map(load).collect::<Vec<_>>(), limit_grams);
        let fewer = lines.into_iter().zip(carried).filter(|(line, carried)| *carried < line.orderable());
        fewer.map(|(line, carried)| (line, view::LineChange::TooHeavy { carried, limit_grams })).collect()
    }

    /// The delivery methods for the lines that can be ordered, in the shop's order.
    pub fn methods(&self) -> Result<Vec<MethodQuote>, MoneyError> {
        let goods = self.price(None)?.goods;
        let parcels = self.parcels();
        let mut quotes = Vec::new();
        for method in &self.methods {
            let price = |(group, parcel): (u32, &u32)| method.price(group, self.grams(*parcel), self.delivery_tax());
            let Some(prices) = (1..).zip(&parcels).map(price).collect::<Option<Vec<_>>>() else { continue };
            let cost = Money::sum(goods.currency(), prices.iter().map(|price| price.cost(goods)))?;
            quotes.push(MethodQuote { method: method.clone(), cost, prices });
        }
        Ok(quotes)
    }

    /// The method that costs least.
    pub fn cheapest(&self) -> Result<Option<MethodQuote>, MoneyError> {
        Ok(self.methods()?.into_iter().min_by_key(|quote| quote.cost.minor()))
    }

    /// The sums over the lines that can be ordered, sent by `method`. Without one, the cost of delivery is not known yet.
    pub fn totals(&self, method: Option<&MethodQuote>) -> Result<view::Totals, MoneyError> {
        let priced = self.price(method)?;
        let taxes = priced.taxes_by_rate()?;
        Ok(view::Totals {
            lines: priced.goods,
            shipping: method.map(|_| priced.sum_of(AdjustmentKind::Delivery)).transpose()?,
            taxes: taxes.into_iter().map(|(tax, sum)| (tax.rate, sum)).collect(),
            tax_included: self.tax_inclusive,
            total: priced.total,
        })
    }

    /// The value of goods that is missing for free delivery by the cheapest method.
    pub fn free_delivery_gap(&self) -> Result<Option<Money>, MoneyError> {
        match self.cheapest()? {
            Some(quote) => match quote.prices.first() {
                Some(price) => price.missing_for_free(self.price(None)?.goods),
                None => Ok(None),
            },
            None => Ok(None),
        }
    }

    /// Every line, as the cart shows it.
    pub fn all_lines(&self) -> Result<Vec<view::CartLine>, MoneyError> {
        let too_heavy = self.too_heavy();
        let known = self.lines.iter().map(|line| {
            let mut shown = self.view_line(line, line.quantity)?;
            let changes = too_heavy.iter().filter(|(other, _)| other.line.sku == line.line.sku);
            shown.changes.extend(changes.map(|(_, change)| *change));
            Ok(shown)
        });
        known.chain(self.unknown.iter().map(|line| Ok(unknown_line(line)))).collect()
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
            unit_price: row.unit.and_then(|unit| row.measure?.unit_price(unit)),
            total: total.transpose()?,
            quantity,
            max_quantity: if row.unit.is_some() { row.available } else { 0 },
            stock: row.unit.map(|_| parts::stock(row.stock, self.prefix.market)),
            changes: line.change().into_iter().collect(),
        })
    }

    /// What a shopper agrees to who orders the lines that can be ordered, sent by `method`, a parcel a group.
    pub fn agreement(&self, method: Option<&MethodQuote>) -> Agreement {
        let parcels = self.parcels();
        let group = |(price, parcel): (&DeliveryPrice, &u32), days: (u16, u16)| AgreedGroup {
            method: price.method.clone(),
            rate_minor: price.amount.minor(),
            free_from_minor: price.free_from.map(Money::minor),
            tax: self.delivery_tax.clone(),
            days_min: days.0,
            days_max: days.1,
            grams: self.grams(*parcel),
            restocked_at: self.restocked_at(*parcel),
            slot: self.slot,
        };
        let groups = method.iter().flat_map(|quote| {
            quote.prices.iter().zip(&parcels).map(|priced| group(priced, quote.method.days)).collect::<Vec<_>>()
        });
        let number = |line: &QuotedLine| (1..).zip(&parcels).find(|(_, parcel)| **parcel == line.parcel);
        let line = |line: &QuotedLine| line.agreed(number(line)?.0);
        Agreement {
            currency: self.prefix.market.currency(),
            tax_included: self.tax_inclusive,
            lines: self.lines.iter().filter_map(line).collect(),
            groups: groups.collect(),
        }
    }

    fn price(&self, method: Option<&MethodQuote>) -> Result<Priced, MoneyError> {
        self.agreement(method).priced()
    }

    fn delivery_tax(&self) -> DeliveryTax {
        self.delivery_tax.as_ref().map_or(DeliveryTax::FollowsGoods, |tax| {
            DeliveryTax::Rate(TaxRate { class: tax.class.clone(), rate: tax.rate })
        })
    }

    /// The market that sells.
    pub(super) const fn market(&self) -> Market {
        self.prefix.market
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
        unit_price: None,
        total: None,
        quantity: line.quantity,
        max_quantity: 0,
        stock: None,
        changes: vec![view::LineChange::Unknown],
    }
}
