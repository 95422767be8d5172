//! What a shopper can find to buy.

use anyhow::{Context, Result, ensure};
use http::StatusCode;

use crate::shopper::Shopper;

/// The cookie that holds the cart.
pub(crate) const CART_COOKIE: &str = "__Host-cart";

/// A variant that a product page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its SKU.
    pub sku: String,
    /// The product's name, as its page shows it.
    pub title: String,
    /// The largest quantity that the page accepts: exact while little is left, else 99. [`Shopper::stock_of`] is exact.
    pub limit: u32,
}

impl Shopper {
    /// Paths of products, popular and unpopular ones alike: at most `count`, spread evenly over the sitemap.
    ///
    /// # Errors
    /// When the sitemap names no product.
    pub async fn products(&mut self, count: usize) -> Result<Vec<String>> {
        let (mut all, start) = (Vec::new(), self.path("/p/"));
        for number in 1.. {
            let part = self.get(&self.path(&format!("/sitemap-{number}.xml"))).await?;
            if part.status != StatusCode::OK {
                break;
            }
            let xml = part.text();
            let locations = xml.split("<loc>").skip(1).filter_map(|rest| rest.split('<').next()?.split_once(&start));
            all.extend(locations.map(|(_, slug)| format!("{start}{slug}")));
        }
        ensure!(!all.is_empty(), "the sitemap names no product");
        let step = all.len().div_ceil(count.max(1));
        Ok(all.into_iter().step_by(step).collect())
    }

    /// What the page of a product offers; `None` where it is sold out.
    ///
    /// # Errors
    /// When it is not a product page.
    pub async fn offer(&mut self, product: &str) -> Result<Option<Offer>> {
        let page = self.get(product).await?;
        let title = page.heading().with_context(|| format!("{product} has no heading: {}", page.status))?;
        let Some(form) = page.form(&self.path("/cart/lines")) else { return Ok(None) };
        let sku = form.get("sku").with_context(|| format!("{product} offers no SKU"))?.to_owned();
        Ok(Some(Offer { sku, title, limit: form.limit("quantity").unwrap_or(1) }))
    }

    /// The stock of a variant as this region shows it in a cart with one piece; at most 99. Leaves the cart empty.
    ///
    /// # Errors
    /// When the cart cannot be loaded.
    pub async fn stock_of(&mut self, sku: &str) -> Result<u32> {
        let (cart, lines) = (self.path("/cart"), self.path("/cart/lines"));
        self.forget(CART_COOKIE);
        let added = self.post(&lines, &[("sku", sku), ("quantity", "1")]).await?;
        ensure!(!added.status.is_server_error(), "adding to the cart: {}", added.status);
        let page = self.get(&cart).await?;
        ensure!(page.status.is_success(), "the cart: {}", page.status);
        self.forget(CART_COOKIE);
        // A line that is sold out has no quantity field.
        Ok(page.form(&cart).and_then(|form| form.limit(&format!("quantity.{sku}"))).unwrap_or(0))
    }

    /// Variants with at least `pieces` in stock; at most `count`.
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
        ensure!(!found.is_empty(), "no variant has {pieces} pieces in stock");
        Ok(found)
    }
}
