//! Stores products with their texts, pictures, variants, prices and stock.

use libsql::{Connection, Value};

use crate::SeedError;
use crate::markets::LOCALES;
use crate::picture::SIZE;
use crate::product::{Product, Variant};

use super::statement::{Insert, insert_into, integer, optional, text};

/// The id that initial movements carry in place of a command's.
const COMMAND: &str = "seed";

/// Prepared statements, one a table.
pub struct Statements {
    media: Insert,
    product: Insert,
    product_text: Insert,
    product_value: Insert,
    product_option: Insert,
    product_media: Insert,
    variant: Insert,
    variant_value: Insert,
    price: Insert,
    stock_level: Insert,
    stock_movement: Insert,
}

impl Statements {
    /// Prepares all of them.
    pub async fn prepare(connection: &Connection) -> Result<Self, SeedError> {
        Ok(Self {
            media: Insert::prepare(connection, insert_into!("media")).await?,
            product: Insert::prepare(connection, insert_into!("product")).await?,
            product_text: Insert::prepare(connection, insert_into!("product_text")).await?,
            product_value: Insert::prepare(connection, insert_into!("product_value")).await?,
            product_option: Insert::prepare(connection, insert_into!("product_option")).await?,
            product_media: Insert::prepare(connection, insert_into!("product_media")).await?,
            variant: Insert::prepare(connection, insert_into!("variant")).await?,
            variant_value: Insert::prepare(connection, insert_into!("variant_value")).await?,
            price: Insert::prepare(connection, insert_into!("price")).await?,
            stock_level: Insert::prepare(connection, insert_into!("stock_level")).await?,
            stock_movement: Insert::prepare(connection, insert_into!("stock_movement")).await?,
        })
    }

    /// Stores one product; its stock came in at `opened_at`.
    pub async fn write(&self, product: &Product, opened_at: i64) -> Result<(), SeedError> {
        for picture in &product.fresh_pictures {
            let bytes = Value::Blob(picture.svg.clone().into_bytes());
            self.media.run([text(&picture.hash), text("image/svg+xml"), integer(SIZE), integer(SIZE), bytes]).await?;
        }
        self.write_product(product).await?;
        let id = integer(product.id);
        for value in &product.values {
            self.product_value.run([id.clone(), integer(*value)]).await?;
        }
        for (position, attribute) in (1..).zip(&product.options) {
            self.product_option.run([id.clone(), integer(position), integer(*attribute)]).await?;
        }
        for (position, (hash, colour)) in (1..).zip(&product.pictures) {
            self.product_media.run([id.clone(), integer(position), text(hash), optional(*colour)]).await?;
        }
        for variant in &product.variants {
            self.write_variant(product, variant, opened_at).await?;
        }
        Ok(())
    }

    async fn write_product(&self, product: &Product) -> Result<(), SeedError> {
        let [one, two, three, four, five] = product.stars.map(integer);
        self.product
            .run([
                integer(product.id),
                text(&product.slug),
                integer(product.vendor),
                integer(product.brand),
                integer(product.category),
                text(&product.tax_class),
                text("published"),
                integer(product.rank),
                one,
                two,
                three,
                four,
                five,
                integer(product.created_at),
            ])
            .await?;
        // In the order of the table's key: de, en, ja.
        for locale in [1, 0, 2] {
            self.product_text
                .run([
                    integer(product.id),
                    text(LOCALES[locale].0),
                    text(&product.title[locale]),
                    text(&product.summary[locale]),
                    text(&product.description[locale]),
                ])
                .await?;
        }
        Ok(())
    }

    async fn write_variant(&self, product: &Product, variant: &Variant, opened_at: i64) -> Result<(), SeedError> {
        let id = integer(variant.id);
        self.variant
            .run([
                id.clone(),
                integer(product.id),
                text(&variant.sku),
                integer(variant.position),
                integer(variant.weight_grams),
                optional(variant.backorder_at),
            ])
            .await?;
        for (attribute, value) in &variant.values {
            self.variant_value.run([id.clone(), integer(*attribute), integer(*value)]).await?;
        }
        for price in &variant.prices {
            let amount = integer(price.amount_minor);
            self.price.run([id.clone(), text(price.market), amount, optional(price.compare_at_minor)]).await?;
        }
        for level in &variant.levels {
            let (location, pieces) = (integer(level.location), integer(level.on_hand));
            let limits = [integer(level.safety_stock), integer(level.backorder_limit)];
            let [safety_stock, backorder_limit] = limits;
            self.stock_level.run([id.clone(), location.clone(), pieces.clone(), safety_stock, backorder_limit]).await?;
            if level.on_hand > 0 {
                let moved_at = integer(opened_at);
                self.stock_movement
                    .run([id.clone(), location, pieces, text("initial"), text(COMMAND), moved_at])
                    .await?;
            }
        }
        Ok(())
    }
}
