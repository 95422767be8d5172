//! Work that is given up after a while.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use spin_sdk::time::sleep;

/// The output of `work`, or `None` if it takes longer than `timeout`.
pub(super) async fn within<T>(timeout: Duration, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut deadline) = (pin!(work), pin!(sleep(timeout)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => deadline.as_mut().poll(context).map(|()| None),
    })
    .await
}
