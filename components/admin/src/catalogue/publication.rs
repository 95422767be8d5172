//! Where a product is sold and from when on, and prices to come.

use axum::response::Response;
use outpost_domain::catalogue::PlannedPrice;
use outpost_http::Failure;

use super::saving::{Unreadable, edit};
use crate::named::Named;
use crate::screen::day_of;
use crate::submission::Submission;

/// `POST /admin/catalogue/products/{product}/publication`. What a product lacks is told, and it stays as it is.
pub(crate) async fn publish(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, known| {
        draft.state = form.parse("state").map_err(|_| Unreadable::field("state"))?;
        draft.withheld.clear();
        for market in &known.markets {
            let from = form.text(&format!("from:{}", market.code), 10);
            match form.fields.text(&format!("sold:{}", market.code)) {
                "later" => {
                    let day = day_of(&from).ok_or_else(|| Unreadable::field("from"))?;
                    draft.withheld.insert(market.code.clone(), Some(day));
                }
                "no" => drop(draft.withheld.insert(market.code.clone(), None)),
                _ => {}
            }
        }
        Ok(())
    })
    .await
}

/// `POST /admin/catalogue/products/{product}/planned-prices`: one price for a day, or none any more where it has no amount.
pub(crate) async fn plan(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, known| {
        let (sku, code) = (form.text("sku", 32), form.text("market", 20));
        let market = known.market(&code).ok_or_else(|| Unreadable::field("market"))?;
        let starts_at = day_of(form.fields.text("from")).ok_or_else(|| Unreadable::field("from"))?;
        let variant =
            draft.variants.iter_mut().find(|variant| variant.sku == sku).ok_or_else(|| Unreadable::field("sku"))?;
        variant.planned.retain(|planned| (&planned.market, planned.starts_at) != (&code, starts_at));
        let amount = |name| form.amount(name, market.exponent).map_err(|_| Unreadable::field(name));
        if let Some(price) = amount("amount")? {
            let compare_at = amount("compare")?;
            variant.planned.insert(PlannedPrice { market: code, starts_at, amount: price, compare_at });
        }
        Ok(())
    })
    .await
}
