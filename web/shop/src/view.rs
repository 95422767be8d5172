//! View structs: everything a page shows, as plain data that a handler fills and a page renders.
//!
//! Strings are plain text (escaped when rendered), never HTML. Amounts are [`outpost_domain::money::Money`], days are
//! [`time::Date`] and moments are [`time::OffsetDateTime`] already in the market's own offset. Messages are not here:
//! pages take them from the catalogues in `web/locales`. Structs of shared parts are in [`outpost_web_ui::view`].

mod address;
mod cart;
mod checkout;
mod error;
mod home;
mod info;
mod listing;
mod order;
mod payment;
mod product;
mod shared;
mod shell;
mod unavailable;
mod unpaid;

pub use address::{AddressField, AddressForm, Country, FieldError};
pub use cart::{Cart, CartLine, CartStep, Delay, LineChange, Totals};
pub use checkout::{Checkout, Delivery, DeliveryMethod, ParcelOffer, PaymentChoice, Refusal, Review};
pub use error::{ErrorKind, ErrorPage};
pub use home::Home;
pub use info::{CookieUse, Info, InfoPage};
pub use listing::{Chip, Facet, FacetValue, FilterForm, Heading, Listing, SortLink};
pub use order::{Cancellation, Hold, Order, OrderLine, OrderSummary, TimelineEntry, Track, TrackProblem};
pub use outpost_web_ui::view::FieldProblem;
pub use payment::{Payment, PaymentProblem, PendingCause, PendingPayment};
pub use product::{DeliveryEstimate, LegalText, OptionGroup, OptionValue, Product, RatingSummary};
pub use shared::{CategoryTile, ProductCard};
pub use shell::{Alternate, Notice, Shell, UnpaidOrder};
pub use unavailable::{PrimaryUnavailable, Retry, UnavailableOperation};
pub use unpaid::UnpaidLimit;
