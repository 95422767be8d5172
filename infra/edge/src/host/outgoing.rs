//! Outgoing HTTP, held to `allowed_outbound_hosts`.

use std::sync::Arc;

use http_body_util::BodyExt;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks};

use crate::outbound::AllowedHosts;

type Sent = Box<dyn Future<Output = Result<(), Error>> + Send>;
type SendResult = Result<(http::Response<WasiBody>, Sent), Error>;

/// The hooks of one instance.
pub struct Outgoing {
    component: Arc<str>,
    allowed: Arc<AllowedHosts>,
}

impl Outgoing {
    /// Requests of `component` may go to `allowed` hosts only.
    pub fn new(component: Arc<str>, allowed: Arc<AllowedHosts>) -> Self {
        Self { component, allowed }
    }
}

impl WasiHttpHooks for Outgoing {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _: Sent,
    ) -> Box<dyn Future<Output = SendResult> + Send> {
        if !self.allowed.allow(request.uri()) {
            let uri = request.uri();
            let origin = format!("{}://{}", uri.scheme_str().unwrap_or(""), uri.authority().map_or("", |a| a.as_str()));
            tracing::warn!(
                component = &*self.component,
                "an outgoing request to {origin} was denied; to allow it add {origin:?} to allowed_outbound_hosts"
            );
            return Box::new(async { Err(Error::HttpRequestDenied) });
        }
        Box::new(async move {
            let (response, io) = wasmtime_wasi_http::default_send_request(request, options).await?;
            Ok((response.map(BodyExt::boxed_unsync), Box::new(io) as Sent))
        })
    }
}
