//! Verbs for what vessels do, in their forms. English only.

use crate::model::visit::Activity;

/// What a vessel did, as far as wordings can be told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Deed {
    /// Took cargo aboard.
    Load,
    /// Put cargo ashore.
    Discharge,
    /// Moved cargo from or to another ship.
    Transfer,
    /// Carried cargo from one place to another.
    Carry,
    /// Took fuel for itself.
    Bunker,
    /// Came to a place and stayed.
    Call,
    /// Went from a place or to one.
    Sail,
    /// Made itself hard to see.
    Hide,
}

impl Deed {
    /// Whether a statement of one speaks of the same as a statement of the other. Cargo that was carried was loaded and
    /// discharged, and each of these may be all that a source says of it.
    pub(super) fn is_related(self, other: Self) -> bool {
        let moves = |deed| matches!(deed, Self::Load | Self::Discharge | Self::Transfer | Self::Carry);
        let wide = |deed| matches!(deed, Self::Transfer | Self::Carry);
        self == other || (moves(self) && moves(other) && (wide(self) || wide(other)))
    }

    /// The deed of an activity; none of one that is none in particular.
    pub(super) fn of(activity: Activity) -> Option<Self> {
        match activity {
            Activity::Loading => Some(Self::Load),
            Activity::Discharging => Some(Self::Discharge),
            Activity::Bunkering => Some(Self::Bunker),
            Activity::ShipToShip => Some(Self::Transfer),
            Activity::Waiting | Activity::Unknown => None,
        }
    }
}

/// A verb in its forms.
#[derive(Debug)]
pub(super) struct Verb {
    /// What it says.
    pub(super) deed: Deed,
    /// `load`
    pub(super) base: &'static str,
    /// `loaded`, which is the participle too.
    pub(super) past: &'static str,
    /// `loading`
    pub(super) ing: &'static str,
    /// `loads`; empty where that is mostly a noun.
    pub(super) third: &'static str,
    /// Words of which one has to follow; empty if it needs none.
    pub(super) before: &'static [&'static str],
}

/// A form of a verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// `load`
    Base,
    /// `loaded`
    Past,
    /// `loading`
    Ing,
    /// `loads`
    Third,
}

const fn verb(
    deed: Deed,
    base: &'static str,
    past: &'static str,
    ing: &'static str,
    third: &'static str,
    before: &'static [&'static str],
) -> Verb {
    Verb { deed, base, past, ing, third, before }
}

const TO_A_PLACE: &[&str] = &["at", "in", "there", "twice", "again"];
const A_PLACE: &[&str] = &["the", "port", "its", "for", "from", "berth"];
const OFF: &[&str] = &["off"];

/// The verbs that are known; what is not in here is not judged.
const VERBS: [Verb; 31] = [
    verb(Deed::Load, "load", "loaded", "loading", "loads", &[]),
    verb(Deed::Load, "reload", "reloaded", "reloading", "reloads", &[]),
    verb(Deed::Discharge, "unload", "unloaded", "unloading", "unloads", &[]),
    verb(Deed::Discharge, "offload", "offloaded", "offloading", "offloads", &[]),
    verb(Deed::Discharge, "discharge", "discharged", "discharging", "discharges", &[]),
    verb(Deed::Discharge, "disembark", "disembarked", "disembarking", "disembarks", &[]),
    verb(Deed::Discharge, "deliver", "delivered", "delivering", "delivers", &[]),
    verb(Deed::Transfer, "transfer", "transferred", "transferring", "", &[]),
    verb(Deed::Carry, "carry", "carried", "carrying", "carries", &[]),
    verb(Deed::Carry, "ship", "shipped", "", "", &[]),
    verb(Deed::Carry, "transport", "transported", "transporting", "transports", &[]),
    verb(Deed::Carry, "supply", "supplied", "supplying", "", &[]),
    verb(Deed::Carry, "export", "exported", "exporting", "", &[]),
    verb(Deed::Carry, "import", "imported", "importing", "", &[]),
    verb(Deed::Bunker, "bunker", "bunkered", "bunkering", "", &[]),
    verb(Deed::Bunker, "refuel", "refuelled", "refuelling", "refuels", &[]),
    verb(Deed::Call, "call", "called", "calling", "calls", TO_A_PLACE),
    verb(Deed::Call, "visit", "visited", "visiting", "", &[]),
    verb(Deed::Call, "moor", "moored", "mooring", "moors", &[]),
    verb(Deed::Call, "dock", "docked", "docking", "docks", &[]),
    verb(Deed::Call, "berth", "berthed", "berthing", "", &[]),
    verb(Deed::Call, "anchor", "anchored", "anchoring", "", &[]),
    verb(Deed::Call, "arrive", "arrived", "arriving", "arrives", &[]),
    verb(Deed::Sail, "sail", "sailed", "sailing", "sails", &[]),
    verb(Deed::Sail, "depart", "departed", "departing", "departs", &[]),
    verb(Deed::Sail, "leave", "left", "leaving", "", A_PLACE),
    verb(Deed::Sail, "steam", "steamed", "steaming", "", &[]),
    verb(Deed::Sail, "proceed", "proceeded", "proceeding", "proceeds", &["to", "from"]),
    verb(Deed::Sail, "return", "returned", "returning", "returns", &["to", "from"]),
    verb(Deed::Hide, "switch", "switched", "switching", "switches", OFF),
    verb(Deed::Hide, "turn", "turned", "turning", "turns", OFF),
];

/// The verb of a word in lower case, and in which form it is.
pub(super) fn verb_of(word: &str) -> Option<(&'static Verb, Form)> {
    VERBS.iter().find_map(|verb| {
        let forms =
            [(verb.base, Form::Base), (verb.past, Form::Past), (verb.ing, Form::Ing), (verb.third, Form::Third)];
        forms.into_iter().find(|(text, _)| !text.is_empty() && *text == word).map(|(_, form)| (verb, form))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart_and_deeds_related() {
        let found = |word| verb_of(word).map(|(verb, form)| (verb.base, form));
        assert_eq!(found("unloading"), Some(("unload", Form::Ing)));
        assert_eq!(found("left"), Some(("leave", Form::Past)));
        assert_eq!(found("ships"), None, "mostly a noun");
        assert!(found("").is_none() && found("loader").is_none());
        assert!(Deed::Carry.is_related(Deed::Load) && Deed::Discharge.is_related(Deed::Transfer));
        assert!(!Deed::Load.is_related(Deed::Discharge) && !Deed::Load.is_related(Deed::Sail));
    }
}
