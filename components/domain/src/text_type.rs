//! What every type has that holds a checked text.

/// Adds text and serde's conversions to a newtype over `String` that implements `FromStr`.
macro_rules! text_type {
    ($name:ident, $error:ty) => {
        impl $name {
            /// The value as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_type;

/// Adds text and serde's conversions to a newtype over `TinyAsciiStr` that checks one with `TryFrom`.
macro_rules! ascii_type {
    ($name:ident, $length:literal, $error:ident) => {
        impl $name {
            /// A value that stands in the source.
            ///
            /// # Panics
            /// When it is too long.
            pub const fn from_static(text: &'static str) -> Self {
                match tinystr::TinyAsciiStr::try_from_str(text) {
                    Ok(text) => Self(text),
                    Err(_) => panic!("too long"),
                }
            }

            /// The value as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for tinystr::TinyAsciiStr<$length> {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                tinystr::TinyAsciiStr::try_from_str(text).map_err(|_| $error)?.try_into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use ascii_type;
