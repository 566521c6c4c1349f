//! Identities that clash: of one vessel with itself, and of several with one another.

use std::collections::BTreeSet;

use super::{Anomaly, Rule, mid, words};
use crate::analysis::place_tree::span;
use crate::base::edtf::Dated;
use crate::base::text::fold;
use crate::model::facts::Facts;
use crate::model::identifiers::{Imo, ImoCheck, Mmsi, MmsiForm};
use crate::model::ids::{EntityRef, VesselId};
use crate::model::naming;
use crate::model::vessel::Vessel;

/// Something by which a vessel is known and another might be too.
pub(super) type Key = (Rule, Box<str>);

/// What a vessel is known by. An owner's number typed for the ship's is shared by all its ships and says nothing.
pub(super) fn keys(vessel: &Vessel) -> Vec<Key> {
    let imo = vessel.imo.iter().map(|imo| &imo.value).filter(|imo| is_ships(imo));
    let imo = imo.map(|imo| (Rule::SameImo, imo.as_str().into()));
    let signals = vessel.mmsis.iter().map(|mmsi| &mmsi.value).filter(|mmsi| mmsi.form() != MmsiForm::Malformed);
    let signals = signals.map(|mmsi| (Rule::SameMmsi, mmsi.as_str().into()));
    let own = (!vessel.unnamed).then_some(vessel.name.as_str());
    let names = own.into_iter().chain(vessel.other_names.iter().map(|other| other.name.as_str())).map(fold);
    let names = names.filter(|name| !name.is_empty()).map(|name| (Rule::SameName, name.into()));
    let all: BTreeSet<Key> = imo.chain(signals).chain(names).collect();
    all.into_iter().collect()
}

fn is_ships(imo: &Imo) -> bool {
    matches!(imo.check(), ImoCheck::Ship | ImoCheck::Fails)
}

/// What of a vessel's own identity does not fit together.
pub(super) fn find(vessel: &Vessel, found: &mut Vec<Anomaly>) {
    let item = EntityRef::from(vessel.id);
    if let Some(imo) = &vessel.imo {
        if imo.value.check() != ImoCheck::Ship {
            found.push(Anomaly::about(Rule::ImoForm, [item]));
        }
        if vessel.unnamed {
            found.push(Anomaly::about(Rule::LabelWithImo, [item]));
        }
    }
    for stated in &vessel.mmsis {
        if flags_beside(vessel, &stated.value, stated.period.as_ref()).is_some() {
            found.push(Anomaly { what: stated.value.as_str().into(), ..Anomaly::about(Rule::MmsiFlag, [item]) });
        }
    }
}

/// The flags stated for the time of an MMSI, if its digits are given out by a state that is none of them. None if one of
/// the flags cannot be compared, being no code.
fn flags_beside(vessel: &Vessel, mmsi: &Mmsi, period: Option<&Dated>) -> Option<(u16, &'static str, BTreeSet<String>)> {
    let MmsiForm::Ship(digits) = mmsi.form() else { return None };
    let state = mid::state(digits)?;
    let time = |period: Option<&Dated>| span(period.map(|period| period.time));
    let when = time(period);
    let flags = vessel.flags.iter().filter(|flag| meet(time(flag.period.as_ref()), when));
    let flags: BTreeSet<String> = flags.map(|flag| flag.value.trim().to_uppercase()).collect();
    let clash = !flags.is_empty() && flags.iter().all(|flag| mid::is_other(flag, state));
    clash.then_some((digits, state, flags))
}

/// Vessels that bear the same identity in the same time, by groups.
///
/// An IMO number is for life, a signal for the time that is stated for it, a name for as long as the vessel was about;
/// where nothing is stated, an MMSI may be of any time, and a vessel that was never dated is compared with none by name.
/// `about` says when a vessel was about.
pub(super) fn clashes(
    facts: &Facts,
    (rule, what): &Key,
    bearers: &BTreeSet<VesselId>,
    about: impl Fn(VesselId) -> Option<(i64, i64)>,
) -> Vec<Anomaly> {
    if bearers.len() < 2 {
        return Vec::new();
    }
    let time = |period: &Option<Dated>| span(period.as_ref().map(|period| period.time));
    let mut borne: Vec<(i64, i64, VesselId)> = Vec::new();
    for vessel in bearers.iter().filter_map(|id| facts.vessels.get(*id)) {
        match rule {
            Rule::SameMmsi => {
                let same = vessel.mmsis.iter().filter(|mmsi| mmsi.value.as_str() == &**what);
                borne.extend(same.map(|mmsi| time(&mmsi.period)).map(|(from, to)| (from, to, vessel.id)));
            }
            Rule::SameName => {
                let Some(life) = about(vessel.id) else { continue };
                let own = (!vessel.unnamed && fold(&vessel.name) == **what).then_some((i64::MIN, i64::MAX));
                let others = vessel.other_names.iter().filter(|other| fold(&other.name) == **what);
                let periods = own.into_iter().chain(others.map(|other| time(&other.period)));
                let within = periods.map(|(from, to)| (from.max(life.0), to.min(life.1)));
                borne.extend(within.filter(|(from, to)| from < to).map(|(from, to)| (from, to, vessel.id)));
            }
            _ => borne.push((i64::MIN, i64::MAX, vessel.id)),
        }
    }
    borne.sort_unstable();
    let mut groups: Vec<(i64, BTreeSet<VesselId>)> = Vec::new();
    for (from, to, vessel) in borne {
        match groups.last_mut() {
            Some((end, group)) if from < *end => {
                *end = (*end).max(to);
                group.insert(vessel);
            }
            _ => groups.push((to, BTreeSet::from([vessel]))),
        }
    }
    let groups: BTreeSet<BTreeSet<VesselId>> = groups.into_iter().map(|(_, group)| group).collect();
    let shared = groups.into_iter().filter(|group| group.len() > 1);
    let anomaly = |group: BTreeSet<VesselId>| Anomaly {
        rule: *rule,
        about: group.into_iter().map(EntityRef::from).collect(),
        what: what.clone(),
    };
    shared.map(anomaly).collect()
}

fn meet(a: (i64, i64), b: (i64, i64)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Vessels beyond these are only counted in a sentence.
const NAMED: usize = 6;

pub(super) fn sentence(facts: &Facts, anomaly: &Anomaly) -> String {
    let Some(first) = anomaly.about.first() else { return String::new() };
    let what = &anomaly.what;
    let who = || naming::name(facts, *first);
    let vessel = first.as_id().and_then(|id: VesselId| facts.vessels.get(id));
    let imo = || vessel.and_then(|vessel| vessel.imo.as_ref()).map(|imo| &imo.value);
    let all = || {
        let mut names: Vec<String> = anomaly.about.iter().take(NAMED).map(|item| words::named(facts, *item)).collect();
        if anomaly.about.len() > NAMED {
            names.push(format!("{} more", anomaly.about.len() - NAMED));
        }
        naming::list(&names)
    };
    match anomaly.rule {
        Rule::SameImo => format!("IMO {what} is stated for {}; it can belong to one hull only.", all()),
        Rule::SameMmsi => format!("MMSI {what} is stated for {} in the same time.", all()),
        Rule::SameName => {
            format!(
                "{} bear the name “{}” and were about in the same time.",
                all(),
                words::as_written(facts, *first, what)
            )
        }
        Rule::LabelWithImo => {
            format!("“{}” is the case's own label, and IMO {} is stated for it.", who(), imo().map_or("", Imo::as_str))
        }
        Rule::MmsiFlag => {
            let stated = vessel.and_then(|vessel| {
                let stated = vessel.mmsis.iter().find(|mmsi| mmsi.value.as_str() == &**what)?;
                flags_beside(vessel, &stated.value, stated.period.as_ref())
            });
            let Some((digits, state, flags)) = stated else { return String::new() };
            let flags = naming::list(&flags.into_iter().collect::<Vec<_>>());
            format!("MMSI {what} of {} begins with {digits}, which is {state}'s; the flag stated is {flags}.", who())
        }
        _ => {
            let Some(imo) = imo() else { return String::new() };
            let why = match imo.check() {
                ImoCheck::Company => "fails the check digit of ships and fits that of companies: it may be the owner's",
                ImoCheck::Malformed => "is not seven digits",
                _ => "fails its check digit",
            };
            format!("IMO {imo} of {} {why}.", who())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Case, said};
    use super::*;
    use crate::base::edtf::Edtf;
    use crate::model::vessel::{Identity, OtherName, Stated};

    fn stated<T>(value: T, period: &str) -> Stated<T> {
        let period: Option<Edtf> = period.parse().ok();
        Stated { value, identity: Identity::Registered, period: period.map(Dated::from), exhibit: None }
    }

    fn with_imo(numbers: &[&str]) -> Case {
        let mut case = Case::default();
        for (id, number) in (1..).zip(numbers) {
            case.vessel(id, &format!("Vessel {id}"), |vessel| vessel.imo = Some(stated(Imo::new(number), "")));
        }
        case
    }

    #[test]
    fn one_imo_number_for_two_hulls_is_a_contradiction() {
        assert_eq!(
            said(&with_imo(&["9074729", "IMO 9074729", "8660313"]).facts, Rule::SameImo),
            [
                "IMO 9074729 is stated for Vessel 1 (VS-1) and Vessel 2 (VS-2); it can belong to one hull only. [VS-1 VS-2]"
            ]
        );
        assert_eq!(said(&with_imo(&["unknown", "unknown"]).facts, Rule::SameImo), [""; 0], "no number at all");
        let many = said(&with_imo(&["9074729"; 9]).facts, Rule::SameImo);
        assert_eq!(many.len(), 1);
        assert!(many[0].contains("Vessel 6 (VS-6) and 3 more;"), "{many:?}");
    }

    #[test]
    fn numbers_that_are_no_ships_say_why() {
        let of = |number: &str| said(&with_imo(&[number]).facts, Rule::ImoForm);
        assert_eq!(of("9074729"), [""; 0]);
        assert_eq!(of("9074728"), ["IMO 9074728 of Vessel 1 fails its check digit. [VS-1]"]);
        assert_eq!(of("123"), ["IMO 123 of Vessel 1 is not seven digits. [VS-1]"]);
    }

    #[test]
    fn one_signal_for_two_is_told_unless_the_times_are_apart() {
        let case = |a: &str, b: &str| {
            let mut case = Case::default();
            for (id, period) in [(1, a), (2, b)] {
                case.vessel(id, &format!("Vessel {id}"), |vessel| {
                    vessel.mmsis = vec![stated(Mmsi::new("445123456"), period)];
                });
            }
            said(&case.facts, Rule::SameMmsi)
        };
        assert_eq!(
            case("", ""),
            ["MMSI 445123456 is stated for Vessel 1 (VS-1) and Vessel 2 (VS-2) in the same time. [VS-1 VS-2]"]
        );
        assert_eq!(case("2020/2021", "").len(), 1, "a time that is not known may be the same");
        assert_eq!(case("2020/2021", "2021/2022").len(), 1);
        assert_eq!(case("2020/2021", "2022/.."), [""; 0], "given to another after");
    }

    #[test]
    fn digits_of_another_state_are_a_hint_if_the_flags_can_be_compared() {
        let case = |mmsi: &str, period: &str, flags: &[(&str, &str)]| {
            let mut case = Case::default();
            case.vessel(1, "Vessel 1", |vessel| {
                vessel.mmsis = vec![stated(Mmsi::new(mmsi), period)];
                vessel.flags = flags.iter().map(|(flag, period)| stated((*flag).to_owned(), period)).collect();
            });
            said(&case.facts, Rule::MmsiFlag)
        };
        assert_eq!(
            case("273123456", "", &[("KP", "")]),
            ["MMSI 273123456 of Vessel 1 begins with 273, which is RU's; the flag stated is KP. [VS-1]"]
        );
        assert_eq!(case("445123456", "", &[("kp", "")]), [""; 0]);
        assert_eq!(case("273123456", "", &[]), [""; 0], "no flag stated");
        assert_eq!(case("273123456", "", &[("DPRK", "")]), [""; 0], "no code, not compared");
        assert_eq!(case("273123456", "", &[("KP", ""), ("RU", "")]), [""; 0]);
        assert_eq!(case("273123456", "2020/2021", &[("KP", "2022/.."), ("RU", "../2021")]), [""; 0]);
        assert_eq!(case("273123456", "2020/2021", &[("KP", "2020/..")]).len(), 1);
        assert_eq!(case("002734412", "", &[("KP", "")]), [""; 0], "a station on the coast");
        assert_eq!(case("299123456", "", &[("KP", "")]), [""; 0], "digits that nobody has");
        assert_eq!(case("303123456", "", &[("US", "")]), [""; 0], "Alaska");
        assert_eq!(case("319123456", "", &[("GB", "")]), [""; 0], "the Cayman Islands, which fly for Britain");
    }

    #[test]
    fn one_name_is_a_hint_if_both_were_about() {
        let case = |second: [&str; 4], change: fn(&mut Vessel)| {
            let mut case = Case::default();
            case.vessel(1, "Paek Yang-San 1", |_| {});
            case.vessel(2, "PAEK YANG SAN 1", change);
            case.visit(1, 1, "Vostochny", ["", "2024-03-07", "2024-03-11", ""]);
            case.visit(2, 1, "Vostochny", ["", "2024-05-07", "2024-05-11", ""]);
            case.visit(3, 2, "Chongjin", second);
            said(&case.facts, Rule::SameName)
        };
        let seen = ["", "2024-04-01", "2024-04-02", ""];
        assert_eq!(
            case(seen, |_| {}),
            [
                "Paek Yang-San 1 (VS-1) and PAEK YANG SAN 1 (VS-2) bear the name “Paek Yang-San 1” and were about in the same time. [VS-1 VS-2]"
            ]
        );
        assert_eq!(case(["", "2024-06-01", "2024-06-02", ""], |_| {}), [""; 0], "one after the other");
        assert_eq!(case(["", "", "", ""], |_| {}), [""; 0], "never dated");
        assert_eq!(case(seen, |vessel| vessel.unnamed = true), [""; 0], "a label is no name");
        let other = |vessel: &mut Vessel| {
            "Yu Son".clone_into(&mut vessel.name);
            let name = "paek yang san １".to_owned();
            let period: Option<Edtf> = "2019/2023".parse().ok();
            vessel.other_names = vec![OtherName {
                name,
                script: None,
                identity: Identity::Physical,
                period: period.map(Dated::from),
                exhibit: None,
            }];
        };
        assert_eq!(case(seen, other), [""; 0], "borne before it was about");
        let still = |vessel: &mut Vessel| {
            "Yu Son".clone_into(&mut vessel.name);
            let name = "paek yang san １".to_owned();
            vessel.other_names =
                vec![OtherName { name, script: None, identity: Identity::Physical, period: None, exhibit: None }];
        };
        assert_eq!(case(seen, still).len(), 1);
    }

    #[test]
    fn a_label_beside_an_imo_number_is_a_hint() {
        let mut case = with_imo(&["9074729"]);
        assert_eq!(said(&case.facts, Rule::LabelWithImo), [""; 0]);
        case.vessel(1, "Tanker 1", |vessel| {
            vessel.unnamed = true;
            vessel.imo = Some(stated(Imo::new("9074729"), ""));
        });
        assert_eq!(
            said(&case.facts, Rule::LabelWithImo),
            ["“Tanker 1” is the case's own label, and IMO 9074729 is stated for it. [VS-1]"]
        );
    }
}
