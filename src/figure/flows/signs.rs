//! How cargoes are told apart: a colour and a letter each, so that neither is needed alone.

use crate::analysis::flows::OTHERS;
use crate::analysis::flows::sums::NOT_STATED;
use crate::base::text::fold;
use crate::figure::palette::{Ink, Role};

/// The sign of a cargo.
#[derive(Clone, PartialEq, Debug)]
pub struct Sign {
    /// Its letter: one of its name; `?` if it is not stated, `+` for all others.
    pub letter: char,
    /// Its colour.
    pub ink: Ink,
    /// Its name.
    pub name: String,
}

impl Sign {
    pub(super) fn others() -> Self {
        Self { letter: '+', ink: Role::Unknown.into(), name: OTHERS.to_owned() }
    }
}

/// Colours in the order in which cargoes get them; that of containers is kept for containers as long as others are left.
const INKS: [Role; 7] =
    [Role::Loading, Role::Discharging, Role::Bunkering, Role::Assessed, Role::Accent, Role::Waiting, Role::Containers];

/// The signs of cargoes, in their order.
#[must_use]
pub fn of(cargoes: &[String]) -> Vec<Sign> {
    let mut taken: Vec<char> = Vec::new();
    let mut inks = INKS.to_vec();
    let containers = |name: &str| fold(name).contains("container");
    if cargoes.iter().any(|name| containers(name)) {
        inks.retain(|ink| *ink != Role::Containers);
    }
    let mut inks = inks.into_iter();
    let sign = |(place, name): (usize, &String)| {
        if name.is_empty() {
            return Sign { letter: '?', ink: Role::Unknown.into(), name: NOT_STATED.to_owned() };
        }
        if place == crate::analysis::flows::CARGOES {
            return Sign::others();
        }
        let letters = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase);
        let mut free = letters.chain('1'..='9').filter(|letter| !taken.contains(letter));
        let letter = free.next().unwrap_or('*');
        taken.push(letter);
        let ink = if containers(name) { Role::Containers } else { inks.next().unwrap_or(Role::Unknown) };
        Sign { letter, ink: ink.into(), name: name.clone() }
    };
    cargoes.iter().enumerate().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargoes_have_letters_and_colours_of_their_own() {
        let names = ["refined petroleum", "containers", "", "coal", "crude", "원유", "RRR"].map(str::to_owned);
        let signs = of(&names);
        let letters: String = signs.iter().map(|sign| sign.letter).collect();
        assert_eq!(letters, "RC?OU원1");
        assert_eq!(signs[1].ink, Role::Containers.into());
        for (i, sign) in signs.iter().enumerate() {
            assert!(signs[i + 1..].iter().all(|other| other.ink != sign.ink), "{}", sign.name);
        }
        let many: Vec<String> = (0..8).map(|number| format!("cargo {number}")).collect();
        assert_eq!(of(&many)[7], Sign::others());
    }
}
