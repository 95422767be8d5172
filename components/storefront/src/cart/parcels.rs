//! How a cart is sent: in one parcel that waits for its last item, or in two, so that what lies ready need not wait.

use outpost_domain::calendar;
use outpost_domain::delivery::DeliveryWindow;
use outpost_web_shop::view;
use time::OffsetDateTime;

use super::quote::{MethodQuote, Quote, QuotedLine};

impl Quote {
    /// The item that the parcel waits for if it is ordered at `moment`, where other lines could be sent before; none once
    /// it has a parcel of its own.
    pub fn delay(&self, moment: OffsetDateTime) -> Option<view::Delay> {
        let last = self.orderable().max_by_key(|line| sent_from(line, moment))?;
        let waits = |line: &QuotedLine| line.parcel == last.parcel && sent_from(line, moment) < sent_from(last, moment);
        let expected = calendar::local(self.market(), sent_from(last, moment)).date();
        self.orderable().any(waits).then(|| view::Delay { name: last.line.title.clone(), expected })
    }

    /// The cart in two parcels: what comes in last is sent by itself. Unchanged where nothing would arrive earlier.
    pub fn in_two_parcels(mut self, moment: OffsetDateTime) -> Self {
        let Some(last) = self.orderable().map(|line| sent_from(line, moment)).max() else { return self };
        if self.delay(moment).is_some() {
            for line in &mut self.lines {
                line.parcel = if sent_from(line, moment) == last { 2 } else { 1 };
            }
        }
        self
    }

    /// The cart in one parcel.
    pub fn in_one_parcel(mut self) -> Self {
        for line in &mut self.lines {
            line.parcel = 1;
        }
        self
    }

    /// When each parcel arrives if the order is placed at `moment`. A parcel is sent when the last of its items is there.
    pub fn windows(&self, method: &MethodQuote, moment: OffsetDateTime) -> Vec<DeliveryWindow> {
        let sent_from = |parcel: &u32| calendar::sent_from(self.restocked_at(*parcel), moment);
        let window = |parcel| calendar::window(self.market(), sent_from(parcel), method.method.days);
        self.parcels().iter().map(window).collect()
    }

    /// The parcels that have something in them, in their order.
    pub(super) fn parcels(&self) -> Vec<u32> {
        let mut parcels: Vec<u32> = self.orderable().map(|line| line.parcel).collect();
        parcels.sort_unstable();
        parcels.dedup();
        parcels
    }

    /// The weight of a parcel.
    pub(super) fn grams(&self, parcel: u32) -> u64 {
        let lines = self.orderable().filter(|line| line.parcel == parcel);
        lines.map(|line| u64::from(line.line.weight_grams) * u64::from(line.orderable())).sum()
    }

    /// When the last piece of a parcel comes in, if not all lie ready.
    pub(super) fn restocked_at(&self, parcel: u32) -> Option<i64> {
        let lines = self.orderable().filter(|line| line.parcel == parcel);
        lines.filter_map(|line| line.line.comes_at(line.orderable())).max()
    }
}

/// When a line could be sent by itself.
fn sent_from(line: &QuotedLine, moment: OffsetDateTime) -> OffsetDateTime {
    calendar::sent_from(line.line.comes_at(line.orderable()), moment)
}
