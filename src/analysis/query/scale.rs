//! Values that have an order, as a query asks for them: `likely`, `<likely`, `>=2`, `10000..50000`, `..5`.

use crate::base::quantity::{Amount, UNITS, Unit};

/// A stretch of values, either end of which may be open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stretch<T> {
    /// The least, and whether it belongs to the stretch.
    low: Option<(T, bool)>,
    /// The greatest, and whether it belongs to the stretch.
    high: Option<(T, bool)>,
}

/// Why a text is no stretch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// This part of it is no value.
    Value(String),
    /// It ends before it begins.
    Backwards,
}

impl<T: PartialOrd + Copy> Stretch<T> {
    /// Reads a value with or without a sign before it, or two of them with `..` between; `read` reads one value.
    pub(super) fn read(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Self, Fault> {
        let text = text.trim();
        let value = |part: &str| read(part.trim()).ok_or_else(|| Fault::Value(part.trim().to_owned()));
        if let Some((from, to)) = text.split_once("..") {
            let end = |part: &str| if part.trim().is_empty() { Ok(None) } else { value(part).map(Some) };
            let (low, high) = (end(from)?, end(to)?);
            return match (low, high) {
                (None, None) => Err(Fault::Value(text.to_owned())),
                (Some(low), Some(high)) if low > high => Err(Fault::Backwards),
                _ => Ok(Self { low: low.map(|low| (low, true)), high: high.map(|high| (high, true)) }),
            };
        }
        let (low, high, rest) = match (text.strip_prefix('<'), text.strip_prefix('>')) {
            (Some(rest), _) => match rest.strip_prefix('=') {
                Some(rest) => (None, Some(true), rest),
                None => (None, Some(false), rest),
            },
            (_, Some(rest)) => match rest.strip_prefix('=') {
                Some(rest) => (Some(true), None, rest),
                None => (Some(false), None, rest),
            },
            _ => (Some(true), Some(true), text),
        };
        let one = value(rest)?;
        Ok(Self { low: low.map(|with| (one, with)), high: high.map(|with| (one, with)) })
    }

    /// Whether a value lies in it.
    pub(super) fn holds(self, value: T) -> bool {
        self.meets(Some(value), Some(value))
    }

    /// Whether any value from `low` to `high` lies in it; what is not given is open.
    pub(super) fn meets(self, low: Option<T>, high: Option<T>) -> bool {
        let reaches = match (self.low, high) {
            (Some((from, with)), Some(high)) => high > from || (with && high == from),
            _ => true,
        };
        let begins = match (self.high, low) {
            (Some((to, with)), Some(low)) => low < to || (with && low == to),
            _ => true,
        };
        reaches && begins
    }
}

/// Reads a number at or above zero: digits, a point, commas between thousands; nothing else.
pub(super) fn amount(text: &str) -> Option<Amount> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',') && !(1..=3).contains(&first.len());
    if grouped || groups.any(|group| group.len() != 3) {
        return None;
    }
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    let plain =
        digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.starts_with(|c: char| c.is_ascii_digit());
    let number = digits.parse::<f64>().ok().filter(|_| plain)?;
    Amount::new(number).ok()
}

/// Parts the unit at the end of a text from what stands before it: `>20000 bbl`, `5..10t`. An error names what is no unit.
pub(super) fn unit(text: &str) -> Result<(&str, Option<Unit>), String> {
    let text = text.trim();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Ok((text, None));
    }
    // `m3` is the one that ends with a digit.
    let after = text
        .strip_suffix("m3")
        .map_or_else(|| text.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.').len(), str::len);
    let (number, word) = text.split_at(after);
    let word = word.trim().to_lowercase();
    let unit = match word.as_str() {
        "" => return Ok((number, None)),
        "barrels" | "barrel" => Some(Unit::Barrels),
        "tonnes" | "tonne" | "tons" => Some(Unit::Tonnes),
        "m3" => Some(Unit::CubicMetres),
        "container" => Some(Unit::Containers),
        word => UNITS.into_iter().find(|unit| unit.symbol().to_lowercase() == word),
    };
    unit.map(|unit| (number, Some(unit))).ok_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(text: &str) -> Stretch<u32> {
        Stretch::read(text, |part| part.parse().ok()).expect(text)
    }

    #[test]
    fn signs_and_ranges_say_which_values_are_meant() {
        let held = |text: &str| (0..6).filter(|n| stretch(text).holds(*n)).collect::<Vec<u32>>();
        assert_eq!(held("3"), [3]);
        assert_eq!(held("<3"), [0, 1, 2]);
        assert_eq!(held("<= 3"), [0, 1, 2, 3]);
        assert_eq!(held(">3"), [4, 5]);
        assert_eq!(held(">=3"), [3, 4, 5]);
        assert_eq!(held("2..3"), [2, 3]);
        assert_eq!(held("4.."), [4, 5]);
        assert_eq!(held("..1"), [0, 1]);
        let fault = |text: &str| Stretch::<u32>::read(text, |part| part.parse().ok());
        assert_eq!(fault("4..1"), Err(Fault::Backwards));
        assert_eq!(fault("1..x"), Err(Fault::Value("x".to_owned())));
        assert_eq!(fault(".."), Err(Fault::Value("..".to_owned())));
        assert_eq!(fault(">"), Err(Fault::Value(String::new())));
    }

    #[test]
    fn what_is_only_known_within_bounds_matches_if_any_of_it_does() {
        assert!(stretch(">10").meets(Some(5), None), "at least 5 may be 11");
        assert!(!stretch("<5").meets(Some(5), None));
        assert!(stretch("7..9").meets(Some(8), Some(20)) && !stretch("7..9").meets(Some(10), Some(20)));
    }

    #[test]
    fn numbers_are_read_as_they_are_written_and_never_guessed() {
        let number = |text: &str| amount(text).map(Amount::get);
        assert_eq!(number("20,000"), Some(20_000.0));
        assert_eq!(number("1234.5"), Some(1_234.5));
        for text in ["1,5", "20,00", ",500", "1,2345", "-5", "inf", "NaN", "1e9", "", ".5", "1.2.3", "0x10"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_may_follow() {
        assert_eq!(unit(">20000"), Ok((">20000", None)));
        assert_eq!(unit("5..10 bbl"), Ok(("5..10", Some(Unit::Barrels))));
        assert_eq!(unit("5..t"), Ok(("5..", Some(Unit::Tonnes))));
        assert_eq!(unit("7m³"), Ok(("7", Some(Unit::CubicMetres))));
        assert_eq!(unit("7 m3"), Ok(("7 ", Some(Unit::CubicMetres))));
        assert_eq!(unit("7 TEU"), Ok(("7", Some(Unit::Teu))));
        assert_eq!(unit(">"), Ok((">", None)), "a number is missing, not a unit");
        assert_eq!(unit("7 wagons"), Err("wagons".to_owned()));
    }
}
