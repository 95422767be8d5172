//! Transfers leave one location, are in transit, and arrive once at the other.

use outpost_db::inventory::{
    InventoryRefusal, ReceiveTransfer, SendTransfer, TransferredLine, receive_transfer, send_transfer, transfer,
    transfers,
};
use outpost_db::order::place;
use outpost_domain::ids::TransferId;
use outpost_domain::inventory::DocumentNumber;
use outpost_domain::samples::{EN, GB};
use uuid::Uuid;

use super::super::fixture::order;
use super::{assert_sound, id, location, on_hand, sender, shop, sku, stock};

fn lines(lines: &[(&str, i64)]) -> Vec<TransferredLine> {
    lines.iter().map(|&(of, quantity)| TransferredLine { sku: sku(of), quantity }).collect()
}

fn sending(of: &[(&str, i64)]) -> SendTransfer {
    SendTransfer {
        id: TransferId::new(Uuid::now_v7()),
        sender: sender(),
        from: location("lon"),
        to: location("ham"),
        lines: lines(of),
        note: String::new(),
    }
}

fn receiving(of: &SendTransfer, arrived: &[(&str, i64)]) -> ReceiveTransfer {
    ReceiveTransfer { id: id(), sender: sender(), transfer_id: of.id, lines: lines(arrived) }
}

#[tokio::test]
async fn pieces_in_transit_are_incoming_and_what_is_missing_was_lost() {
    let shop = shop().await;
    let sent = sending(&[("MUG-RED", 4), ("BOOK", 10)]);
    send_transfer(&shop, &sent).await.expect("sent");
    assert_eq!((on_hand(&shop, "MUG-RED").await, on_hand(&shop, "BOOK").await), ([2, 6], [80, 0]));
    assert_eq!(stock(&shop, "BOOK").await.levels[1].incoming, 10);
    receive_transfer(&shop, &receiving(&sent, &[("MUG-RED", 4), ("BOOK", 9)])).await.expect("received");
    assert_eq!((on_hand(&shop, "MUG-RED").await, on_hand(&shop, "BOOK").await), ([2, 10], [80, 9]));
    assert_eq!(stock(&shop, "BOOK").await.levels[1].incoming, 0);
    let again = receive_transfer(&shop, &receiving(&sent, &[("MUG-RED", 4), ("BOOK", 9)])).await;
    assert_eq!(again, Err(InventoryRefusal::Closed), "by somebody else");
    let number = DocumentNumber::of_transfer(sent.id.uuid());
    let stored = transfer(&shop, &number, EN).await.expect("a read").expect("the transfer");
    assert_eq!(stored.lines.iter().map(|line| line.received).collect::<Vec<_>>(), [Some(4), Some(9)]);
    let listed = transfers(&shop, None).await.expect("a read");
    assert_eq!((listed.rows[0].quantity, listed.rows[0].received), (14, Some(13)));
    assert_sound(&shop).await;
}

#[tokio::test]
async fn what_is_promised_at_a_location_does_not_leave_it() {
    let shop = shop().await;
    place(&shop, &order(GB, &[("MUG-BLUE", 2, 1_299)], 2 * 1_299 + 395)).await.expect("two of three");
    let refused = send_transfer(&shop, &sending(&[("BOOK", 1), ("MUG-BLUE", 2)])).await;
    let Err(InventoryRefusal::Promised(short)) = refused else { panic!("{refused:?}") };
    assert_eq!((short.len(), short[0].sku.as_str(), short[0].least), (1, "MUG-BLUE", 2));
    send_transfer(&shop, &sending(&[("BOOK", 1), ("MUG-BLUE", 1)])).await.expect("the third");
    let refused = send_transfer(&shop, &sending(&[("LAMP", 1)])).await;
    assert!(matches!(refused, Err(InventoryRefusal::Promised(_))), "none is there: {refused:?}");
}

#[tokio::test]
async fn lines_that_are_not_the_transfers_are_refused() {
    let shop = shop().await;
    let sent = sending(&[("BOOK", 2)]);
    send_transfer(&shop, &sent).await.expect("sent");
    for arrived in [&[][..], &[("BOOK", 3)], &[("LAMP", 1)], &[("BOOK", 1), ("BOOK", 1)]] {
        let refused = receive_transfer(&shop, &receiving(&sent, arrived)).await;
        assert_eq!(refused, Err(InventoryRefusal::BadLines), "{arrived:?}");
    }
    let nowhere = SendTransfer { to: location("lon"), ..sending(&[("BOOK", 1)]) };
    assert_eq!(send_transfer(&shop, &nowhere).await, Err(InventoryRefusal::NotFound));
    assert_eq!(on_hand(&shop, "BOOK").await, [88, 0]);
}
