//! Which orders a browser may see: those it placed, and those whose number and mail address it entered.
//!
//! Each order is remembered for a time that begins when it was granted: a copied cookie opens none of them for ever, even if
//! it is set anew with every order that follows.

use outpost_domain::order::OrderNumber;

use crate::cookies::{Cookies, Kind};

/// The most orders that a browser remembers; the oldest is dropped first.
const ORDERS_MAX: usize = 20;
/// How long a browser may see an order, in seconds.
const GRANT_SECONDS: i64 = 90 * 86_400;

/// An order that a browser may see, and since when.
struct Grant {
    number: OrderNumber,
    /// In seconds since 1970.
    granted_at: i64,
}

/// Whether this browser may see an order.
pub fn is_granted(cookies: &Cookies, number: &OrderNumber, now: i64) -> bool {
    grants(cookies, now).iter().any(|grant| grant.number == *number)
}

/// Lets this browser see an order. What it could see before keeps its own time.
pub fn grant(cookies: &mut Cookies, number: &OrderNumber, now: i64) {
    let mut grants = grants(cookies, now);
    grants.retain(|other| other.number != *number);
    grants.push(Grant { number: number.clone(), granted_at: now });
    let first = grants.len().saturating_sub(ORDERS_MAX);
    let text: Vec<String> =
        grants[first..].iter().map(|grant| format!("{}~{}", grant.number, grant.granted_at)).collect();
    cookies.set(Kind::Orders, text.join("."));
}

/// The orders that this browser may see, the newest last.
pub fn granted(cookies: &Cookies, now: i64) -> Vec<OrderNumber> {
    grants(cookies, now).into_iter().map(|grant| grant.number).collect()
}

fn grants(cookies: &Cookies, now: i64) -> Vec<Grant> {
    let text = cookies.get(Kind::Orders).unwrap_or_default();
    let grant = |entry: &str| {
        let (number, granted_at) = entry.split_once('~')?;
        Some(Grant { number: number.parse().ok()?, granted_at: granted_at.parse().ok()? })
    };
    text.split('.').filter_map(grant).filter(|grant| now - grant.granted_at <= GRANT_SECONDS).collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use outpost_domain::ids::OrderId;
    use uuid::Uuid;

    use super::*;
    use crate::secrets::Secrets;

    fn number(id: u128) -> OrderNumber {
        OrderNumber::of(OrderId::new(Uuid::from_u128(id)))
    }

    #[test]
    fn a_browser_remembers_its_last_twenty_orders() {
        let mut cookies = Cookies::read(&HeaderMap::new(), &Secrets::derive("a"), 0);
        for id in 0..21 {
            grant(&mut cookies, &number(id), 0);
        }
        assert!(!is_granted(&cookies, &number(0), 0));
        assert!((1..21).all(|id| is_granted(&cookies, &number(id), 0)));
    }

    #[test]
    fn an_order_is_forgotten_after_its_time_even_if_others_were_placed_since() {
        let mut cookies = Cookies::read(&HeaderMap::new(), &Secrets::derive("a"), 0);
        grant(&mut cookies, &number(1), 0);
        grant(&mut cookies, &number(2), 86_400);
        assert!(is_granted(&cookies, &number(1), GRANT_SECONDS));
        assert!(!is_granted(&cookies, &number(1), GRANT_SECONDS + 1));
        assert_eq!(granted(&cookies, GRANT_SECONDS + 1), [number(2)]);
    }
}
