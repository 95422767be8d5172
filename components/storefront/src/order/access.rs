//! Which orders a browser may see: those it placed, and those whose number and mail address it entered.

use outpost_domain::order::OrderNumber;

use crate::cookies::{Cookies, Kind};

/// The most orders that a browser remembers; the oldest is dropped first.
const ORDERS_MAX: usize = 20;

/// Whether this browser may see an order.
pub(crate) fn is_granted(cookies: &Cookies, number: &OrderNumber) -> bool {
    granted(cookies).contains(number)
}

/// Lets this browser see an order.
pub(crate) fn grant(cookies: &mut Cookies, number: &OrderNumber) {
    let mut numbers = granted(cookies);
    numbers.retain(|other| other != number);
    numbers.push(number.clone());
    let first = numbers.len().saturating_sub(ORDERS_MAX);
    let text: Vec<&str> = numbers[first..].iter().map(OrderNumber::as_str).collect();
    cookies.set(Kind::Orders, text.join("."));
}

/// The orders that this browser may see, the newest last.
pub(crate) fn granted(cookies: &Cookies) -> Vec<OrderNumber> {
    let text = cookies.get(Kind::Orders).unwrap_or_default();
    text.split('.').filter_map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use outpost_domain::ids::OrderId;
    use uuid::Uuid;

    use super::*;
    use crate::testing;

    #[test]
    fn a_browser_remembers_its_last_twenty_orders() {
        let mut cookies = Cookies::read(&HeaderMap::new(), &testing::config().secrets, 0);
        let numbers: Vec<_> = (0..21).map(|id| OrderNumber::of(OrderId::new(Uuid::from_u128(id)))).collect();
        for number in &numbers {
            grant(&mut cookies, number);
        }
        assert!(!is_granted(&cookies, &numbers[0]));
        assert!(numbers[1..].iter().all(|number| is_granted(&cookies, number)));
    }
}
