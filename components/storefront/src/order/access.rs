//! Which orders a browser may see: those it placed, and those it knew number and mail address of.

use outpost_domain::order::OrderNumber;

use crate::cookies::{Jar, Kind};

/// The most orders a browser remembers; the oldest is forgotten first.
const ORDERS_MAX: usize = 20;

/// Whether this browser may see an order.
pub(crate) fn may_see(jar: &Jar, number: &OrderNumber) -> bool {
    known(jar).contains(number)
}

/// Lets this browser see an order.
pub(crate) fn grant(jar: &mut Jar, number: &OrderNumber) {
    let mut numbers = known(jar);
    numbers.retain(|known| known != number);
    numbers.push(number.clone());
    let first = numbers.len().saturating_sub(ORDERS_MAX);
    let text: Vec<&str> = numbers[first..].iter().map(OrderNumber::as_str).collect();
    jar.set(Kind::Orders, text.join("."));
}

fn known(jar: &Jar) -> Vec<OrderNumber> {
    let text = jar.get(Kind::Orders).unwrap_or_default();
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
        let mut jar = Jar::read(&HeaderMap::new(), &testing::config().key);
        let numbers: Vec<_> = (0..21).map(|id| OrderNumber::of(OrderId::new(Uuid::from_u128(id)))).collect();
        for number in &numbers {
            grant(&mut jar, number);
        }
        assert!(!may_see(&jar, &numbers[0]));
        assert!(numbers[1..].iter().all(|number| may_see(&jar, number)));
    }
}
