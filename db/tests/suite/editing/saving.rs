//! A product is stored whole, once, and never over what somebody else changed.

use outpost_db::catalogue::{
    CatalogueRefusal, InitialStock, ProductChange, ProductQuery, SaveProducts, list, products_by_slug, save_products,
};
use outpost_db::command::{CommandRefusal, Sender, SessionHash};
use outpost_db::listing::{self, ListingQuery};
use outpost_domain::catalogue::{Missing, ProductState};
use outpost_domain::ids::StaffId;
use outpost_domain::market::{Locale, MarketLocale};
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use uuid::Uuid;

use super::super::fixture::{NOW, integer, visitor};
use super::{id, project, save, sender, shop, stored, vase};

const EN_GB: MarketLocale = MarketLocale { locale: Locale::ENGLISH, market: GB };

#[tokio::test]
async fn a_product_is_made_from_nothing_once_and_read_back_as_it_was_sent() {
    let (shop, reference) = shop().await;
    let stock = vec![InitialStock { sku: "VASE-S".to_owned(), location: "lon".to_owned(), quantity: 7 }];
    let command = SaveProducts { id: id(), sender: sender(), products: vec![ProductChange::new(vase())], stock };
    for _ in 0..2 {
        save_products(&shop, &command, &reference).await.expect("stored");
    }
    let read = stored(&shop, "vase").await;
    assert_eq!((read.version, &read.draft), (1, &vase()));
    let on_hand = "SELECT on_hand FROM stock_level CROSS JOIN variant ON variant.id = variant_id WHERE sku = 'VASE-S'";
    assert_eq!(integer(&shop, on_hand, vec![]).await, 7);
    let audit = "SELECT count(*) FROM audit WHERE command = 'save_products' AND subject = 'product:vase'";
    assert_eq!(integer(&shop, audit, vec![]).await, 1);
    let mut other = command.clone();
    other.products[0].draft.brand = "Other".to_owned();
    assert_eq!(
        save_products(&shop, &other, &reference).await,
        Err(CatalogueRefusal::Command(CommandRefusal::RepeatedOtherwise))
    );
    project(&shop).await;
    let page = listing::category(&shop, EN_GB, "things", &ListingQuery::default()).await.expect("a listing");
    assert!(
        page.is_none_or(|found| found.page.cards.iter().any(|card| card.slug == "vase" && card.price.minor() == 1_200))
    );
    let found =
        list(&shop, &ProductQuery { search: "vase".to_owned(), ..ProductQuery::default() }, Locale::ENGLISH).await;
    let found = found.expect("a list").rows;
    assert_eq!((found.len(), &found[0].markets[..]), (1, &["gb".to_owned()][..]));
}

#[tokio::test]
async fn of_two_editors_who_saw_the_same_version_one_is_refused() {
    let (shop, reference) = shop().await;
    let seen = stored(&shop, "mug").await;
    let mut first = seen.draft.clone();
    first.slug = "cup".to_owned();
    let red = first.variants[0].prices.get_mut("gb").expect("a price");
    red.amount = 999;
    first.variants.remove(1);
    save(&shop, &reference, ProductChange::of(&seen, first.clone())).await.expect("stored");
    let late = save(&shop, &reference, ProductChange::of(&seen, seen.draft.clone())).await;
    assert_eq!(late, Err(CatalogueRefusal::Stale(vec!["mug".to_owned()])));
    let now = stored(&shop, "cup").await;
    assert_eq!((now.id, now.version, &now.draft), (seen.id, seen.version + 1, &first));
    let redirect = "SELECT product_id FROM product_redirect WHERE slug = 'mug'";
    assert_eq!(integer(&shop, redirect, vec![]).await, seen.id);
    let history = "SELECT sum(amount_minor) FROM price_history";
    assert_eq!(
        integer(&shop, history, vec![]).await,
        1_299 + 1_299 + 1_499 + 2_200,
        "the red one's, and all of the blue one's"
    );
    let kept = "SELECT count(*) FROM variant WHERE sku = 'MUG-BLUE' AND product_id = 1";
    assert_eq!(integer(&shop, kept, vec![]).await, 1, "what is sold no more keeps its SKU and its stock");
    let mut back = now.draft.clone();
    back.slug = "mug".to_owned();
    back.variants = seen.draft.variants.clone();
    save(&shop, &reference, ProductChange::of(&now, back)).await.expect("stored");
    assert_eq!(stored(&shop, "mug").await.draft, seen.draft);
    let redirects = "SELECT count(*) FROM product_redirect WHERE slug = 'mug'";
    assert_eq!(integer(&shop, redirects, vec![]).await, 0, "an address leads to one product");
}

#[tokio::test]
async fn what_is_taken_or_unknown_is_named_and_nothing_is_stored() {
    let (shop, reference) = shop().await;
    let before = integer(&shop, "SELECT count(*) FROM audit", vec![]).await;
    let refused = async |change: &dyn Fn(&mut outpost_domain::catalogue::ProductDraft)| {
        let mut draft = vase();
        change(&mut draft);
        save(&shop, &reference, ProductChange::new(draft)).await.expect_err("a refusal")
    };
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    assert_eq!(refused(&|draft| draft.slug = "mug".to_owned()).await, CatalogueRefusal::Taken(names(&["mug"])));
    let sku = refused(&|draft| draft.variants[0].sku = "BOOK".to_owned()).await;
    assert_eq!(sku, CatalogueRefusal::Taken(names(&["BOOK"])));
    let unknown = refused(&|draft| {
        draft.category = "nowhere".to_owned();
        draft.pictures[0].hash = "none".to_owned();
    });
    assert_eq!(unknown.await, CatalogueRefusal::Unknown(names(&["category nowhere", "picture none"])));
    assert_eq!(integer(&shop, "SELECT count(*) FROM audit", vec![]).await, before);
    assert_eq!(products_by_slug(&shop, &["vase"]).await, Ok(Vec::new()));
}

#[tokio::test]
async fn only_staff_who_may_edit_the_catalogue_store_products() {
    let (shop, reference) = shop().await;
    for (number, role, may) in [(1, "catalogue", true), (2, "stockroom", false)] {
        let person = StaffId::new(Uuid::from_u128(number));
        let principal = Principal::Staff(person);
        let hash = SessionHash::of(person.uuid().as_bytes());
        let somebody = format!(
            "INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
             VALUES ('{hash}', '{principal}', {NOW} - 1, {NOW} + 100, {NOW}, 'test');
             INSERT INTO staff (id, email, state, created_at) VALUES ('{person}', '{number}@example.com', 'active', 0);
             INSERT INTO staff_role (staff_id, role_id) SELECT '{person}', id FROM role WHERE code = '{role}'"
        );
        shop.batch(&somebody).await.expect("somebody");
        let sender = Sender { principal, session: Some(hash), ..visitor(NOW) };
        let mut draft = vase();
        draft.slug = role.to_owned();
        draft.variants.iter_mut().for_each(|variant| variant.sku = format!("{}-{number}", variant.sku));
        let command = SaveProducts { id: id(), sender, products: vec![ProductChange::new(draft)], stock: Vec::new() };
        let saved = save_products(&shop, &command, &reference).await;
        assert_eq!(
            saved,
            if may { Ok(()) } else { Err(CatalogueRefusal::Command(CommandRefusal::Forbidden)) },
            "{role}"
        );
    }
}

#[tokio::test]
async fn a_product_is_published_when_nothing_is_missing_and_an_edit_takes_nothing_away() {
    let (_, reference) = shop().await;
    let check = |before: Option<&outpost_domain::catalogue::ProductDraft>, draft| match ProductChange::new(draft)
        .check(before, &reference)
    {
        Err(CatalogueRefusal::Missing(missing)) => missing,
        Ok(()) => Vec::new(),
        Err(refusal) => panic!("{refusal}"),
    };
    assert_eq!(check(None, vase()), []);
    let mut bare = vase();
    bare.texts.remove("ja");
    bare.pictures.clear();
    bare.variants[0]
        .prices
        .insert("de".to_owned(), outpost_domain::catalogue::DraftPrice { amount: 5, compare_at: None });
    let text = |field| Missing::Text(field, "ja".to_owned());
    let expected = vec![text("description"), text("summary"), text("title"), Missing::Picture, Missing::EuContact];
    assert_eq!(check(None, bare.clone()), expected);
    assert_eq!(check(Some(&bare), bare.clone()), [], "what was published like this is still edited");
    let mut worse = bare.clone();
    worse.law.manufacturer.clear();
    assert_eq!(check(Some(&bare), worse), [Missing::Manufacturer]);
    bare.state = ProductState::Draft;
    assert_eq!(check(None, bare), []);
}
