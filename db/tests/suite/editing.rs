//! Editing the catalogue: products are stored whole, and go in and out as files.

mod files;
mod saving;
mod scheduling;

use outpost_db::catalogue::{
    CatalogueRefusal, ProductChange, SaveProducts, StoredProduct, products_by_slug, reference, save_products,
};
use outpost_db::command::Sender;
use outpost_db::native::Database;
use outpost_db::projection;
use outpost_db::sql::Sql;
use outpost_domain::catalogue::{ProductDraft, Reference};
use outpost_domain::ids::CommandId;
use outpost_domain::market::Locale;
use uuid::Uuid;

use super::fixture::{self, NOW, visitor};

fn id() -> CommandId {
    CommandId::new(Uuid::now_v7())
}

fn sender() -> Sender {
    visitor(NOW).system("test")
}

async fn shop() -> (Database, Reference) {
    let shop = fixture::shop().await;
    let reference = reference(&shop, Locale::ENGLISH).await.expect("the reference");
    (shop, reference)
}

async fn stored(shop: &dyn Sql, slug: &str) -> StoredProduct {
    products_by_slug(shop, &[slug]).await.expect("a read").pop().expect("the product")
}

async fn save(shop: &dyn Sql, reference: &Reference, change: ProductChange) -> Result<(), CatalogueRefusal> {
    let command = SaveProducts { id: id(), sender: sender(), products: vec![change], stock: Vec::new() };
    save_products(shop, &command, reference).await
}

/// A product that lacks nothing, as JSON would say it: a vase in two sizes.
fn vase() -> ProductDraft {
    let text = serde_json::json!({
        "title": "Vase", "summary": "Tall.", "description": "A vase.", "ingredients": "", "allergens": ""
    });
    let size = |size: &str| serde_json::json!({ "attribute": "size", "value": size });
    let variant = |sku: &str, value: &str, amount: i64| {
        serde_json::json!({
            "sku": sku, "weight_grams": 900, "measure": { "amount": 750, "unit": "ml" }, "values": [size(value)],
            "prices": { "gb": { "amount": amount, "compare_at": null } }, "planned": []
        })
    };
    let draft = serde_json::json!({
        "slug": "vase", "vendor": "house", "brand": "Vases & Co", "category": "things", "tax_class": "standard",
        "state": "published", "texts": { "en": text, "de": text, "ja": text },
        "law": {
            "manufacturer": "Vases, Town", "eu_contact": "", "origin_country": "DE", "hs_code": "6911", "guarantee_years": 2
        },
        "values": [{ "attribute": "colour", "value": "red" }], "options": ["size"],
        "pictures": [{ "hash": "red", "of": null }], "withheld": {},
        "variants": [variant("VASE-S", "small", 1_200), variant("VASE-L", "large", 1_900)]
    });
    serde_json::from_value(draft).expect("a draft")
}

/// Brings projections up to what is stored.
async fn project(shop: &dyn Sql) {
    projection::catch_up(shop, &Sender::job("test", "r", NOW), &mut id).await.expect("projected");
}
