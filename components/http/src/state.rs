//! What a component's state gives this crate.

use std::sync::Arc;

use http::request::Parts;
use outpost_db::sql::BoxFuture;
use outpost_platform::{Clock, Entropy, KeyValue};

use crate::access::Access;
use crate::failure::Failure;
use crate::markets::MarketCache;
use crate::secrets::Secrets;
use crate::site::Site;

/// The state of a component.
pub trait HttpState: Send + Sync + 'static {
    /// The component's name, as its log lines show it.
    fn component(&self) -> &'static str;

    /// Tells the time.
    fn clock(&self) -> &dyn Clock;

    /// Draws ids.
    fn entropy(&self) -> &dyn Entropy;

    /// Where the component is reached.
    fn site(&self) -> &Site;

    /// Decides whether a request may use a route for customers, staff or tokens. May add what it found to the request's
    /// extensions. A component without sessions refuses all of them.
    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            Err(Failure::Internal(format!(
                "{} has no sessions, but {} demands {access:?}",
                self.component(),
                parts.uri
            )))
        })
    }

    /// The current time in seconds since 1970.
    fn now(&self) -> i64 {
        self.clock().now().unix_timestamp()
    }
}

/// The state of a component whose pages lie below markets.
pub trait MarketState: HttpState {
    /// The markets of the shop.
    fn markets(&self) -> &MarketCache;
}

/// The state of a component with cookies and forms.
pub trait FormState: HttpState {
    /// Counts writes by client.
    fn key_value(&self) -> &dyn KeyValue;

    /// The secrets that the component was given.
    fn secrets(&self) -> &Secrets;
}

impl<S: HttpState> HttpState for Arc<S> {
    fn component(&self) -> &'static str {
        self.as_ref().component()
    }

    fn clock(&self) -> &dyn Clock {
        self.as_ref().clock()
    }

    fn entropy(&self) -> &dyn Entropy {
        self.as_ref().entropy()
    }

    fn site(&self) -> &Site {
        self.as_ref().site()
    }

    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        self.as_ref().authorise(access, parts)
    }
}

impl<S: FormState> FormState for Arc<S> {
    fn key_value(&self) -> &dyn KeyValue {
        self.as_ref().key_value()
    }

    fn secrets(&self) -> &Secrets {
        self.as_ref().secrets()
    }
}

impl<S: MarketState> MarketState for Arc<S> {
    fn markets(&self) -> &MarketCache {
        self.as_ref().markets()
    }
}
