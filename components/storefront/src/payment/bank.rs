//! The account for bank transfers, from the operator's variables.

use outpost_platform::{HostError, Settings};
use outpost_web_shop::view::BankAccount;

/// The account, or `None` where no variable is set. An incomplete or mistyped account is a problem.
pub(crate) async fn account(
    settings: &dyn Settings,
    problems: &mut Vec<String>,
) -> Result<Option<BankAccount>, HostError> {
    let mut texts = ["bank_account_holder", "bank_iban", "bank_bic", "bank_name"].map(str::to_owned);
    for text in &mut texts {
        *text = settings.get(text).await?.unwrap_or_default().trim().to_owned();
    }
    let [holder, iban, bic, bank] = texts;
    if [&holder, &iban, &bic, &bank].iter().all(|text| text.is_empty()) {
        return Ok(None);
    }
    if holder.is_empty() {
        problems.push("bank_account_holder is missing, the other bank_ variables need it".to_owned());
    }
    let Some(iban) = grouped(&iban) else {
        problems.push(format!("bank_iban is {iban:?}, which is no IBAN"));
        return Ok(None);
    };
    Ok(Some(BankAccount { holder, iban, bic, bank }))
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
    use outpost_http::testing::{FixedSettings, ready};

    fn read(pairs: &[(&str, &str)]) -> (Option<BankAccount>, usize) {
        let mut problems = Vec::new();
        let found = ready(account(&FixedSettings::new(pairs), &mut problems)).expect("settings");
        (found, problems.len())
    }

    #[test]
    fn an_account_is_read_whole_or_not_at_all() {
        assert_eq!(read(&[]), (None, 0));
        assert_eq!(read(&[("bank_iban", ""), ("bank_bic", " ")]), (None, 0), "the defaults of spin.toml");
        let (found, problems) = read(&[("bank_account_holder", "Shop"), ("bank_iban", "de02120300000000202051")]);
        let found = found.expect("an account");
        assert_eq!((found.iban.as_str(), problems), ("DE02 1203 0000 0000 2020 51", 0));
        assert_eq!(read(&[("bank_iban", "GB82 WEST 1234 5698 7654 32")]).1, 1, "no holder");
        assert_eq!(read(&[("bank_account_holder", "Shop"), ("bank_iban", "DE03120300000000202051")]), (None, 1));
        assert_eq!(read(&[("bank_name", "Bank")]), (None, 2));
    }
}
