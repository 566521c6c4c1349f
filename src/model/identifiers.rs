//! IMO numbers, MMSIs and UN/LOCODEs: kept as written, with what their form says.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What the form of an IMO number says. A passing check proves nothing about identity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImoCheck {
    /// Seven digits, and the ship check digit fits.
    Ship,
    /// Seven digits; the ship check fails and the company check fits: probably an owner's number.
    Company,
    /// Seven digits, and neither check digit fits.
    Fails,
    /// Not seven digits, or all zeros.
    Malformed,
}

/// An IMO ship number as written. A failed check digit is a fact about a vessel, not an error.
///
/// Ship: the last digit of 7a+6b+5c+4d+3e+2f is the seventh. Company: weights 8, 6, 4, 2, 9, 7 and
/// (11 - sum mod 11) mod 10. Source: IMO Resolution A.1117(30); the company rule as tested on the UN list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Imo(Box<str>);

impl Imo {
    /// Keeps the text; a leading `IMO` and spaces are dropped, since every list writes them differently.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        let digits = match text.get(..3) {
            Some(head) if head.eq_ignore_ascii_case("imo") => text[3..].trim_start_matches([' ', ':', '-']),
            _ => text,
        };
        Self(digits.into())
    }

    /// The text, without `IMO`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the form says.
    #[must_use]
    pub fn check(&self) -> ImoCheck {
        let bytes = self.0.as_bytes();
        if bytes.len() != 7 || !bytes.iter().all(u8::is_ascii_digit) || bytes.iter().all(|b| *b == b'0') {
            return ImoCheck::Malformed;
        }
        let weighted = |weights: [u32; 6]| -> u32 {
            bytes.iter().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum()
        };
        let last = u32::from(bytes[6] - b'0');
        if weighted([7, 6, 5, 4, 3, 2]) % 10 == last {
            ImoCheck::Ship
        } else if (11 - weighted([8, 6, 4, 2, 9, 7]) % 11) % 10 == last {
            ImoCheck::Company
        } else {
            ImoCheck::Fails
        }
    }
}

/// What kind of station an MMSI's form belongs to (ITU-R M.585).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MmsiForm {
    /// A ship; the three digits are the maritime identification digits of the state that gave it.
    Ship(u16),
    /// A group of ships.
    Group,
    /// A station on the coast.
    Coast,
    /// A search-and-rescue aircraft.
    Aircraft,
    /// A transponder, man-overboard device or beacon.
    Beacon,
    /// A craft of a parent ship.
    Craft,
    /// An aid to navigation.
    AidToNavigation,
    /// None of these.
    Malformed,
}

/// An MMSI as written. It can be shared or reused, so it identifies a signal, not a hull.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mmsi(Box<str>);

impl Mmsi {
    /// Keeps the text without surrounding spaces.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the form says.
    #[must_use]
    pub fn form(&self) -> MmsiForm {
        let bytes = self.0.as_bytes();
        if bytes.len() != 9 || !bytes.iter().all(u8::is_ascii_digit) {
            return MmsiForm::Malformed;
        }
        match bytes {
            [b'0', b'0', ..] => MmsiForm::Coast,
            [b'0', ..] => MmsiForm::Group,
            [b'1', b'1', b'1', ..] => MmsiForm::Aircraft,
            [b'9', b'7', b'0' | b'2' | b'4', ..] => MmsiForm::Beacon,
            [b'9', b'8', ..] => MmsiForm::Craft,
            [b'9', b'9', ..] => MmsiForm::AidToNavigation,
            [b'2'..=b'7', ..] => MmsiForm::Ship(self.0[..3].parse().unwrap_or_default()),
            _ => MmsiForm::Malformed,
        }
    }
}

/// A UN/LOCODE as written, upper case, without the space: `RUVYP`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnLocode(Box<str>);

impl UnLocode {
    /// Keeps the text, upper case and without spaces.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect::<String>().into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has the form of one: two letters, then three letters or digits 2 to 9.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        let bytes = self.0.as_bytes();
        bytes.len() == 5
            && bytes[..2].iter().all(u8::is_ascii_uppercase)
            && bytes[2..].iter().all(|b| b.is_ascii_uppercase() || (b'2'..=b'9').contains(b))
    }
}

/// One reader and writer for identifiers kept as text.
trait Code: Sized {
    const NAME: &'static str;
    const MEANING: &'static str;
    fn from_text(text: &str) -> Self;
    fn text(&self) -> &str;
}

impl Code for Imo {
    const NAME: &'static str = "Imo";
    const MEANING: &'static str = "An IMO number as written; normally seven digits. A failed check digit is kept.";
    fn from_text(text: &str) -> Self {
        Self::new(text)
    }
    fn text(&self) -> &str {
        &self.0
    }
}

impl Code for Mmsi {
    const NAME: &'static str = "Mmsi";
    const MEANING: &'static str = "An MMSI as written; normally nine digits.";
    fn from_text(text: &str) -> Self {
        Self::new(text)
    }
    fn text(&self) -> &str {
        &self.0
    }
}

impl Code for UnLocode {
    const NAME: &'static str = "UnLocode";
    const MEANING: &'static str = "A UN/LOCODE without the space, such as RUVYP.";
    fn from_text(text: &str) -> Self {
        Self::new(text)
    }
    fn text(&self) -> &str {
        &self.0
    }
}

fn read<'de, C: Code, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    Ok(C::from_text(&Cow::<'de, str>::deserialize(deserializer)?))
}

fn schema<C: Code>() -> Schema {
    json_schema!({ "type": "string", "description": C::MEANING })
}

impl fmt::Display for Imo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
impl fmt::Display for Mmsi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
impl fmt::Display for UnLocode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
impl Serialize for Imo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}
impl Serialize for Mmsi {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}
impl Serialize for UnLocode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}
impl<'de> Deserialize<'de> for Imo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}
impl<'de> Deserialize<'de> for Mmsi {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}
impl<'de> Deserialize<'de> for UnLocode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}
impl JsonSchema for Imo {
    fn schema_name() -> Cow<'static, str> {
        Self::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema::<Self>()
    }
}
impl JsonSchema for Mmsi {
    fn schema_name() -> Cow<'static, str> {
        Self::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema::<Self>()
    }
}
impl JsonSchema for UnLocode {
    fn schema_name() -> Cow<'static, str> {
        Self::NAME.into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn imo(text: &str, expected: ImoCheck) {
        assert_eq!(Imo::new(text).check(), expected, "{text}");
    }

    #[test]
    fn imo_numbers_are_checked_and_kept() {
        imo("9074729", ImoCheck::Ship);
        imo("IMO 8660313", ImoCheck::Ship);
        imo("9161003", ImoCheck::Ship);
        // Both were used to launder identities, and both pass.
        imo("8528864", ImoCheck::Ship);
        imo("8514045", ImoCheck::Ship);
        imo("9074728", ImoCheck::Fails);
        imo("0000000", ImoCheck::Malformed);
        imo("IMO1001301448", ImoCheck::Malformed);
        imo("", ImoCheck::Malformed);
        assert_eq!(Imo::new("IMO1001301448").as_str(), "1001301448");
    }

    #[test]
    fn mmsi_forms_follow_the_first_digits() {
        let form = |text| Mmsi::new(text).form();
        assert_eq!(form("445123456"), MmsiForm::Ship(445));
        assert_eq!(form("002734412"), MmsiForm::Coast);
        assert_eq!(form("027344120"), MmsiForm::Group);
        assert_eq!(form("111232506"), MmsiForm::Aircraft);
        assert_eq!(form("970123456"), MmsiForm::Beacon);
        assert_eq!(form("982731234"), MmsiForm::Craft);
        assert_eq!(form("992731234"), MmsiForm::AidToNavigation);
        assert_eq!(form("44512345"), MmsiForm::Malformed);
        assert_eq!(form("٤٤٥123456"), MmsiForm::Malformed);
    }

    #[test]
    fn locodes_lose_their_space() {
        assert_eq!(UnLocode::new("ru vyp").as_str(), "RUVYP");
        assert!(UnLocode::new("RU VYP").is_well_formed());
        assert!(!UnLocode::new("RUVY1").is_well_formed());
    }
}
