//! The rules by which anomalies are found: what each is called, what it says, and on what it rests.

/// What an anomaly is good for. Not a score: it says what kind of statement the rule makes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Weight {
    /// What the case states cannot all be so, under any reading of its dates.
    Contradiction,
    /// It can be so, and is worth a look.
    ToLookAt,
}

impl Weight {
    /// In a user's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Contradiction => "cannot all be so",
            Self::ToLookAt => "to look at",
        }
    }

    /// As a word in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::ToLookAt => "to_look_at",
        }
    }
}

/// A rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// Two visits of one hull at one place overlap.
    Overlap,
    /// One hull at two places at one time.
    TwoPlaces,
    /// One hull at two places too soon after each other.
    Speed,
    /// One IMO number, several vessels.
    SameImo,
    /// An IMO number that is none.
    ImoForm,
    /// One MMSI, several vessels.
    SameMmsi,
    /// An MMSI of another state than the flag.
    MmsiFlag,
    /// One name, several vessels about at one time.
    SameName,
    /// A vessel without a name of its own and with an IMO number.
    LabelWithImo,
    /// Two loadings without a discharge between.
    LoadedTwice,
    /// Two discharges without a loading between.
    DischargedTwice,
    /// A visit that rests on nothing.
    NoExhibit,
}

/// All rules, in the order in which they are listed: contradictions first.
pub const RULES: [Rule; 12] = [
    Rule::Overlap,
    Rule::TwoPlaces,
    Rule::Speed,
    Rule::SameImo,
    Rule::ImoForm,
    Rule::SameMmsi,
    Rule::MmsiFlag,
    Rule::SameName,
    Rule::LabelWithImo,
    Rule::LoadedTwice,
    Rule::DischargedTwice,
    Rule::NoExhibit,
];

impl Rule {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overlap => "Overlapping visits",
            Self::TwoPlaces => "Two places at once",
            Self::Speed => "Impossible speed",
            Self::SameImo => "One IMO number, several vessels",
            Self::ImoForm => "Not an IMO ship number",
            Self::SameMmsi => "One MMSI, several vessels",
            Self::MmsiFlag => "MMSI of another flag",
            Self::SameName => "One name, several vessels",
            Self::LabelWithImo => "Label beside an IMO number",
            Self::LoadedTwice => "Loaded twice",
            Self::DischargedTwice => "Discharged twice",
            Self::NoExhibit => "Visits without exhibits",
        }
    }

    /// Its name on the command line and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Overlap => "overlap",
            Self::TwoPlaces => "two-places",
            Self::Speed => "speed",
            Self::SameImo => "same-imo",
            Self::ImoForm => "imo-form",
            Self::SameMmsi => "same-mmsi",
            Self::MmsiFlag => "mmsi-flag",
            Self::SameName => "same-name",
            Self::LabelWithImo => "label-with-imo",
            Self::LoadedTwice => "loaded-twice",
            Self::DischargedTwice => "discharged-twice",
            Self::NoExhibit => "no-exhibit",
        }
    }

    /// The rule with this name on the command line.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        RULES.into_iter().find(|rule| rule.key() == key)
    }

    /// What it looks for, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Overlap => "Two visits of one vessel at the same place overlap however their dates are read.",
            Self::TwoPlaces => {
                "A vessel was at two places at the same time however the dates are read, and neither place lies in the other."
            }
            Self::Speed => "Between two places a vessel had less time than any merchant ship needs.",
            Self::SameImo => "An IMO number is stated for more than one vessel.",
            Self::ImoForm => "A number stated as an IMO ship number cannot be one.",
            Self::SameMmsi => "An MMSI is stated for more than one vessel in the same time.",
            Self::MmsiFlag => {
                "The first three digits of an MMSI belong to another state than every flag stated for that time."
            }
            Self::SameName => "Vessels with the same name were about in the same time.",
            Self::LabelWithImo => "A vessel bears a label of the case's own although an IMO number is stated for it.",
            Self::LoadedTwice => "A vessel loaded twice and nothing between is known to be a discharge.",
            Self::DischargedTwice => "A vessel discharged twice and nothing between is known to be a loading.",
            Self::NoExhibit => "A visit rests on no exhibit: none is linked, bounds it or says anything of it.",
        }
    }

    /// On what it rests: a threshold, a standard, or how careful it is.
    #[must_use]
    pub fn basis(self) -> &'static str {
        match self {
            Self::Overlap | Self::TwoPlaces => {
                "A day, a month or a range is taken as whatever instant of it fits best; dates that are about or uncertain are not counted."
            }
            Self::Speed => {
                "More than 25 knots in a straight line from the last possible arrival back to the first possible departure, less 10 nautical miles for the size of ports. Sea areas and places without a position are not counted."
            }
            Self::SameImo => "An IMO number stays with one hull for life (IMO Resolution A.1117(30)).",
            Self::ImoForm => {
                "The check digit of ship numbers (IMO Resolution A.1117(30)). A number that passes proves nothing."
            }
            Self::SameMmsi => "A hint: an MMSI is a signal, and can be shared, reused or sent by another ship.",
            Self::MmsiFlag => {
                "A hint: ships change flags and keep or copy signals. Digits by the list of the International Telecommunication Union; flags as two-letter codes only."
            }
            Self::SameName => {
                "A hint: one hull may stand in the case twice, or two may share a name. Spelling, case and marks are set aside."
            }
            Self::LabelWithImo => "A hint: a register can give the name that belongs to the number.",
            Self::LoadedTwice | Self::DischargedTwice => {
                "A hint: something may have been missed. Ship-to-ship transfers, ends of shipments that are not rejected, and visits that may lie between count as what is missing; part cargoes are usual."
            }
            Self::NoExhibit => {
                "Linked exhibits, sightings, exhibits of the four bounds and claims about the visit count."
            }
        }
    }

    /// What kind of statement it makes.
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Self::Overlap | Self::TwoPlaces | Self::Speed | Self::SameImo | Self::ImoForm => Weight::Contradiction,
            Self::SameMmsi
            | Self::MmsiFlag
            | Self::SameName
            | Self::LabelWithImo
            | Self::LoadedTwice
            | Self::DischargedTwice
            | Self::NoExhibit => Weight::ToLookAt,
        }
    }

    /// Its place in [`RULES`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_apart_and_contradictions_come_first() {
        for (at, rule) in RULES.into_iter().enumerate() {
            assert_eq!((rule.index(), Rule::by_key(rule.key())), (at, Some(rule)));
            assert!(RULES[at + 1..].iter().all(|other| other.name() != rule.name()));
            for sentence in [rule.meaning(), rule.basis()] {
                assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{sentence}");
            }
        }
        assert!(RULES.is_sorted_by_key(|rule| rule.weight()));
        assert_eq!(Rule::by_key("violation"), None);
    }
}
