//! The cart in its cookie: compact, signed, never in a database.

use outpost_domain::cart::{Cart, CartLine};
use outpost_domain::ids::Sku;

use super::{Jar, Kind};
use crate::log;
use crate::visit::Visit;

/// The cart of this browser, and whether its cookie was damaged and had to be dropped.
pub(crate) fn read(jar: &Jar) -> (Cart, bool) {
    let cart = jar.get(Kind::Cart).and_then(|text| Cart::decode(&text).ok());
    let damaged = cart.is_none() && jar.has(Kind::Cart);
    (cart.unwrap_or_default(), damaged)
}

/// Keeps the cart in the browser; an empty one takes its cookie away.
pub(crate) fn write(jar: &mut Jar, cart: &Cart) {
    if cart.is_empty() { jar.remove(Kind::Cart) } else { jar.set(Kind::Cart, cart.encode()) }
}

/// Takes whole lines out of the cart.
pub(crate) fn forget(visit: &mut Visit, skus: &[Sku]) {
    let mut kept = Cart::default();
    for line in visit.cart.lines().iter().filter(|line| !skus.contains(&line.sku)) {
        // What fitted the cart before fits it now.
        if let Err(error) = kept.set(line.sku.clone(), line.quantity) {
            log::warning(&visit.request_id, "a line left the cart", &error.to_string());
        }
    }
    visit.cart = kept;
    write(&mut visit.jar, &visit.cart);
}

/// Remembers a line that was removed and where it stood, so that it can be put back.
pub(crate) fn remember_removed(jar: &mut Jar, at: usize, line: &CartLine) {
    jar.set(Kind::Undo, format!("{}.{}.{at}", line.sku, line.quantity));
}

/// The line that was removed last and where it stood, forgotten by this.
pub(crate) fn take_removed(jar: &mut Jar) -> Option<(usize, CartLine)> {
    let text = jar.get(Kind::Undo)?;
    jar.remove(Kind::Undo);
    let mut parts = text.split('.');
    let line = CartLine { sku: parts.next()?.parse().ok()?, quantity: parts.next()?.parse().ok()? };
    Some((parts.next()?.parse().ok()?, line))
}
