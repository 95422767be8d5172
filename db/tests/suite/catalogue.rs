//! Reads of the catalogue over a generated shop, compared with a plain walk through its tables.

mod listing;
mod model;
mod pages;
mod search;
mod statements;
mod wording;

use outpost_db::counting::Counting;
use outpost_db::migrate;
use outpost_db::native::Database;
use outpost_domain::market::MarketLocale;
use outpost_domain::samples::{DE, EN, GB, GERMAN, JAPANESE, JP};
use tokio::sync::OnceCell;

const EN_GB: MarketLocale = MarketLocale { locale: EN, market: GB };
const DE_DE: MarketLocale = MarketLocale { locale: GERMAN, market: DE };
const JA_JP: MarketLocale = MarketLocale { locale: JAPANESE, market: JP };

/// A shop of its own, for tests that change it.
async fn own_shop() -> Database {
    let database = Database::memory().await.expect("an in-memory database");
    migrate::apply(&database).await.expect("the migrations");
    outpost_seed::load(&database, 300).await.expect("the catalogue");
    database
}

/// A shop that tests only read.
async fn shop() -> &'static Database {
    static SHOP: OnceCell<Database> = OnceCell::const_new();
    SHOP.get_or_init(own_shop).await
}

/// A count of the statements of one test, over the shop that tests only read.
struct Shared(&'static Database);

impl outpost_db::sql::Sql for Shared {
    fn query<'a>(
        &'a self,
        statement: &'a str,
        parameters: Vec<outpost_db::sql::Value>,
    ) -> outpost_db::sql::BoxFuture<'a, Result<outpost_db::sql::Rows, outpost_db::sql::SqlError>> {
        self.0.query(statement, parameters)
    }
}

async fn counting() -> Counting<Shared> {
    Counting::new(Shared(shop().await))
}
