//! The host's sentences in the languages that it speaks.

/// A language of the host's own answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English, where no other is asked for.
    En,
    /// German.
    De,
    /// Japanese.
    Ja,
}

impl Language {
    /// The first one of an `Accept-Language` header that the host speaks; browsers name the one they like best first.
    pub fn preferred(accept: &str) -> Self {
        let known = |range: &str| match range.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            "ja" => Some(Self::Ja),
            _ => None,
        };
        accept.split(',').find_map(known).unwrap_or(Self::En)
    }

    /// Its tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Ja => "ja",
        }
    }
}

/// A sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    en: &'static str,
    de: &'static str,
    ja: &'static str,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $de:literal, $ja:literal;)*) => {
        impl Words {
            $($(#[$doc])* pub const $name: Self = Self { en: $en, de: $de, ja: $ja };)*
        }
    };
}

words! {
    /// The request is not sound HTTP.
    MALFORMED:
        "The request is malformed.",
        "Die Anfrage ist fehlerhaft.",
        "リクエストの形式が正しくありません。";
    /// No route matches.
    NOT_FOUND:
        "There is nothing at this address.",
        "Unter dieser Adresse gibt es nichts.",
        "このアドレスには何もありません。";
    /// The body is larger than allowed.
    BODY_TOO_LARGE:
        "The request's body is too large.",
        "Die Anfrage ist zu groß.",
        "送信された内容が大きすぎます。";
    /// The head is larger than allowed.
    HEAD_TOO_LARGE:
        "The request's headers are too large.",
        "Die Kopfzeilen der Anfrage sind zu groß.",
        "リクエストのヘッダーが大きすぎます。";
    /// The component's answer broke off.
    BROKEN_OFF:
        "Something went wrong while answering this request.",
        "Beim Beantworten dieser Anfrage ist etwas schiefgegangen.",
        "このリクエストの処理中に問題が発生しました。";
    /// The component's answer did not come in time.
    LATE:
        "The request took too long.",
        "Die Anfrage hat zu lange gedauert.",
        "リクエストの処理に時間がかかりすぎました。";
    /// The body did not come in time.
    SLOW_BODY:
        "The request's body did not come in time.",
        "Die Anfrage kam nicht rechtzeitig vollständig an.",
        "送信内容が時間内に届きませんでした。";
    /// The address is longer than allowed.
    URL_TOO_LONG:
        "The address is too long.",
        "Die Adresse ist zu lang.",
        "アドレスが長すぎます。";
    /// Every place is taken.
    BUSY:
        "The server is busy. Please try again in a moment.",
        "Der Server ist ausgelastet. Bitte versuchen Sie es gleich noch einmal.",
        "ただいま混み合っています。少し待ってからもう一度お試しください。";
    /// An instance failed under the request.
    INTERRUPTED:
        "The request was interrupted and may not have been done. Please try again.",
        "Die Anfrage wurde unterbrochen und ist vielleicht nicht ausgeführt. Bitte versuchen Sie es noch einmal.",
        "リクエストが中断され、完了していない可能性があります。もう一度お試しください。";
    /// Leads to the front page.
    HOME:
        "To the front page",
        "Zur Startseite",
        "トップページへ";
    /// Stands before the request's id.
    REQUEST:
        "Request",
        "Anfrage",
        "リクエスト";
}

impl Words {
    /// The sentence in one language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::De => self.de,
            Language::Ja => self.ja,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_known_is_spoken() {
        let check = |accept: &str, expect| assert_eq!(Language::preferred(accept), expect, "{accept}");
        check("", Language::En);
        check("fr", Language::En);
        check("fr-CA, de-AT;q=0.8, en;q=0.5", Language::De);
        check("JA", Language::Ja);
        check("é, ja", Language::Ja);
    }
}
