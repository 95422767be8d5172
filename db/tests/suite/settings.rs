//! Settings of markets: who may change them, and who sees it.

use outpost_db::command::{CommandRefusal, Sender};
use outpost_db::market::{SaveSetting, SettingRefusal, save_setting};
use outpost_db::shell;
use outpost_domain::ids::CommandId;
use outpost_domain::principal::Principal;
use outpost_domain::samples::{DE_DE, EN_GB};
use outpost_domain::settings::SettingError;
use uuid::Uuid;

use super::fixture::{NOW, shop, visitor};

fn save(sender: Sender, name: &str, value: &str) -> SaveSetting {
    SaveSetting {
        id: CommandId::new(Uuid::now_v7()),
        sender,
        market: EN_GB.market.code,
        setting: name.parse().expect("a setting"),
        value: value.to_owned(),
    }
}

#[tokio::test]
async fn a_setting_of_a_market_is_on_its_pages_and_on_no_other_markets() {
    let shop = shop().await;
    let operator = || Sender { principal: Principal::System("outpost-ctl"), ..visitor(NOW) };
    let before = shell::load(&shop, EN_GB, [], None).await.expect("a shell");
    assert_eq!(before.settings.company.name, "");
    for (name, value) in [("company_name", "First"), ("company_name", " Shop & Co ")] {
        save_setting(&shop, &save(operator(), name, value)).await.expect("saved");
    }
    let after = shell::load(&shop, EN_GB, [], None).await.expect("a shell");
    assert_eq!(after.settings.company.name, "Shop & Co");
    assert_ne!(before.versions, after.versions, "kept pages are made again");
    assert_eq!(shell::load(&shop, DE_DE, [], None).await.expect("a shell").settings.company.name, "");
}

#[tokio::test]
async fn only_who_may_write_settings_does_and_only_what_they_can_mean() {
    let shop = shop().await;
    let sent = save_setting(&shop, &save(visitor(NOW), "company_name", "Eve")).await;
    assert_eq!(sent, Err(SettingRefusal::Command(CommandRefusal::Forbidden)));
    let sent = save_setting(&shop, &save(visitor(NOW), "bank_iban", "DE03120300000000202051")).await;
    assert_eq!(sent, Err(SettingRefusal::Value(SettingError::Iban)));
}
