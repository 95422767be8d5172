//! View structs: everything a page shows, as plain data that a handler fills and a page renders.
//!
//! Strings are plain text (escaped when rendered), never HTML. Amounts are [`outpost_domain::money::Money`], days are
//! [`time::Date`] and moments are [`time::OffsetDateTime`] already in the market's own offset. Words that the shop
//! itself says are not here: pages take them from the catalogues in `web/locales`.

mod address;
mod cart;
mod checkout;
mod error;
mod home;
mod info;
mod listing;
mod order;
mod paused;
mod payment;
mod product;
mod shared;
mod shell;

pub use address::{Address, AddressField, AddressForm, Country, FieldError, FieldProblem};
pub use cart::{Cart, CartLine, LineProblem, Totals};
pub use checkout::{Checkout, Delivery, DeliveryMethod, PaymentKind, PaymentMethod, Refusal, Review};
pub use error::{ErrorKind, ErrorPage};
pub use home::Home;
pub use info::{Company, Info, InfoPage};
pub use listing::{Chip, Facet, FacetLabel, FacetTitle, FacetValue, Heading, Listing, Pagination, Sort, SortLink};
pub use order::{BankAccount, Hold, Order, OrderLine, OrderStatus, TimelineEntry, TimelineEvent, Track, TrackProblem};
pub use paused::{Again, Paused, Waiting};
pub use payment::{Decline, PayStep, Payment, TestCard, TestOutcome};
pub use product::{DeliveryEstimate, OptionGroup, OptionValue, Product, RatingSummary};
pub use shared::{CategoryTile, Crumb, DeliveryWindow, Link, Picture, Price, ProductCard, Rating, Stock};
pub use shell::{Alternate, CategoryLink, Notice, Shell};
