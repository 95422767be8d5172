//! What a shopper can find to buy: followed from the front page through categories to products.

use anyhow::{Context, Result, ensure};

use crate::shopper::Shopper;

/// A variant that a product page offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its SKU.
    pub sku: String,
    /// The product's name, as its page shows it.
    pub title: String,
    /// The most pieces the page lets one order; the shop shows no more than 99.
    pub limit: u32,
}

impl Shopper {
    /// Addresses of products, in the order of the categories on the front page: at most `count`.
    ///
    /// # Errors
    /// When the shop shows no products.
    pub async fn products(&mut self, count: usize) -> Result<Vec<String>> {
        let home = self.get(&self.path("")).await?;
        let mut found = Vec::new();
        for category in home.links(&self.path("/c/")) {
            let listing = self.get(&category).await?;
            for product in listing.links(&self.path("/p/")) {
                let product = product.split('?').next().unwrap_or(&product).to_owned();
                if !found.contains(&product) {
                    found.push(product);
                }
            }
            if found.len() >= count {
                break;
            }
        }
        ensure!(!found.is_empty(), "the shop shows no products: {}", home.status);
        found.truncate(count);
        Ok(found)
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
