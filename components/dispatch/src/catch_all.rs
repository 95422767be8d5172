//! In development nothing leaves the machine: `/dev/mail` shows what would have been sent.

use outpost_platform::BoxFuture;

use crate::mail::Mail;
use crate::mailer::{Mailer, SendError};

/// Takes every mail and delivers none.
pub(crate) struct CatchAll;

impl Mailer for CatchAll {
    fn send<'a>(&'a self, _: &'a Mail) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
