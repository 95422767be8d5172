//! Two editors, orders, deliveries, transfers and counts in any order: the ledger sums, no update is lost, nothing is
//! oversold.

use outpost_db::inventory::{
    ApproveStockTake, CountedLine, CreatePurchaseOrder, InventoryRefusal, LocationLevel, OpenStockTake, PurchaseLine,
    ReceivePurchaseOrder, ReceiveTransfer, ReceivedLine, RecordStockTake, SendTransfer, SetStockLimits,
    TransferredLine, adjust_stock, approve_stock_take, create_purchase_order, open_stock_take, receive_purchase_order,
    receive_transfer, record_stock_take, send_transfer, set_stock_limits,
};
use outpost_db::native::Database;
use outpost_db::order::{PlaceOrderError, place};
use outpost_domain::ids::{PurchaseOrderId, StockTakeId, TransferId};
use outpost_domain::samples::GB;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::fixture::{integer, order};
use super::{adjustment, assert_sound, id, location, sender, shop, sku, stock};

const SKUS: [&str; 2] = ["MUG-RED", "MUG-BLUE"];
const PLACES: [&str; 2] = ["lon", "ham"];

#[derive(Clone, Debug)]
enum Step {
    Look { editor: usize },
    Adjust { editor: usize, variant: usize, place: usize, counted: i64 },
    Limits { editor: usize, variant: usize, place: usize, safety: i64, ahead: i64 },
    Order { variant: usize, quantity: u32 },
    Deliver { variant: usize, place: usize, ordered: i64, arrived: i64 },
    Transfer { variant: usize, from: usize, quantity: i64, lost: i64 },
    Count { variant: usize, place: usize, counted: i64, sold_meanwhile: bool },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (editor, variant, place) = (0usize..2, 0usize..2, 0usize..2);
    let step =
        prop_oneof![
            editor.clone().prop_map(|editor| Step::Look { editor }),
            (editor.clone(), variant.clone(), place.clone(), 0i64..12)
                .prop_map(|(editor, variant, place, counted)| Step::Adjust { editor, variant, place, counted }),
            (editor, variant.clone(), place.clone(), 0i64..4, 0i64..4).prop_map(
                |(editor, variant, place, safety, ahead)| Step::Limits { editor, variant, place, safety, ahead }
            ),
            (variant.clone(), 1u32..4).prop_map(|(variant, quantity)| Step::Order { variant, quantity }),
            (variant.clone(), place.clone(), 1i64..6, 0i64..8)
                .prop_map(|(variant, place, ordered, arrived)| Step::Deliver { variant, place, ordered, arrived }),
            (variant.clone(), place.clone(), 1i64..6, 0i64..2)
                .prop_map(|(variant, from, quantity, lost)| Step::Transfer { variant, from, quantity, lost }),
            (variant, place, 0i64..12, any::<bool>()).prop_map(|(variant, place, counted, sold_meanwhile)| {
                Step::Count { variant, place, counted, sold_meanwhile }
            }),
        ];
    prop::collection::vec(step, 1..25)
}

/// What an editor's screen showed when it was loaded, by variant and location.
type Screen = Vec<Vec<LocationLevel>>;

struct Stockroom {
    shop: Database,
    screens: [Screen; 2],
    ordered: i64,
}

impl Stockroom {
    async fn open() -> Self {
        let shop = shop().await;
        let screen = Self::levels(&shop).await;
        Self { shop, screens: [screen.clone(), screen], ordered: 0 }
    }

    async fn levels(shop: &Database) -> Screen {
        let mut levels = Vec::new();
        for of in SKUS {
            levels.push(stock(shop, of).await.levels);
        }
        levels
    }

    async fn run(&mut self, step: &Step) {
        let before = Self::levels(&self.shop).await;
        match *step {
            Step::Look { editor } => self.screens[editor] = before,
            Step::Adjust { editor, variant, place, counted } => {
                self.adjust(&before[variant][place], editor, (variant, place), counted).await;
            }
            Step::Limits { editor, variant, place, safety, ahead } => {
                self.limits(&before[variant][place], editor, (variant, place), (safety, ahead)).await;
            }
            Step::Order { variant, quantity } => self.order(variant, quantity).await,
            Step::Deliver { variant, place, ordered, arrived } => self.deliver(variant, place, ordered, arrived).await,
            Step::Transfer { variant, from, quantity, lost } => self.transfer(variant, from, quantity, lost).await,
            Step::Count { variant, place, counted, sold_meanwhile } => {
                self.count(variant, place, counted, sold_meanwhile).await;
            }
        }
        assert_sound(&self.shop).await;
        assert_eq!(integer(&self.shop, "SELECT sum(allocated) FROM stock_level", vec![]).await, self.ordered);
        let worst = "SELECT min(ready + backorder_limit) FROM stock_level";
        assert!(integer(&self.shop, worst, vec![]).await >= 0, "oversold");
    }

    async fn adjust(&self, now: &LocationLevel, editor: usize, at: (usize, usize), counted: i64) {
        let seen = self.screens[editor][at.0][at.1].on_hand;
        match adjust_stock(&self.shop, &adjustment(SKUS[at.0], PLACES[at.1], seen, counted)).await {
            Ok(()) => {
                assert_eq!(now.on_hand, seen, "an update was lost");
                assert_eq!(Self::levels(&self.shop).await[at.0][at.1].on_hand, counted);
            }
            Err(InventoryRefusal::StaleLevel(told)) => {
                assert_ne!(now.on_hand, seen, "refused without a cause");
                assert_eq!(told.on_hand, now.on_hand);
            }
            Err(InventoryRefusal::Promised(lines)) => {
                assert_eq!(lines[0].least, now.figures().least_on_hand());
                assert!(counted < lines[0].least, "refused without a cause");
            }
            other => panic!("{other:?}"),
        }
    }

    async fn limits(&self, now: &LocationLevel, editor: usize, at: (usize, usize), limits: (i64, i64)) {
        let screen = &self.screens[editor][at.0][at.1];
        let seen = (screen.safety_stock, screen.backorder_limit);
        let command = SetStockLimits {
            id: id(),
            sender: sender(),
            sku: sku(SKUS[at.0]),
            location: location(PLACES[at.1]),
            seen,
            safety_stock: limits.0,
            backorder_limit: limits.1,
        };
        let is_stale = seen != (now.safety_stock, now.backorder_limit);
        match set_stock_limits(&self.shop, &command).await {
            Ok(()) => assert!(!is_stale, "an update was lost"),
            Err(InventoryRefusal::StaleLevel(_)) => assert!(is_stale, "refused without a cause"),
            Err(InventoryRefusal::Promised(_)) => {}
            other => panic!("{other:?}"),
        }
    }

    async fn order(&mut self, variant: usize, quantity: u32) {
        let total = 1_299 * i64::from(quantity) + 395;
        match place(&self.shop, &order(GB, &[(SKUS[variant], quantity, 1_299)], total)).await {
            Ok(()) => self.ordered += i64::from(quantity),
            Err(PlaceOrderError::Changed(_)) => {}
            other => panic!("{other:?}"),
        }
    }

    async fn deliver(&self, variant: usize, place: usize, ordered: i64, arrived: i64) {
        let purchase = CreatePurchaseOrder {
            id: PurchaseOrderId::new(Uuid::now_v7()),
            sender: sender(),
            supplier: "Mugs".to_owned(),
            location: location(PLACES[place]),
            expected_at: 1_800_000_000,
            lines: vec![PurchaseLine { sku: sku(SKUS[variant]), quantity: ordered }],
        };
        create_purchase_order(&self.shop, &purchase).await.expect("a purchase order");
        let receipt = ReceivePurchaseOrder {
            id: id(),
            sender: sender(),
            purchase_order_id: purchase.id,
            lines: vec![ReceivedLine { sku: sku(SKUS[variant]), quantity: arrived, seen: 0 }],
            close: arrived > ordered / 2,
        };
        receive_purchase_order(&self.shop, &receipt).await.expect("a delivery");
    }

    async fn transfer(&self, variant: usize, from: usize, quantity: i64, lost: i64) {
        let line = |quantity| vec![TransferredLine { sku: sku(SKUS[variant]), quantity }];
        let sent = SendTransfer {
            id: TransferId::new(Uuid::now_v7()),
            sender: sender(),
            from: location(PLACES[from]),
            to: location(PLACES[1 - from]),
            lines: line(quantity),
            note: String::new(),
        };
        match send_transfer(&self.shop, &sent).await {
            Ok(()) => {
                let lines = line((quantity - lost).max(0));
                let received = ReceiveTransfer { id: id(), sender: sender(), transfer_id: sent.id, lines };
                receive_transfer(&self.shop, &received).await.expect("received");
            }
            Err(InventoryRefusal::Promised(_)) => {}
            other => panic!("{other:?}"),
        }
    }

    async fn count(&mut self, variant: usize, place: usize, counted: i64, sold_meanwhile: bool) {
        let take = StockTakeId::new(Uuid::now_v7());
        let open =
            OpenStockTake { id: take, sender: sender(), name: "Any".to_owned(), location: location(PLACES[place]) };
        open_stock_take(&self.shop, &open).await.expect("opened");
        let lines = vec![CountedLine { sku: sku(SKUS[variant]), counted, seen: None }];
        let record = RecordStockTake { id: id(), sender: sender(), stock_take_id: take, lines };
        record_stock_take(&self.shop, &record).await.expect("counted");
        if sold_meanwhile {
            self.order(variant, 1).await;
        }
        let approval = ApproveStockTake { id: id(), sender: sender(), stock_take_id: take, version: 1 };
        match approve_stock_take(&self.shop, &approval).await {
            Ok(()) => {
                let now = Self::levels(&self.shop).await;
                assert_eq!(now[variant][place].on_hand, counted, "orders move nothing until they are sent");
            }
            Err(InventoryRefusal::Promised(_)) => {}
            other => panic!("{other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_ledger_sums_and_no_update_is_lost_whatever_happens_between(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let mut stockroom = Stockroom::open().await;
            for step in &steps {
                stockroom.run(step).await;
            }
        });
    }
}
