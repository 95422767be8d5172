//! Sample products, listings and the front page.

use outpost_domain::catalogue::UnitPrice;
use outpost_domain::category::CategoryLink;
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::listing::{FacetLabel, FacetName, Sort};
use outpost_domain::market::MarketLocale;
use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::{Pagination, Picture, Price, Rating};
use time::macros::date;

use super::localized::{money, pick};
use crate::view::{
    CategoryTile, Chip, DeliveryEstimate, Facet, FacetValue, FilterForm, Heading, Home, LegalText, Listing,
    OptionGroup, OptionValue, Product, ProductCard, RatingSummary, SortLink,
};

/// Top categories in English, German, Japanese.
pub(super) const CATEGORIES: [[&str; 3]; 8] = [
    ["Kitchen", "Küche", "キッチン"],
    ["Lighting", "Beleuchtung", "照明"],
    ["Furniture", "Möbel", "家具"],
    ["Garden", "Garten", "ガーデン"],
    ["Camping", "Camping", "キャンプ"],
    ["Tools", "Werkzeug", "工具"],
    ["Textiles", "Heimtextilien", "布製品"],
    ["Stationery", "Schreibwaren", "文房具"],
];

const PRODUCTS: [[&str; 3]; 8] = [
    ["Stoneware mug", "Steinzeugbecher", "炻器マグカップ"],
    ["Adjustable desk lamp with clamp", "Verstellbare Schreibtischlampe mit Klemme", "クランプ式デスクランプ"],
    ["Oak stool", "Hocker aus Eiche", "オークのスツール"],
    ["Watering can, 5 litres", "Gießkanne, 5 Liter", "じょうろ 5リットル"],
    ["Two-person ridge tent", "Firstzelt für zwei", "二人用テント"],
    ["Japanese pull saw", "Japanische Zugsäge", "両刃のこぎり"],
    ["Linen tea towels, set of three", "Geschirrtücher aus Leinen, drei Stück", "リネンのキッチンクロス 3枚組"],
    ["Dot grid notebook A5", "Punktraster-Notizbuch A5", "ドット方眼ノート A5"],
];

const BRANDS: [&str; 8] =
    ["Harrow & Finch", "Nordlicht", "Kiefer", "Greenwell", "Kumano", "Sekiya", "Lindengarn", "Papier Voss"];

/// The sample product number `index`; the numbers repeat after eight.
pub fn card(market_locale: MarketLocale, index: usize) -> ProductCard {
    let kind = index % 8;
    let pence = [1_800, 8_900, 14_500, 3_450, 32_900, 4_200, 2_600, 1_250][kind];
    ProductCard {
        slug: format!("product-{index}"),
        name: pick(market_locale.locale, &PRODUCTS[kind]).to_owned(),
        brand: (kind != 3).then(|| BRANDS[kind].to_owned()),
        picture: image(market_locale, kind),
        price: Price {
            amount: money(market_locale, pence),
            compare_at: (kind == 1).then(|| money(market_locale, pence + 2_000)),
            is_lowest: kind == 4,
            unit: (kind == 5).then(|| UnitPrice { price: money(market_locale, 1_680), unit: "l" }),
            lowest_before: None,
        },
        rating: (kind != 5).then_some(Rating { tenths: 38 + kind as u16, count: 12 + 150 * kind as u32 }),
        stock: match kind {
            2 => StockLevel::Low { left: 3 },
            5 => StockLevel::Backorder { expected: Some(date!(2026 - 12 - 9)) },
            6 => StockLevel::Out,
            _ => StockLevel::In,
        },
        highlights: [
            [["Blue", "Blau", "青"], ["350 ml", "350 ml", "350 ml"]],
            [["Steel", "Stahl", "鋼"], ["LED", "LED", "LED"]],
        ][kind % 2]
            .iter()
            .map(|texts| pick(market_locale.locale, texts).to_owned())
            .collect(),
    }
}

pub(super) fn image(market_locale: MarketLocale, kind: usize) -> Picture {
    let alt = pick(market_locale.locale, &PRODUCTS[kind]).to_owned();
    Picture { src: format!("/media/sample-{kind}.svg"), alt, width: 640, height: 640 }
}

fn tile(market_locale: MarketLocale, index: usize) -> CategoryTile {
    CategoryTile {
        slug: CATEGORIES[index][0].to_lowercase(),
        name: pick(market_locale.locale, &CATEGORIES[index]).to_owned(),
        count: 1_840 / (index as u64 + 1),
        picture: Some(Picture { alt: String::new(), ..image(market_locale, index) }),
    }
}

/// A front page.
pub fn home(market_locale: MarketLocale) -> Home {
    Home {
        categories: (0..8).map(|index| tile(market_locale, index)).collect(),
        popular: (0..8).map(|index| card(market_locale, index)).collect(),
        newest: [4, 6, 7, 3].into_iter().map(|index| card(market_locale, index)).collect(),
    }
}

fn text(label: &str) -> FacetLabel {
    FacetLabel::Text(label.to_owned())
}

fn price(market_locale: MarketLocale, from: i64, below: Option<i64>) -> FacetLabel {
    FacetLabel::Price { from: money(market_locale, from), below: below.map(|below| money(market_locale, below)) }
}

fn facets(market_locale: MarketLocale) -> Vec<Facet> {
    let value = |label, count, selected| FacetValue {
        label,
        count,
        selected,
        filter: "brand:nordlicht".to_owned(),
        swatch: None,
    };
    let colour =
        |name, swatch: &str, count| FacetValue { swatch: Some(swatch.to_owned()), ..value(text(name), count, false) };
    let brands =
        BRANDS.iter().enumerate().map(|(index, brand)| value(text(brand), 90 / (index as u64 + 1), index == 1));
    let more = ["Tamar", "Birkhof", "Ostwind"].map(|brand| value(text(brand), 3, false));
    let facet = |name, values| Facet { name, values };
    let prices = vec![
        value(price(market_locale, 0, Some(2_500)), 14, false),
        value(price(market_locale, 2_500, Some(5_000)), 31, true),
        value(price(market_locale, 5_000, None), 0, false),
    ];
    vec![
        facet(FacetName::Brand, brands.chain(more).collect()),
        facet(FacetName::Price, prices),
        facet(FacetName::Rating, (1..=4).rev().map(|stars| value(FacetLabel::Stars(stars), 40, false)).collect()),
        facet(FacetName::Availability, vec![value(FacetLabel::InStock, 61, false)]),
        facet(
            FacetName::Attribute("Material".to_owned()),
            vec![value(text("Oak"), 9, false), value(text("Steel"), 3, false)],
        ),
        facet(
            FacetName::Attribute("Colour".to_owned()),
            vec![colour("Navy", "#1f2f55", 12), colour("Ochre", "#c98a2b", 3)],
        ),
    ]
}

/// Page two of a category with two filters set.
pub fn listing(market_locale: MarketLocale) -> Listing {
    let base = format!("/{market_locale}/c/lighting");
    let filtered = format!("{base}?f=brand:nordlicht&f=price:2");
    Listing {
        heading: Heading::Category {
            name: pick(market_locale.locale, &CATEGORIES[1]).to_owned(),
            description: Some(pick(market_locale.locale, &DESCRIPTIONS).to_owned()),
        },
        breadcrumbs: vec![CategoryLink {
            name: pick(market_locale.locale, &CATEGORIES[2]).to_owned(),
            slug: "furniture".to_owned(),
        }],
        subcategories: (2..5).map(|index| tile(market_locale, index)).collect(),
        total: 1_284,
        filter_form: FilterForm { action: base.clone(), fields: Vec::new() },
        facets: facets(market_locale),
        chips: [text(BRANDS[1]), price(market_locale, 2_500, Some(5_000))]
            .map(|label| Chip { label, remove_href: base.clone() })
            .to_vec(),
        clear_href: base.clone(),
        sorts: [Sort::Popular, Sort::PriceAscending, Sort::PriceDescending, Sort::Rating, Sort::Newest]
            .map(|sort| SortLink { sort, selected: sort == Sort::Popular, href: filtered.clone() })
            .to_vec(),
        cards: (0..24).map(|index| card(market_locale, index)).collect(),
        pagination: Pagination { page: 2, pages: 54, base_href: filtered.clone() },
        corrected_query: None,
        alternatives: Vec::new(),
    }
}

const DESCRIPTIONS: [&str; 3] = [
    "Lamps that put light where you need it, with parts you can replace.",
    "Leuchten, die Licht dorthin bringen, wo Sie es brauchen, mit Teilen, die sich ersetzen lassen.",
    "必要な場所を照らし、部品を交換しながら長く使える照明です。",
];

/// A product with two options, three pictures and reviews.
pub fn product(market_locale: MarketLocale) -> Product {
    let lamp = card(market_locale, 1);
    let name = |texts: [&'static str; 3]| pick(market_locale.locale, &texts).to_owned();
    Product {
        slug: lamp.slug.clone(),
        name: lamp.name.clone(),
        brand: lamp.brand.clone(),
        vendor: "Nordlicht Manufaktur GmbH".to_owned(),
        breadcrumbs: [2, 1]
            .map(|index: usize| CategoryLink {
                name: name(CATEGORIES[index]),
                slug: CATEGORIES[index][0].to_lowercase(),
            })
            .to_vec(),
        pictures: [1, 2, 5].map(|kind| image(market_locale, kind)).to_vec(),
        description: format!("{}\n\n{}", name(DESCRIPTIONS), name(DESCRIPTIONS)),
        options: options(market_locale, &lamp.slug),
        sku: "LAMP-1".to_owned(),
        price: Price { lowest_before: Some(money(market_locale, 9_400)), ..lamp.price.clone() },
        stock: StockLevel::Low { left: 4 },
        max_quantity: 4,
        delivery: Some(DeliveryEstimate {
            country: market_locale.market.code().to_uppercase(),
            cost: money(market_locale, 495),
            free_from: Some(money(market_locale, 10_000)),
            window: DeliveryWindow { earliest: date!(2026 - 11 - 24), latest: date!(2026 - 11 - 26) },
        }),
        rating: Some(RatingSummary { rating: Rating { tenths: 44, count: 1_162 }, histogram: [21, 40, 92, 310, 699] }),
        attributes: vec![
            (name(["Material", "Material", "素材"]), name(["Steel, oak", "Stahl, Eiche", "鋼、オーク"])),
            (name(["Weight", "Gewicht", "重さ"]), "1.8 kg".to_owned()),
        ],
        law: LegalText {
            manufacturer: "Nordlicht Manufaktur GmbH, Lübeck".to_owned(),
            eu_contact: "Nordlicht Manufaktur GmbH, Lübeck".to_owned(),
            origin_country: "DE".to_owned(),
            guarantee_years: 2,
            ingredients: String::new(),
            allergens: String::new(),
        },
        related: [0, 2, 5, 7].into_iter().map(|index| card(market_locale, index)).collect(),
    }
}

fn options(market_locale: MarketLocale, slug: &str) -> Vec<OptionGroup> {
    let name = |texts: [&'static str; 3]| pick(market_locale.locale, &texts).to_owned();
    let value = |label: &str, selected, sold_out| OptionValue {
        label: label.to_owned(),
        href: format!("/{market_locale}/p/{slug}?v=LAMP-1#buy"),
        selected,
        sold_out,
    };
    vec![
        OptionGroup {
            name: name(["Colour", "Farbe", "色"]),
            values: vec![
                value(&name(["Moss green", "Moosgrün", "モスグリーン"]), true, false),
                value(&name(["Chalk", "Kreide", "チョーク"]), false, false),
                value(&name(["Night blue", "Nachtblau", "ナイトブルー"]), false, true),
            ],
        },
        OptionGroup {
            name: name(["Height", "Höhe", "高さ"]),
            values: vec![value("45 cm", true, false), value("60 cm", false, false)],
        },
    ]
}
