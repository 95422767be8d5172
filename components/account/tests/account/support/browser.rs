//! A browser of a customer's.

use std::ops::{Deref, DerefMut};

use outpost_http::testing;

use super::Shop;

pub use testing::Answer;

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser(testing::Browser);

impl Browser {
    pub fn new(shop: &Shop) -> Self {
        let mut browser = testing::Browser::new(&shop.router);
        browser.user_agent = "Mozilla/5.0 (X11; Linux) Firefox/140.0";
        Self(browser)
    }

    pub async fn log_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/en-gb/account/login", &[("email", email), ("password", password)]).await
    }

    /// Opens a link from a mail and presses the button of its page.
    pub async fn follow(&mut self, link: &str) -> Answer {
        let (path, _) = link.split_once("?token=").unwrap();
        let token = self.get(link).await.is(200).field("token");
        self.post(path, &[("token", &token)]).await
    }

    /// The same browser, whose requests land in another region from now on.
    pub fn moved_to(&self, region: &Shop) -> Self {
        Self(self.0.moved_to(&region.router))
    }

    /// A copy of its cookies in somebody else's hands.
    pub fn stolen(&self) -> Self {
        self.clone()
    }
}

impl Deref for Browser {
    type Target = testing::Browser;

    fn deref(&self) -> &testing::Browser {
        &self.0
    }
}

impl DerefMut for Browser {
    fn deref_mut(&mut self) -> &mut testing::Browser {
        &mut self.0
    }
}
