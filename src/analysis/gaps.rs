//! Times in which a vessel's AIS was silent: as an exhibit says, or between two sightings of its signal.

use std::collections::BTreeMap;

use crate::base::time::Utc;
use crate::model::evidence::{ExhibitKind, Sighting};
use crate::model::facts::Facts;
use crate::model::ids::{SightingId, VesselId};

/// Silence longer than this between two sightings is a gap, in seconds: 12 hours, the threshold for AIS gaps that
/// Global Fishing Watch uses.
pub const LONGEST: i64 = 12 * 3_600;

/// One stretch of silence, half-open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// First second of silence.
    pub from: Utc,
    /// Second in which the signal was there again.
    pub to: Utc,
    /// Whether an exhibit says so, rather than two sightings of the signal lying far apart.
    pub reported: bool,
    /// What it rests on: the sightings of silence, or those of the signal before and after.
    pub sightings: Vec<SightingId>,
}

/// The gaps of every vessel, in time order and never overlapping.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gaps(BTreeMap<VesselId, Vec<Gap>>);

/// The sightings of one vessel's signal, and of its silence.
#[derive(Default)]
struct Track {
    /// First second, second after the last, sighting.
    signal: Vec<(i64, i64, SightingId)>,
    gaps: Vec<Gap>,
}

impl Gaps {
    /// Finds the gaps of a case. One pass over the sightings, and a sort of those on AIS tracks.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut tracks: BTreeMap<VesselId, Track> = BTreeMap::new();
        for sighting in facts.sightings.iter() {
            let Some((vessel, from, to)) = on_track(facts, sighting) else { continue };
            let track = tracks.entry(vessel).or_default();
            if sighting.negative {
                let (from, to) = (Utc(from), Utc(to));
                track.gaps.push(Gap { from, to, reported: true, sightings: vec![sighting.id] });
            } else {
                track.signal.push((from, to, sighting.id));
            }
        }
        let gaps = tracks.into_iter().map(|(vessel, track)| (vessel, track.gaps()));
        Self(gaps.filter(|(_, gaps)| !gaps.is_empty()).collect())
    }

    /// The gaps of a vessel, in time order.
    #[must_use]
    pub fn at(&self, vessel: VesselId) -> &[Gap] {
        self.0.get(&vessel).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Vessel, first second and the one after the last of a sighting on an AIS track that is dated at both ends.
fn on_track(facts: &Facts, sighting: &Sighting) -> Option<(VesselId, i64, i64)> {
    let vessel = sighting.vessel?;
    let time = sighting.time.as_ref()?.time;
    let (from, to) = (time.start()?.0, time.end()?.0);
    let kind = facts.exhibits.get(sighting.exhibit)?.kind;
    (kind == ExhibitKind::AisTrack && from < to).then_some((vessel, from, to))
}

impl Track {
    fn gaps(mut self) -> Vec<Gap> {
        self.signal.sort_unstable();
        let mut last: Option<(i64, SightingId)> = None;
        for (from, to, sighting) in self.signal {
            match last {
                Some((silent, before)) if from - silent > LONGEST => {
                    let sightings = vec![before, sighting];
                    self.gaps.push(Gap { from: Utc(silent), to: Utc(from), reported: false, sightings });
                    last = Some((to, sighting));
                }
                // A track that lasts may cover those that begin after it.
                Some((heard, _)) if to <= heard => {}
                _ => last = Some((to, sighting)),
            }
        }
        self.gaps.sort_unstable_by_key(|gap| (gap.from, gap.to));
        let mut whole: Vec<Gap> = Vec::with_capacity(self.gaps.len());
        for gap in self.gaps {
            match whole.last_mut() {
                Some(before) if gap.from < before.to => {
                    before.to = before.to.max(gap.to);
                    before.reported |= gap.reported;
                    before.sightings.extend(gap.sightings);
                }
                _ => whole.push(gap),
            }
        }
        for gap in &mut whole {
            gap.sightings.sort_unstable();
            gap.sightings.dedup();
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::edtf::{Dated, Edtf};
    use crate::model::entity::Entity;
    use crate::model::evidence::{Exhibit, Obstruction};
    use crate::model::ids::{ExhibitId, Stamp};

    fn facts(rows: &[(&str, bool)], kind: ExhibitKind) -> Facts {
        let mut facts = Facts::default();
        let mut exhibit = Exhibit::titled(ExhibitId::new(1), 1, "A track");
        exhibit.kind = kind;
        facts.put(Entity::Exhibit(Box::new(exhibit)));
        for (id, (time, negative)) in (1..).zip(rows) {
            let time: Option<Edtf> = time.parse().ok();
            facts.put(Entity::Sighting(Box::new(Sighting {
                id: SightingId::new(id),
                exhibit: ExhibitId::new(1),
                place: None,
                time: time.map(Dated::from),
                vessel: Some(VesselId::new(7)),
                negative: *negative,
                seen: String::new(),
                obstruction: Obstruction::Clear,
                at: None,
                note: String::new(),
                tags: Vec::new(),
                stamp: Stamp::default(),
            })));
        }
        facts
    }

    /// Each gap as `from/to`, `!` if it is reported, and the sightings behind it.
    fn found(rows: &[(&str, bool)]) -> Vec<String> {
        let gaps = Gaps::of(&facts(rows, ExhibitKind::AisTrack));
        let say = |gap: &Gap| {
            let by: Vec<String> = gap.sightings.iter().map(|id| id.0.to_string()).collect();
            let mark = if gap.reported { "!" } else { "" };
            format!("{}/{}{mark} {}", gap.from, gap.to, by.join(","))
        };
        gaps.at(VesselId::new(7)).iter().map(say).collect()
    }

    #[test]
    fn more_than_twelve_hours_between_two_sightings_are_a_gap() {
        let at = |hour: &str| format!("2024-03-07T{hour}Z");
        assert!(
            found(&[(&at("00:00:00"), false), (&at("12:00:01"), false)]).is_empty(),
            "twelve hours are not over 12"
        );
        assert_eq!(
            found(&[(&at("12:00:02"), false), (&at("00:00:00"), false)]),
            ["2024-03-07T00:00:01Z/2024-03-07T12:00:02Z 1,2"],
            "whatever the order"
        );
        assert!(found(&[("2024-03-07", false), ("2024-03-08", false)]).is_empty(), "days that follow one another");
        assert_eq!(
            found(&[("2024-03-01/2024-03-09", false), ("2024-03-02", false), ("2024-03-12", false)]),
            ["2024-03-10T00:00:00Z/2024-03-12T00:00:00Z 1,3"],
            "a track that lasts covers what lies in it"
        );
    }

    #[test]
    fn a_reported_silence_is_a_gap_and_swallows_what_overlaps_it() {
        assert_eq!(
            found(&[("2024-03-07/2024-03-09", true), ("2024-03-20", true)]),
            ["2024-03-07T00:00:00Z/2024-03-10T00:00:00Z! 1", "2024-03-20T00:00:00Z/2024-03-21T00:00:00Z! 2"]
        );
        assert_eq!(
            found(&[("2024-03-06", false), ("2024-03-07/2024-03-09", true), ("2024-03-12", false)]),
            ["2024-03-07T00:00:00Z/2024-03-12T00:00:00Z! 1,2,3"]
        );
        assert!(found(&[("2024-03-07/..", true), ("", true)]).is_empty(), "an end that is not known is not made up");
    }

    #[test]
    fn only_ais_tracks_count() {
        let rows = [("2024-03-07", false), ("2024-03-20", false), ("2024-04-01", true)];
        assert!(Gaps::of(&facts(&rows, ExhibitKind::Image)).is_empty());
        assert!(Gaps::of(&facts(&rows, ExhibitKind::AisTrack)).at(VesselId::new(8)).is_empty(), "another vessel");
    }
}
