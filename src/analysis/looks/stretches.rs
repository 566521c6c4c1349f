//! Stretches of time in which nobody looked at a place, as sentences that can go into a report.

use super::{Dated, Look, within};
use crate::base::edtf::{Edtf, End};
use crate::base::plain_date::edtf_words;
use crate::base::time::{DAY, Precision, Qualifier, Utc, When};
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, PlaceId, SightingId};
use crate::model::naming;

/// Whole days (UTC) in which a place was not looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// The first second of the first day.
    pub from: Utc,
    /// The second after the last day.
    pub to: Utc,
    /// The exhibit of the look before it; none if the case has none.
    pub before: Option<ExhibitId>,
    /// The exhibit of the look after it; none if the case has none.
    pub after: Option<ExhibitId>,
    /// Looks within it that could see nothing.
    pub obstructed: Vec<SightingId>,
}

/// The stretches without a look at a place or at what lies within it, in time order.
///
/// They run from look to look, and with `span`, which is half-open, also from its beginning to the first look and from
/// the last look to its end. Only whole days count: what happened between two looks of one day nobody can ask. An
/// obstructed look ends no stretch.
#[must_use]
pub fn stretches(facts: &Facts, place: PlaceId, span: Option<(Utc, Utc)>) -> Vec<Stretch> {
    let looks = within(facts, place);
    let (obstructed, free): (Vec<Dated>, Vec<Dated>) =
        looks.into_iter().partition(|look| look.look == Look::Obstructed);
    let mut found = Vec::new();
    // Up to when it was looked at, and in which exhibit; not at all yet.
    let mut seen: Option<(Utc, ExhibitId)> = None;
    for look in &free {
        let from = seen.map(|(until, _)| until).or(span.map(|(from, _)| from));
        found.extend(from.and_then(|from| stretch(from, look.start, seen.map(|seen| seen.1), Some(look.exhibit))));
        if seen.is_none_or(|(until, _)| look.end >= until) {
            seen = Some((look.end, look.exhibit));
        }
    }
    if let Some((from, to)) = span {
        found.extend(stretch(seen.map_or(from, |seen| seen.0), to, seen.map(|seen| seen.1), None));
    }
    let mut index = 0;
    for stretch in &mut found {
        // Both are in time order, so that each obstructed look is met once.
        index += obstructed[index..].partition_point(|look| look.start < stretch.from);
        let inside = obstructed[index..].iter().take_while(|look| look.start < stretch.to);
        stretch.obstructed = inside.map(|look| look.sighting).collect();
    }
    found
}

/// The whole days between two instants, if there are any.
fn stretch(from: Utc, to: Utc, before: Option<ExhibitId>, after: Option<ExhibitId>) -> Option<Stretch> {
    let from = from.0.saturating_add(DAY - 1).div_euclid(DAY) * DAY;
    let to = to.0.div_euclid(DAY) * DAY;
    (from < to).then(|| Stretch { from: Utc(from), to: Utc(to), before, after, obstructed: Vec::new() })
}

/// “No imagery of Vostochny, oil berth between 12 and 15 March 2024 (E-4 to E-9; 1 obstructed).”
#[must_use]
pub fn sentence(facts: &Facts, place: PlaceId, stretch: &Stretch) -> String {
    let code = |exhibit: ExhibitId| naming::code(facts, exhibit.into());
    let sides = match (stretch.before, stretch.after) {
        (Some(before), Some(after)) if before == after => format!("between two looks in {}", code(before)),
        (Some(before), Some(after)) => format!("{} to {}", code(before), code(after)),
        (Some(before), None) => format!("none after {}", code(before)),
        (None, Some(after)) => format!("none before {}", code(after)),
        (None, None) => "none in the case".to_owned(),
    };
    let obstructed = match stretch.obstructed.len() {
        0 => String::new(),
        some => format!("; {some} obstructed"),
    };
    let name = place_name(facts, place);
    format!("No imagery of {name} {} ({sides}{obstructed}).", days(stretch.from, stretch.to))
}

/// “on 12 March 2024”, “between 12 and 15 March 2024”.
fn days(from: Utc, to: Utc) -> String {
    let day = |at: Utc| When::new(at, Precision::Day, Qualifier::default());
    let (first, last) = (day(from), day(Utc(to.0 - DAY)));
    if first == last {
        return format!("on {}", edtf_words(Edtf::Date(first)));
    }
    let words = edtf_words(Edtf::Interval(End::At(first), End::At(last)));
    format!("between {}", words.replacen(" to ", " and ", 1))
}

/// A place with the one it lies in, where its own name does not say it.
pub(in crate::analysis) fn place_name(facts: &Facts, id: PlaceId) -> String {
    let name = naming::name(facts, id.into());
    match facts.places.get(id).and_then(|place| facts.places.get(place.parent?)) {
        Some(parent) if !name.contains(&parent.name) => format!("{}, {name}", parent.name),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::looks::fixture::{BERTH, PORT, facts};
    use crate::model::entity::Entity;
    use crate::model::evidence::ExhibitKind;
    use crate::model::ids::Id;

    fn said(looks: &[(PlaceId, &str, char)], place: PlaceId, span: Option<(&str, &str)>) -> Vec<String> {
        let facts = facts(looks);
        let at = |text: &str| text.parse::<When>().expect("a date").start();
        let found = stretches(&facts, place, span.map(|(from, to)| (at(from), at(to))));
        found.iter().map(|stretch| sentence(&facts, place, stretch)).collect()
    }

    #[test]
    fn a_stretch_lies_between_two_looks_and_names_both() {
        let looks = [(BERTH, "2024-03-11", '-'), (BERTH, "2024-03-16", '+'), (BERTH, "2024-03-18T04:05Z", '+')];
        assert_eq!(
            said(&looks, BERTH, None),
            [
                "No imagery of Vostochny, oil berth between 12 and 15 March 2024 (E-1 to E-2).",
                "No imagery of Vostochny, oil berth on 17 March 2024 (E-2 to E-3).",
            ]
        );
    }

    #[test]
    fn what_was_looked_at_within_a_port_counts_for_the_port_and_not_the_other_way() {
        let looks = [(BERTH, "2024-03-11", '-'), (PORT, "2024-03-13", '-'), (BERTH, "2024-03-15", '-')];
        assert_eq!(
            said(&looks, PORT, None),
            [
                "No imagery of Vostochny on 12 March 2024 (E-1 to E-2).",
                "No imagery of Vostochny on 14 March 2024 (E-2 to E-3).",
            ]
        );
        assert_eq!(
            said(&looks, BERTH, None),
            ["No imagery of Vostochny, oil berth between 12 and 14 March 2024 (E-1 to E-3)."]
        );
    }

    #[test]
    fn an_obstructed_look_ends_no_stretch_and_is_mentioned() {
        let looks = [(BERTH, "2024-02-27", '-'), (BERTH, "2024-03-01", 'x'), (BERTH, "2024-03-04", '~')];
        assert_eq!(
            said(&looks, BERTH, None),
            ["No imagery of Vostochny, oil berth between 28 February and 3 March 2024 (E-1 to E-3; 1 obstructed)."]
        );
    }

    #[test]
    fn the_span_of_the_case_is_covered_to_both_ends() {
        let span = Some(("2024-03-01", "2024-04-01"));
        assert_eq!(
            said(&[(BERTH, "2024-03-10", '-')], BERTH, span),
            [
                "No imagery of Vostochny, oil berth between 1 and 9 March 2024 (none before E-1).",
                "No imagery of Vostochny, oil berth between 11 and 31 March 2024 (none after E-1).",
            ]
        );
        assert_eq!(
            said(&[], BERTH, span),
            ["No imagery of Vostochny, oil berth between 1 and 31 March 2024 (none in the case)."]
        );
        assert_eq!(said(&[], BERTH, None), [""; 0]);
        let around = [(BERTH, "2024-02-10", '-'), (BERTH, "2024-05", '-')];
        let across = "No imagery of Vostochny, oil berth between 11 February and 30 April 2024 (E-1 to E-2).";
        assert_eq!(said(&around, BERTH, span), [across], "what lies beyond the span is named all the same");
    }

    #[test]
    fn looks_that_overlap_and_times_within_a_day_leave_no_stretch() {
        let looks = [(BERTH, "2024-03-01/2024-03-20", '-'), (BERTH, "2024-03-05", '-'), (BERTH, "2024-03-21", '-')];
        assert_eq!(said(&looks, BERTH, None), [""; 0]);
        let looks = [(BERTH, "2024-03-01T23:00Z", '-'), (BERTH, "2024-03-02T23:30Z", '-')];
        assert_eq!(said(&looks, BERTH, None), [""; 0], "a day and a half hour, and no whole day of the calendar");
    }

    #[test]
    fn ais_is_no_imagery() {
        let looks = [(BERTH, "2024-03-01", '-'), (BERTH, "2024-03-03", '+'), (BERTH, "2024-03-05", '-')];
        let mut facts = facts(&looks);
        let mut track = facts.exhibits.get(Id::new(2)).expect("an exhibit").clone();
        track.kind = ExhibitKind::AisTrack;
        facts.put(Entity::Exhibit(Box::new(track)));
        let found = stretches(&facts, BERTH, None);
        let said: Vec<String> = found.iter().map(|stretch| sentence(&facts, BERTH, stretch)).collect();
        assert_eq!(said, ["No imagery of Vostochny, oil berth between 2 and 4 March 2024 (E-1 to E-3)."]);
    }
}
