//! The markets of the shop, as an instance keeps them between requests.

use std::sync::{Arc, Mutex, PoisonError};

use outpost_db::market;
use outpost_db::sql::{Sql, SqlError};
use outpost_domain::market::Markets;

/// Seconds for which what was read is used without asking again. Pages with a shell notice a change at once: what surrounds
/// them is read together with the markets, where those have changed.
const TTL_SECONDS: i64 = 5;

/// Reads the markets when they are first needed, and again when they may have changed.
pub struct MarketCache {
    replica: Arc<dyn Sql>,
    kept: Mutex<Option<Kept>>,
}

#[derive(Clone)]
struct Kept {
    markets: Arc<Markets>,
    tag: i64,
    read_at: i64,
}

impl MarketCache {
    /// Reads from this database.
    pub fn new(replica: Arc<dyn Sql>) -> Self {
        Self { replica, kept: Mutex::default() }
    }

    /// The markets; at most one statement, and none where they were read a moment before `now` (seconds since 1970). A
    /// replica that cannot be read leaves what is known in use.
    ///
    /// # Errors
    /// When they are not known and cannot be read.
    pub async fn get(&self, now: i64) -> Result<Arc<Markets>, SqlError> {
        match self.kept() {
            Some(kept) if (kept.read_at..kept.read_at + TTL_SECONDS).contains(&now) => Ok(kept.markets),
            Some(kept) => Ok(self.read(now).await.unwrap_or(kept.markets)),
            None => self.read(now).await,
        }
    }

    /// The markets as they are where the catalogue has this tag; at most one statement, and none while it is the tag that
    /// they were read with.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn at(&self, tag: i64, now: i64) -> Result<Arc<Markets>, SqlError> {
        match self.kept() {
            Some(kept) if kept.tag == tag => Ok(kept.markets),
            _ => self.read(now).await,
        }
    }

    /// The catalogue's tag that belongs to what is known.
    pub fn tag(&self) -> Option<i64> {
        self.kept().map(|kept| kept.tag)
    }

    /// Keeps markets that came along with another read.
    pub fn keep(&self, markets: Markets, tag: i64, now: i64) -> Arc<Markets> {
        let markets = Arc::new(markets);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Kept { markets: markets.clone(), tag, read_at: now });
        markets
    }

    /// The markets as far as they are known without a statement.
    pub fn known(&self) -> Arc<Markets> {
        self.kept().map(|kept| kept.markets).unwrap_or_default()
    }

    async fn read(&self, now: i64) -> Result<Arc<Markets>, SqlError> {
        let (markets, tag) = market::list(&*self.replica).await?;
        Ok(self.keep(markets, tag, now))
    }

    fn kept(&self) -> Option<Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
