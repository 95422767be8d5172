//! Converts rows to the views that several pages share: pictures, stock, cards, tiles.

use outpost_db::catalogue as db;
use outpost_domain::calendar;
use outpost_domain::market::Market;
use outpost_domain::stock::{StockLevel, StockState};
use outpost_web_shop::view;
use outpost_web_ui::view::{Picture, Price, Rating};

/// A picture with its address and its alternative text.
pub(crate) fn picture(picture: &db::Picture, alt: &str) -> Picture {
    Picture {
        src: media_address(&picture.hash, &picture.content_type),
        alt: alt.to_owned(),
        width: picture.width,
        height: picture.height,
    }
}

/// The address of a picture.
pub(crate) fn media_address(hash: &str, content_type: &str) -> String {
    let kind = match content_type {
        "image/avif" => "avif",
        "image/webp" => "webp",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "svg",
    };
    format!("/media/{hash}.{kind}")
}

/// A stock badge.
pub(crate) fn stock(stock: db::Stock, market: Market) -> StockLevel {
    match stock.state {
        StockState::In => StockLevel::In,
        StockState::Low => StockLevel::Low { left: stock.left },
        StockState::Backorder => StockLevel::Backorder {
            expected: stock.backorder_at.and_then(|at| calendar::from_seconds(market, at)).map(|at| at.date()),
        },
        StockState::Out => StockLevel::Out,
    }
}

/// The mean of reviews in tenths of a star.
pub(crate) fn rating(rating: db::Rating) -> Rating {
    Rating { tenths: (rating.hundredths + 5) / 10, count: rating.count }
}

/// Product cards.
pub(crate) fn cards(cards: Vec<db::Card>, market: Market) -> Vec<view::ProductCard> {
    cards
        .into_iter()
        .map(|card| view::ProductCard {
            // The name is beside the picture, so the picture is decorative.
            picture: picture(&card.picture, ""),
            price: Price {
                amount: card.price,
                compare_at: card.compare_at,
                is_lowest: card.price_max.minor() > card.price.minor(),
                unit: card.measure.and_then(|measure| measure.unit_price(card.price)),
                lowest_before: None,
            },
            rating: card.rating.map(rating),
            stock: stock(card.stock, market),
            slug: card.slug,
            name: card.title,
            brand: Some(card.brand),
            highlights: card.facts,
        })
        .collect()
}

/// Tiles of categories.
pub(crate) fn tiles(tiles: Vec<db::CategoryTile>) -> Vec<view::CategoryTile> {
    tiles
        .into_iter()
        .map(|tile| view::CategoryTile {
            picture: tile.picture.map(|found| picture(&found, "")),
            slug: tile.slug,
            name: tile.name,
            count: tile.products.into(),
        })
        .collect()
}
