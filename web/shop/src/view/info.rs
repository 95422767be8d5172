//! The information pages.

use outpost_domain::settings::Company;

/// An information page to show.
#[derive(Clone, Debug)]
pub struct Info {
    /// The page.
    pub page: InfoPage,
    /// The company behind the shop, for [`InfoPage::Legal`].
    pub company: Company,
    /// The cookies that the shop sets, for [`InfoPage::Privacy`].
    pub cookies: Vec<CookieUse>,
}

/// A cookie that the shop sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CookieUse {
    /// The name that browsers know it by, e.g. `__Host-cart`.
    pub name: &'static str,
    /// How long it is kept.
    pub ttl_seconds: i64,
}

/// An information page; its text is in `web/locales/*/pages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InfoPage {
    /// About the shop.
    About,
    /// Delivery costs and times.
    Delivery,
    /// Returns.
    Returns,
    /// Privacy.
    Privacy,
    /// Conditions of sale.
    Terms,
    /// Contact.
    Contact,
    /// Accessibility statement.
    Accessibility,
    /// Details of the company as the market's law requires them.
    Legal,
}

impl InfoPage {
    /// Every page, in the order of the footer.
    pub const ALL: [Self; 8] = [
        Self::About,
        Self::Delivery,
        Self::Returns,
        Self::Contact,
        Self::Privacy,
        Self::Terms,
        Self::Accessibility,
        Self::Legal,
    ];

    /// The last segment of its address, e.g. `returns`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Delivery => "delivery",
            Self::Returns => "returns",
            Self::Privacy => "privacy",
            Self::Terms => "terms",
            Self::Contact => "contact",
            Self::Accessibility => "accessibility",
            Self::Legal => "legal",
        }
    }

    /// The page with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.slug() == slug)
    }
}
