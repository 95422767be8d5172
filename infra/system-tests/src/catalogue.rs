//! What a shopper can find to buy.

use anyhow::{Context, Result, ensure};
use http::StatusCode;

use crate::markup::tags;
use crate::shopper::Shopper;

/// The cookie that holds the cart.
pub(crate) const CART: &str = "__Host-cart";

/// A variant that a product page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its SKU.
    pub sku: String,
    /// The product's name, as its page shows it.
    pub title: String,
    /// The most pieces the page lets one order: exact while few are left, else 99. [`Shopper::pieces`] knows more.
    pub limit: u32,
}

impl Shopper {
    /// Addresses of products, popular and forgotten ones alike: at most `count`, evenly spread over the sitemap.
    ///
    /// # Errors
    /// When the sitemap names no products.
    pub async fn products(&mut self, count: usize) -> Result<Vec<String>> {
        let (mut all, start) = (Vec::new(), self.path("/p/"));
        for number in 1.. {
            let part = self.get(&self.path(&format!("/sitemap-{number}.xml"))).await?;
            if part.status != StatusCode::OK {
                break;
            }
            let xml = part.text();
            let places = tags(&xml).filter(|tag| tag.name == "loc" && !tag.is_end);
            let places = places.filter_map(|tag| tag.rest.split('<').next()?.split_once(&start));
            all.extend(places.map(|(_, slug)| format!("{start}{slug}")));
        }
        ensure!(!all.is_empty(), "the sitemap names no product");
        let step = all.len().div_ceil(count.max(1));
        Ok(all.into_iter().step_by(step).collect())
    }

    /// What the page of a product offers; `None` where it is sold out.
    ///
    /// # Errors
    /// When it is no product page.
    pub async fn offer(&mut self, product: &str) -> Result<Option<Offer>> {
        let page = self.get(product).await?;
        let title = page.heading().with_context(|| format!("{product} has no heading: {}", page.status))?;
        let Some(form) = page.form(&self.path("/cart/lines")) else { return Ok(None) };
        let sku = form.get("sku").with_context(|| format!("{product} offers no SKU"))?.to_owned();
        Ok(Some(Offer { sku, title, limit: form.limit("quantity").unwrap_or(1) }))
    }

    /// How many pieces of a variant the region's copy has, as a cart with one of them says; it says no more than 99.
    /// Leaves the cart empty.
    ///
    /// # Errors
    /// When the cart does not come.
    pub async fn pieces(&mut self, sku: &str) -> Result<u32> {
        let (cart, lines) = (self.path("/cart"), self.path("/cart/lines"));
        self.forget(CART);
        let added = self.post(&lines, &[("sku", sku), ("quantity", "1")]).await?;
        ensure!(!added.status.is_server_error(), "adding to the cart: {}", added.status);
        let page = self.get(&cart).await?;
        ensure!(page.status.is_success(), "the cart: {}", page.status);
        self.forget(CART);
        // A line that is sold out has no number to be changed.
        Ok(page.form(&format!("{lines}/{sku}")).and_then(|line| line.limit("quantity")).unwrap_or(0))
    }

    /// Variants that can be bought, at least `pieces` of each; at most `count`.
    ///
    /// # Errors
    /// When there are none.
    pub async fn offers(&mut self, count: usize, pieces: u32) -> Result<Vec<Offer>> {
        let mut found = Vec::new();
        for product in self.products(usize::MAX).await? {
            if let Some(offer) = self.offer(&product).await?.filter(|offer| offer.limit >= pieces) {
                found.push(offer);
            }
            if found.len() == count {
                break;
            }
        }
        ensure!(!found.is_empty(), "nothing can be bought {pieces} at a time");
        Ok(found)
    }
}
