//! One vessel at one place within four bounds in time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::grading::Hedge;
use super::ids::{EntityKind, ExhibitId, Kind, PlaceId, SightingId, Stamp, TagId, VesselId, VisitId};
use crate::base::interval::{BoundName, Bounds};
use crate::base::quantity::Metres;
use crate::base::table::Row;
use crate::base::time::When;

/// What a vessel did during a visit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Activity {
    /// Not known.
    #[default]
    Unknown,
    /// Took cargo aboard.
    Loading,
    /// Put cargo ashore.
    Discharging,
    /// Took fuel for itself.
    Bunkering,
    /// Waited.
    Waiting,
    /// Moved cargo from or to another ship.
    ShipToShip,
}

/// All activities.
pub const ACTIVITIES: [Activity; 6] = [
    Activity::Loading,
    Activity::Discharging,
    Activity::Bunkering,
    Activity::Waiting,
    Activity::ShipToShip,
    Activity::Unknown,
];

impl Activity {
    /// The activity in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Loading => "loading",
            Self::Discharging => "discharging",
            Self::Bunkering => "bunkering",
            Self::Waiting => "waiting",
            Self::ShipToShip => "ship-to-ship transfer",
        }
    }
}

/// What is rarely known of a bound: the text as first written, and the exhibit that gives it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BoundDetail {
    /// Texts in the order of [`BOUND_NAMES`](crate::base::interval::BOUND_NAMES), where they differ from the
    /// canonical form.
    pub texts: [Option<Box<str>>; 4],
    /// The exhibit that gives each bound, as an image of the empty berth gives not before.
    pub exhibits: [Option<ExhibitId>; 4],
}

/// What few visits have; boxed, so that a million that lack it cost nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VisitExtra {
    /// Texts and exhibits of the bounds.
    pub bounds: BoundDetail,
    /// Draught on arrival.
    pub draught_in: Option<Metres>,
    /// Draught on departure.
    pub draught_out: Option<Metres>,
    /// Free text.
    pub note: String,
}

/// One vessel at one place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(into = "VisitText", try_from = "VisitText")]
#[schemars(with = "VisitText")]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// The vessel.
    pub vessel: VesselId,
    /// The place.
    pub place: PlaceId,
    /// When.
    pub bounds: Bounds,
    /// What it did.
    pub activity: Activity,
    /// How the sources word it.
    pub hedge: Hedge,
    /// The sightings it rests on.
    pub sightings: Box<[SightingId]>,
    /// The exhibits it rests on.
    pub exhibits: Box<[ExhibitId]>,
    /// Tags.
    pub tags: Box<[TagId]>,
    /// What few visits have.
    pub extra: Option<Box<VisitExtra>>,
    /// When it was made and changed.
    pub stamp: Stamp,
}

impl Visit {
    /// A visit of which only vessel, place and bounds are known.
    #[must_use]
    pub fn new(id: VisitId, vessel: VesselId, place: PlaceId, bounds: Bounds) -> Self {
        Self {
            id,
            vessel,
            place,
            bounds,
            activity: Activity::default(),
            hedge: Hedge::default(),
            sightings: Box::default(),
            exhibits: Box::default(),
            tags: Box::default(),
            extra: None,
            stamp: Stamp::default(),
        }
    }

    /// The note, empty if there is none.
    #[must_use]
    pub fn note(&self) -> &str {
        self.extra.as_ref().map_or("", |extra| &extra.note)
    }

    /// The exhibit that gives a bound.
    #[must_use]
    pub fn bound_exhibit(&self, name: BoundName) -> Option<ExhibitId> {
        self.extra.as_ref().and_then(|extra| extra.bounds.exhibits[name as usize])
    }

    /// The text of a bound: as first written, else the canonical form, else empty.
    #[must_use]
    pub fn bound_text(&self, name: BoundName) -> String {
        let written = self.extra.as_ref().and_then(|extra| extra.bounds.texts[name as usize].as_deref());
        match (written, self.bounds.get(name)) {
            (Some(text), _) => text.to_owned(),
            (None, Some(when)) => when.to_string(),
            (None, None) => String::new(),
        }
    }

    /// Sets a bound and keeps the text as first written if it is not the canonical form.
    pub fn set_bound(&mut self, name: BoundName, time: Option<When>, written: &str) {
        self.bounds = self.bounds.with(name, time);
        let text = time.filter(|when| when.to_string() != written && !written.is_empty()).map(|_| written.into());
        if text.is_some() || self.extra.is_some() {
            self.edit_extra(|extra| extra.bounds.texts[name as usize] = text);
        }
    }

    /// Changes what few visits have, and drops it again if nothing is left in it.
    pub fn edit_extra(&mut self, change: impl FnOnce(&mut VisitExtra)) {
        let mut extra = self.extra.take().map_or_else(VisitExtra::default, |extra| *extra);
        change(&mut extra);
        self.extra = (extra != VisitExtra::default()).then(|| Box::new(extra));
    }
}

impl Kind for Visit {
    const KIND: EntityKind = EntityKind::Visit;
}

impl Row for Visit {
    type Key = VisitId;
    fn key(&self) -> VisitId {
        self.id
    }
}

/// One bound in JSON: a plain date, or with the text as first written and the exhibit that gives it.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct BoundText {
    /// The date as EDTF.
    edtf: When,
    /// The text as first written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Box<str>>,
    /// The exhibit that gives the bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exhibit: Option<ExhibitId>,
}

/// A visit as it stands in JSON.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Visit")]
struct VisitText {
    /// Its id.
    id: VisitId,
    /// The vessel.
    vessel: VesselId,
    /// The place.
    place: PlaceId,
    /// It had not begun before this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_before: Option<BoundText>,
    /// First time it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_seen: Option<BoundText>,
    /// Last time it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_seen: Option<BoundText>,
    /// It had ended after this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_after: Option<BoundText>,
    /// What the vessel did.
    #[serde(default)]
    activity: Activity,
    /// How the sources word it.
    #[serde(default)]
    hedge: Hedge,
    /// Draught on arrival, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draught_in: Option<Metres>,
    /// Draught on departure, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draught_out: Option<Metres>,
    /// The sightings it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sightings: Vec<SightingId>,
    /// The exhibits it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exhibits: Vec<ExhibitId>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<TagId>,
    /// When it was made and changed.
    #[serde(default)]
    stamp: Stamp,
}

impl From<Visit> for VisitText {
    fn from(visit: Visit) -> Self {
        let extra = visit.extra.map_or_else(VisitExtra::default, |extra| *extra);
        let BoundDetail { mut texts, exhibits } = extra.bounds;
        let mut bound = |name: BoundName| {
            visit.bounds.get(name).map(|edtf| BoundText {
                edtf,
                text: texts[name as usize].take(),
                exhibit: exhibits[name as usize],
            })
        };
        Self {
            id: visit.id,
            vessel: visit.vessel,
            place: visit.place,
            not_before: bound(BoundName::NotBefore),
            first_seen: bound(BoundName::FirstSeen),
            last_seen: bound(BoundName::LastSeen),
            not_after: bound(BoundName::NotAfter),
            activity: visit.activity,
            hedge: visit.hedge,
            draught_in: extra.draught_in,
            draught_out: extra.draught_out,
            sightings: visit.sightings.into_vec(),
            exhibits: visit.exhibits.into_vec(),
            note: extra.note,
            tags: visit.tags.into_vec(),
            stamp: visit.stamp,
        }
    }
}

impl TryFrom<VisitText> for Visit {
    type Error = String;

    fn try_from(text: VisitText) -> Result<Self, String> {
        let mut times = [None; 4];
        let mut detail = BoundDetail::default();
        let given = [text.not_before, text.first_seen, text.last_seen, text.not_after];
        for (i, bound) in given.into_iter().enumerate() {
            let Some(bound) = bound else { continue };
            times[i] = Some(bound.edtf);
            detail.texts[i] = bound.text.filter(|written| **written != *bound.edtf.to_string());
            detail.exhibits[i] = bound.exhibit;
        }
        let bounds = Bounds::new(times);
        bounds.check().map_err(|error| format!("visit V-{}: {error}", text.id.0))?;
        let mut visit = Self::new(text.id, text.vessel, text.place, bounds);
        visit.activity = text.activity;
        visit.hedge = text.hedge;
        visit.sightings = text.sightings.into();
        visit.exhibits = text.exhibits.into();
        visit.tags = text.tags.into();
        visit.stamp = text.stamp;
        visit.edit_extra(|extra| {
            *extra = VisitExtra {
                bounds: detail,
                draught_in: text.draught_in,
                draught_out: text.draught_out,
                note: text.note,
            };
        });
        Ok(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_is_small() {
        assert!(size_of::<Visit>() <= 128, "{} bytes; a million must fit", size_of::<Visit>());
    }

    #[test]
    fn setting_a_bound_keeps_what_was_written_only_if_it_differs() {
        let mut visit = Visit::new(VisitId::new(1), VesselId::new(1), PlaceId::new(1), Bounds::default());
        let when: When = "2024-03-07".parse().expect("a day");
        visit.set_bound(BoundName::FirstSeen, Some(when), "2024-03-07");
        assert_eq!(visit.extra, None);
        visit.set_bound(BoundName::FirstSeen, Some(when), "7 March 2024");
        assert_eq!(visit.bound_text(BoundName::FirstSeen), "7 March 2024");
        visit.set_bound(BoundName::FirstSeen, None, "");
        assert_eq!((visit.extra.is_none(), visit.bounds.is_undated()), (true, true));
    }

    #[test]
    fn json_refuses_bounds_out_of_order() {
        let json =
            r#"{"id":3,"vessel":1,"place":1,"first_seen":{"edtf":"2024-03-09"},"last_seen":{"edtf":"2024-03-07"}}"#;
        let error = serde_json::from_str::<Visit>(json).expect_err("out of order").to_string();
        assert!(error.contains("visit V-3: First seen (2024-03-09) lies after Last seen (2024-03-07)"), "{error}");
    }
}
