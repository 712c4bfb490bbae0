//! The form of every checked text: a string whose only way in is its parser. What each accepts stands in its own file.

/// Declares a string type with `parse`, serde and display. `$check` takes the candidate and says what is wrong with it;
/// the attributes are those of the struct, `#[schema(..)]` included.
macro_rules! checked_text {
    ($(#[$attribute:meta])* $name:ident, $check:path) => {
        #[derive(
            Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[serde(try_from = "String")]
        $(#[$attribute])*
        pub struct $name(String);

        impl $name {
            /// Takes the text if it is valid; the error says what is allowed and what came.
            pub fn parse(text: &str) -> Result<Self, crate::error::InvalidValue> {
                $check(text)?;
                Ok(Self(text.to_owned()))
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::error::InvalidValue;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                $check(&text)?;
                Ok(Self(text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

pub(crate) use checked_text;
