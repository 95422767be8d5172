//! Calls that get no answer because a script wants it so.

use std::time::Duration;

use crate::fault::Fault;
use crate::script::{self, Silence};
use crate::state::State;

/// Longer than any caller waits.
const SILENT: Duration = Duration::from_secs(20);

/// A call that may go unanswered.
pub(super) struct Call<'a> {
    state: &'a State,
    silence: Option<Silence>,
}

impl<'a> Call<'a> {
    /// Looks up whether the call is answered. One that is not carried out ends here.
    pub(super) async fn begin(state: &'a State, targets: &[&str]) -> Result<Self, Fault> {
        let call = Self { state, silence: script::take_silence(state, targets).await? };
        if call.silence == Some(Silence::Before) { call.stay_silent().await } else { Ok(call) }
    }

    /// What the caller is answered.
    pub(super) async fn end<T>(self, answer: T) -> Result<T, Fault> {
        if self.silence.is_some() { self.stay_silent().await } else { Ok(answer) }
    }

    async fn stay_silent<T>(&self) -> Result<T, Fault> {
        self.state.timer.sleep(SILENT).await;
        Err(Fault::Silence)
    }
}
