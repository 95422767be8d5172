//! The cart in its cookie: compact and signed, never in a database.

use outpost_domain::cart::{Cart, CartLine};

use super::{Cookies, Kind};

/// The cart of this browser, and whether its cookie was damaged.
pub fn read(cookies: &Cookies) -> (Cart, bool) {
    let cart = cookies.get(Kind::Cart).and_then(|text| Cart::decode(&text).ok());
    let damaged = cart.is_none() && cookies.has(Kind::Cart);
    (cart.unwrap_or_default(), damaged)
}

/// Stores the cart in the browser; an empty one removes its cookie.
pub fn write(cookies: &mut Cookies, cart: &Cart) {
    if cart.is_empty() { cookies.remove(Kind::Cart) } else { cookies.set(Kind::Cart, cart.encode()) }
}

/// Stores a line that was removed, and its position, so that it can be restored.
pub fn save_removed(cookies: &mut Cookies, position: usize, line: &CartLine) {
    cookies.set(Kind::Undo, format!("{}.{}.{position}", line.sku, line.quantity));
}

/// Takes the line that was removed last, and its position, out of its cookie.
pub fn take_removed(cookies: &mut Cookies) -> Option<(usize, CartLine)> {
    let text = cookies.get(Kind::Undo)?;
    cookies.remove(Kind::Undo);
    let mut parts = text.split('.');
    let line = CartLine { sku: parts.next()?.parse().ok()?, quantity: parts.next()?.parse().ok()? };
    Some((parts.next()?.parse().ok()?, line))
}
