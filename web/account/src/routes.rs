//! The routes of accounts, each written once: the router and the links of pages are made from them.

use outpost_web_ui::route::Route;

/// A customer's orders: the first page of an account.
pub const ORDERS: Route = Route::not_crawled("/{market}/account");
/// One of a customer's orders.
pub const ORDER: Route = Route::not_crawled("/{market}/account/orders/{number}");
/// Where orders placed as a guest join.
pub const ORDERS_ADOPTION: Route = Route::not_crawled("/{market}/account/orders");
/// Logging in.
pub const LOGIN: Route = Route::not_crawled("/{market}/account/login");
/// Where a session ends.
pub const LOGOUT: Route = Route::not_crawled("/{market}/account/logout");
/// Making an account.
pub const REGISTER: Route = Route::not_crawled("/{market}/account/register");
/// What to do after a mail was sent.
pub const MAIL_SENT: Route = Route::not_crawled("/{market}/account/mail-sent");
/// Confirming the address of a new account.
pub const VERIFY: Route = Route::not_crawled("/{market}/account/verify");
/// Confirming another address of an account.
pub const NEW_EMAIL: Route = Route::not_crawled("/{market}/account/new-email");
/// Setting a new password by a link.
pub const RESET: Route = Route::not_crawled("/{market}/account/reset");
/// Asking for a link that sets a new password.
pub const FORGOT: Route = Route::not_crawled("/{market}/account/forgot");
/// The addresses of a customer.
pub const ADDRESSES: Route = Route::not_crawled("/{market}/account/addresses");
/// One address, or `new`.
pub const ADDRESS: Route = Route::not_crawled("/{market}/account/addresses/{id}");
/// Where an address is deleted.
pub const ADDRESS_DELETION: Route = Route::not_crawled("/{market}/account/addresses/{id}/deletion");
/// Name, language and market.
pub const PROFILE: Route = Route::not_crawled("/{market}/account/profile");
/// Password, mail address, sessions.
pub const SECURITY: Route = Route::not_crawled("/{market}/account/security");
/// An authenticator app and recovery codes.
pub const AUTHENTICATOR: Route = Route::not_crawled("/{market}/account/authenticator");
/// Where the app is taken away.
pub const AUTHENTICATOR_REMOVAL: Route = Route::not_crawled("/{market}/account/authenticator/removal");
/// Where the password is changed.
pub const PASSWORD: Route = Route::not_crawled("/{market}/account/password");
/// Where another mail address is asked for.
pub const EMAIL: Route = Route::not_crawled("/{market}/account/email");
/// Where sessions end.
pub const SESSIONS: Route = Route::not_crawled("/{market}/account/sessions");
/// Everything the shop knows about a customer, as JSON.
pub const EXPORT: Route = Route::not_crawled("/{market}/account/export.json");
/// Deleting the account.
pub const DELETION: Route = Route::not_crawled("/{market}/account/deletion");
/// The front page of the shop, which another component serves, like the others below.
pub const SHOP: Route = Route::new("/{market}");
/// The cart.
pub const SHOP_CART: Route = Route::not_crawled("/{market}/cart");
/// An order's status.
pub const SHOP_ORDER: Route = Route::not_crawled("/{market}/orders/{number}");
/// An information page.
pub const SHOP_INFO: Route = Route::new("/{market}/pages/{slug}");
