//! What a component's state gives this crate.

use std::sync::Arc;

use http::request::Parts;
use outpost_db::sql::BoxFuture;
use outpost_platform::{Clock, Entropy, KeyValue};
use uuid::Uuid;

use crate::access::Access;
use crate::failure::Failure;
use crate::markets::MarketCache;
use crate::secrets::Secrets;
use crate::site::Site;

/// What every component has.
#[derive(Clone, Copy)]
pub struct Ports<'a> {
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Draws ids.
    pub entropy: &'a dyn Entropy,
    /// Where the component is reached.
    pub site: &'a Site,
}

/// The state of a component.
pub trait HttpState: Send + Sync + 'static {
    /// The component's name, as its log lines show it.
    const COMPONENT: &'static str;

    /// What every component has.
    fn ports(&self) -> Ports<'_>;

    /// Decides whether a request may use a route for customers, staff or tokens. May add what it found to the request's
    /// extensions. A component without sessions refuses all of them.
    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            Err(Failure::Internal(format!("{} has no sessions, but {} demands {access:?}", Self::COMPONENT, parts.uri)))
        })
    }

    /// The current time in seconds since 1970.
    fn now(&self) -> i64 {
        self.ports().clock.now().unix_timestamp()
    }

    /// An id that was not there before.
    fn new_uuid(&self) -> Uuid {
        let Ports { clock, entropy, .. } = self.ports();
        entropy.uuid_v7(clock.now())
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
    const COMPONENT: &'static str = S::COMPONENT;

    fn ports(&self) -> Ports<'_> {
        self.as_ref().ports()
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
