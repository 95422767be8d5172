//! Settings of a market that an owner changes: the company behind it and its bank account.

use std::collections::BTreeMap;
use std::str::FromStr;

/// The most characters of a setting.
const CHARACTERS_MAX: usize = 300;

/// A setting, by its name in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setting(&'static str);

/// The settings of a company, in the order of [`Company`].
const COMPANY: [&str; 7] = [
    "company_name",
    "company_address",
    "company_representative",
    "company_email",
    "company_phone",
    "company_register",
    "company_vat_id",
];
const IBAN: &str = "bank_iban";
/// The settings of a bank account, in the order of [`BankAccount`].
const BANK: [&str; 4] = ["bank_account_holder", IBAN, "bank_bic", "bank_name"];

/// Why a setting cannot have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of that name.
    #[error("not the name of a setting")]
    Unknown,
    /// The value is too long.
    #[error("a setting has at most {CHARACTERS_MAX} characters")]
    TooLong,
    /// The check digits are wrong.
    #[error("not an IBAN")]
    Iban,
}

impl Setting {
    /// Every setting.
    pub fn all() -> impl Iterator<Item = Self> {
        COMPANY.into_iter().chain(BANK).map(Self)
    }

    /// Its name.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// A value as it is stored; empty for a setting that is not set.
    ///
    /// # Errors
    /// When the setting cannot have it.
    pub fn value(self, text: &str) -> Result<String, SettingError> {
        let text = text.trim();
        if text.chars().count() > CHARACTERS_MAX {
            return Err(SettingError::TooLong);
        }
        if self.0 == IBAN && !text.is_empty() { grouped(text).ok_or(SettingError::Iban) } else { Ok(text.to_owned()) }
    }
}

impl FromStr for Setting {
    type Err = SettingError;

    fn from_str(name: &str) -> Result<Self, SettingError> {
        Self::all().find(|setting| setting.0 == name).ok_or(SettingError::Unknown)
    }
}

/// The company behind the shop. The page shows empty details as not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// The registered name.
    pub name: String,
    /// The registered address on one line.
    pub address: String,
    /// Who represents it.
    pub representative: String,
    /// Mail address.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Where it is registered, and the number there.
    pub register: String,
    /// The number of its registration for VAT.
    pub vat_id: String,
}

impl Company {
    /// All details, in the order in which they are shown.
    pub fn details(&self) -> [&str; 7] {
        let Self { name, address, representative, email, phone, register, vat_id } = self;
        [name, address, representative, email, phone, register, vat_id]
    }
}

/// The account of the shop for bank transfers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// Account holder.
    pub holder: String,
    /// Its IBAN in groups of four.
    pub iban: String,
    /// The bank's BIC; may be empty.
    pub bic: String,
    /// The bank's name; may be empty.
    pub bank: String,
}

/// The settings of a market.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarketSettings {
    /// Who sells there.
    pub company: Company,
    /// Where transfers go; `None` where holder or IBAN are not set.
    pub bank: Option<BankAccount>,
}

impl MarketSettings {
    /// Out of names and values as they are stored.
    pub fn new(mut values: BTreeMap<String, String>) -> Self {
        let mut take = |name: &str| values.remove(name).unwrap_or_default();
        let [name, address, representative, email, phone, register, vat_id] = COMPANY.map(&mut take);
        let [holder, iban, bic, bank] = BANK.map(take);
        let is_whole = !holder.is_empty() && !iban.is_empty();
        Self {
            company: Company { name, address, representative, email, phone, register, vat_id },
            bank: is_whole.then_some(BankAccount { holder, iban, bic, bank }),
        }
    }
}

/// An IBAN in groups of four; `None` where its check digits are wrong.
fn grouped(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if !(15..=34).contains(&bare.len()) || !bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    // ISO 7064: the first four characters move to the end, letters count from 10, and the remainder by 97 is 1.
    let digits = bare[4..].chars().chain(bare[..4].chars()).filter_map(|c| c.to_digit(36));
    let remainder = digits.fold(0, |remainder, digit| (remainder * if digit > 9 { 100 } else { 10 } + digit) % 97);
    let groups: Vec<&str> = (0..bare.len()).step_by(4).map(|at| &bare[at..bare.len().min(at + 4)]).collect();
    (remainder == 1).then(|| groups.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> MarketSettings {
        MarketSettings::new(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn an_account_is_read_whole_or_not_at_all() {
        assert_eq!(read(&[]), MarketSettings::default());
        assert_eq!(read(&[(IBAN, "DE02 1203 0000 0000 2020 51")]).bank, None, "no holder");
        let found = read(&[("bank_account_holder", "Shop"), (IBAN, "DE02 1203"), ("company_phone", "1")]);
        assert_eq!((found.bank.map(|bank| bank.holder).as_deref(), found.company.phone.as_str()), (Some("Shop"), "1"));
    }

    #[test]
    fn a_setting_takes_only_what_it_can_mean() {
        let check = |name: &str, text: &str, expect: Result<&str, SettingError>| {
            let value = name.parse().and_then(|setting: Setting| setting.value(text));
            assert_eq!(value, expect.map(str::to_owned), "{name} {text}");
        };
        check(IBAN, "de02120300000000202051", Ok("DE02 1203 0000 0000 2020 51"));
        check(IBAN, " ", Ok(""));
        check(IBAN, "DE03120300000000202051", Err(SettingError::Iban));
        check("company_name", " Shop & Co ", Ok("Shop & Co"));
        check("company_name", &"x".repeat(301), Err(SettingError::TooLong));
        check("company", "", Err(SettingError::Unknown));
    }
}
