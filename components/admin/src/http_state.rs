//! What `outpost-http` asks of the panel's state.

use http::request::Parts;
use outpost_db::sql::BoxFuture;
use outpost_http::secrets::Secrets;
use outpost_http::{Access, Failure, FormState, HttpState, Ports};
use outpost_platform::KeyValue;

use crate::session;
use crate::state::State;

impl HttpState for State {
    const COMPONENT: &'static str = "admin";

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &*self.clock, entropy: &*self.entropy, site: &self.config.site }
    }

    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(session::authorise(self, access, parts))
    }
}

impl FormState for State {
    fn key_value(&self) -> &dyn KeyValue {
        &*self.key_value
    }

    fn secrets(&self) -> &Secrets {
        &self.config.secrets
    }
}
