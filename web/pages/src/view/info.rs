//! The information pages.

/// An information page; its text is in `web/locales/*/pages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InfoPage {
    /// Who we are.
    About,
    /// Delivery costs and times.
    Delivery,
    /// Sending things back.
    Returns,
    /// What we keep about people.
    Privacy,
    /// Conditions of sale.
    Terms,
    /// How to reach us.
    Contact,
    /// How accessible the shop is.
    Accessibility,
}

impl InfoPage {
    /// Every page, in the order of the footer.
    pub const ALL: [Self; 7] =
        [Self::About, Self::Delivery, Self::Returns, Self::Contact, Self::Privacy, Self::Terms, Self::Accessibility];

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
        }
    }

    /// The page with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.slug() == slug)
    }
}
