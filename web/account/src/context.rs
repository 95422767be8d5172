//! What every page needs: its surroundings, and messages in its language.

use std::ops::Deref;

use outpost_web_ui::localizer::Localizer;

use crate::view::Shell;

/// The surroundings of a page with a [`Localizer`] for its language, to which it dereferences.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The surroundings.
    pub(crate) shell: &'a Shell,
    localizer: Localizer,
}

impl<'a> Context<'a> {
    /// The context of a page.
    pub(crate) fn new(shell: &'a Shell) -> Self {
        Self { shell, localizer: Localizer::new(shell.market_locale.locale) }
    }
}

impl Deref for Context<'_> {
    type Target = Localizer;

    fn deref(&self) -> &Localizer {
        &self.localizer
    }
}
