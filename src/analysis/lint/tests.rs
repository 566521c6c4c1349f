//! Texts and what is to be checked in them, rule by rule, with what lies just beside each rule.

use proptest::prelude::*;

use super::fixture::{check, check_in, facts, finding, items};
use super::{Item, Lint, Part};
use crate::analysis::origins::lineage::Lineage;
use crate::model::entity::Entity;
use crate::model::finding::{Finding, FindingStatus};
use crate::model::grading::{Confidence, Likelihood, Tlp};
use crate::model::ids::Id;

fn stronger(body: &str, expect: &[&str]) {
    check("stronger", body, expect);
}

#[test]
fn a_plain_statement_of_what_only_appeared_so_is_found_with_the_sources_hedge() {
    stronger("Tanker 1 loaded at Vostochny [@E-1].", &["loaded -> appeared to load"]);
    stronger("Tanker 1 loaded at Vostochny. [@E-1]", &["loaded -> appeared to load"]);
    stronger("Tanker 1 was loading at Vostochny [@E-1].", &["was loading -> appeared to be loading"]);
    stronger("Tanker 1 had loaded oil [@E-1].", &["had loaded -> appeared to have loaded"]);
    stronger("Tanker 1 has loaded oil [@E-1].", &["has loaded -> appears to have loaded"]);
    stronger("Oil was loaded onto Tanker 1 [@E-1].", &["was loaded -> was apparently loaded"]);
    stronger("Oil had been loaded onto Tanker 1 [@E-1].", &["been loaded"]);
    stronger("Tanker 1 was seen loading oil [@E-1].", &["loading"]);
    stronger("After loading at Vostochny, Tanker 1 turned south [@E-1].", &["loading"]);
    stronger("Tanker 1 was observed to load [@E-1].", &["load"]);
    stronger("Tanker 1 carried oil to Chongjin [@E-1].", &["carried -> appeared to carry"]);
}

#[test]
fn a_statement_as_careful_as_its_source_is_left_alone() {
    for body in [
        "Tanker 1 appeared to load at Vostochny [@E-1].",
        "Tanker 1 appeared to be loading [@E-1].",
        "Tanker 1 appears to have been loaded [@E-1].",
        "It seems that Tanker 1 loaded at Vostochny [@E-1].",
        "Tanker 1 presumably loaded at Vostochny [@E-1].",
        "Tanker 1 allegedly loaded at Vostochny [@E-1].",
        "Tanker 1 may have loaded at Vostochny [@E-1].",
        "Tanker 1 possibly loaded at Vostochny [@E-1].",
        "It is possible that Tanker 1 loaded elsewhere [@E-1].",
        "Tanker 1 loaded, it appears, at Vostochny [@E-1].",
        "Tanker 1 appeared to load at Vostochny and to unload at Chongjin [@E-1].",
        "Tanker 1 appeared to load at Vostochny and unload at Chongjin [@E-1].",
        "Tanker 2 loaded at Vostochny [@E-3].",
        "Tanker 1 sailed directly to a pier [@E-1].",
    ] {
        stronger(body, &[]);
    }
    // A hedge that is too firm is exchanged by hand: with a second one the sentence would say something else.
    stronger("Tanker 1 likely loaded at Vostochny [@E-1].", &["loaded"]);
    stronger("It is likely that Tanker 1 loaded at Vostochny [@E-1].", &["loaded"]);
}

#[test]
fn a_hedge_reaches_its_own_clause() {
    let fix = ["unloaded -> appeared to unload"];
    stronger("Tanker 1 appeared to load at Vostochny and unloaded at Chongjin [@E-1].", &fix);
    stronger("Tanker 1 reportedly loaded at Vostochny; it unloaded at Chongjin [@E-1].", &fix);
    stronger("Tanker 1 allegedly loaded at Vostochny, but it unloaded at Chongjin [@E-1].", &fix);
    stronger("The tankers that loaded at Vostochny appeared to unload at Chongjin [@E-1].", &["loaded"]);
}

#[test]
fn what_states_nothing_is_left_alone() {
    for body in [
        "E-1 says “loaded” of Tanker 1 [@E-1].",
        "E-1 says 'loaded' and \"was loading\" [@E-1].",
        "> Tanker 1 loaded [@E-1].",
        "# Tanker 1 loaded [@E-1]",
        "| Tanker 1 | loaded | [@E-1] |",
        "Tanker 1 did not load at Vostochny [@E-1].",
        "No tanker loaded at Vostochny [@E-1].",
        "Tanker 1 left Vostochny without loading [@E-1].",
        "Did Tanker 1 load, or was it loaded? [@E-1]",
        "It is not clear whether Tanker 1 loaded at Vostochny [@E-1].",
        "Tanker 1 would have loaded at Vostochny [@E-1].",
        "Tanker 1 went to Vostochny to load [@E-1].",
        "Tanker 1 lay at the loading berth [@E-1].",
        "The loading of oil takes two days [@E-1].",
        "It is a loaded tanker [@E-1].",
        "A full load is 10,000 t [@E-1].",
        "Tanker 1's loading began at noon [@E-1].",
        "Tanker 1 loaded at Vostochny.",
        "Tanker 1 loaded at Vostochny [@E-5].",
        "Танкер loaded нефть в порту Восточный и ушёл [@E-1].",
        "유조선이 석유를 실었다 [@E-1].",
        "Le pétrolier a chargé du pétrole [@E-1].",
    ] {
        stronger(body, &[]);
    }
}

#[test]
fn a_fix_stands_only_where_the_grammar_is_certain_and_settles_the_matter() {
    stronger("The oil loaded at Vostochny was sold [@E-1].", &["loaded"]);
    stronger("Loaded at Vostochny, Tanker 1 went south [@E-1].", &["Loaded"]);
    for body in ["Tanker 1 loaded [@E-1].", "Tanker 1 was loading [@E-1].", "Oil was unloaded there [@E-1]."] {
        let item = items(finding(body, |_| {})).into_iter().find(|item| item.fix.is_some()).expect(body);
        let fixed = item.fixed(body).expect("the text is as it was");
        stronger(&fixed, &[]);
        assert_eq!(item.fixed("something else"), None);
    }
}

#[test]
fn what_is_cited_decides_which_claims_count() {
    // Through a visit and a shipment; by the vessel that is named; by what a claim without a verb is about.
    stronger("It unloaded at Chongjin [@V-2].", &["unloaded -> most likely unloaded"]);
    stronger("It unloaded at Chongjin [@S-1].", &["unloaded -> most likely unloaded"]);
    stronger("It unloaded at Chongjin [@C-2].", &["unloaded -> appeared to unload"]);
    stronger("Tanker 1 loaded at Vostochny [@E-1; E-3].", &["loaded -> appeared to load"]);
    stronger("Tanker 2 loaded at Vostochny [@E-1; E-3].", &[]);
    stronger("It loaded at Vostochny [@E-4].", &["loaded -> allegedly loaded"]);
    // A visit without claims is classed by itself.
    stronger("Hope loaded at Vostochny [@V-4].", &["loaded -> likely loaded"]);
    stronger("Hope likely loaded at Vostochny [@V-4].", &[]);
}

#[test]
fn a_headline_rests_on_all_that_the_finding_cites() {
    let headline = |text: &str| finding("Seen at the berth [@E-1].", |finding| text.clone_into(&mut finding.headline));
    check_in("stronger", &headline("Tanker 1 loaded at Vostochny"), &["loaded -> appeared to load"]);
    check_in("stronger", &headline("Tanker 1 appeared to load at Vostochny"), &[]);
}

#[test]
fn the_sentence_names_the_finding_the_exhibit_and_both_wordings() {
    let found = items(finding("Tanker 1 loaded [@E-1].", |_| {}));
    assert_eq!(
        found[0].message,
        "F-1 says “loaded”; the strongest that it cites for this, E-1 (C-1), says “appeared to load”."
    );
    let one = |id| std::collections::BTreeSet::from([Id::new(id)]);
    assert_eq!((&found[0].exhibits, found[0].claims.len()), (&one(1), 1));
    assert_eq!(found[0].sentence, "Tanker 1 loaded [@E-1].");
}

#[test]
fn what_was_taken_over_stands_no_firmer_than_where_it_comes_from() {
    let body = "Tanker 1 loaded at Vostochny [@E-2].";
    stronger(body, &[]);
    check("stronger_than_origin", body, &["loaded -> appeared to load"]);
    check("stronger_than_origin", "Tanker 1 appeared to load [@E-2].", &[]);
    check("stronger_than_origin", "Tanker 2 loaded [@E-3].", &[]);
    let message = items(finding(body, |_| {})).remove(0).message;
    assert!(
        message
            .ends_with("E-2 (C-3) says as much, “loaded”, and has it from E-1 (C-1), which says “appeared to load”."),
        "{message}"
    );
}

#[test]
fn several_reports_are_counted_by_their_origins() {
    let one = |body: &str, expect: &[&str]| check("one_origin", body, expect);
    one("Several reports say so [@E-1; E-2].", &["Several reports"]);
    one("Two independent outlets wrote of it [@E-1; E-2].", &["Two independent outlets"]);
    one("Sources say so [@E-1].", &["Sources say"]);
    one("According to sources it was so [@E-1].", &["According to sources"]);
    one("It was confirmed by images [@E-1].", &["confirmed by"]);
    one("Several reports say so [@E-5].", &["Several reports"]);
    // E-3 is of another origin, and speaks of loading only.
    one("Two outlets wrote that Tanker 1 unloaded [@E-1]. It lay there [@E-3].", &["Two outlets"]);
    one("Two outlets wrote that a tanker loaded [@E-1; E-3].", &[]);
    for careful in [
        "Several reports say so [@E-1; E-3].",
        "Several reports say so.",
        "Several reports, all from one origin, say so [@E-1; E-2].",
        "It was not confirmed by anybody [@E-1].",
        "No other sources say so [@E-1].",
        "RUSI said “several reports” [@E-1].",
        "RUSI says so [@E-1].",
        "여러 출처가 reports 라고 했다 [@E-1].",
    ] {
        one(careful, &[]);
    }
}

#[test]
fn high_confidence_asks_for_a_second_origin() {
    let sure = |body: &str, confidence| {
        finding(body, |finding| {
            "Head".clone_into(&mut finding.headline);
            finding.confidence = Some(confidence);
        })
    };
    check_in("one_origin", &sure("So it is [@E-1].", Confidence::High), &["Head"]);
    check_in("one_origin", &sure("So it is.", Confidence::High), &["Head"]);
    check_in("one_origin", &sure("So it is [@E-1; E-3].", Confidence::High), &[]);
    check_in("one_origin", &sure("So it is [@E-1].", Confidence::Moderate), &[]);
}

#[test]
fn facts_without_a_citation() {
    let bare = |body: &str, expect: &[&str]| check("no_citation", body, expect);
    for body in [
        "Five tankers sailed.",
        "The cap is 500,000 bbl.",
        "It was there on 7 March 2024.",
        "The tanker was near Chongjin.",
        "The berth was empty, and Hope was not there.",
        "None of the five vessels sent AIS.",
    ] {
        bare(body, &[body]);
    }
    bare("It sailed [@E-1]. It came back to Vostochny.", &["It came back to Vostochny."]);
    for body in [
        "The tanker was near Chongjin [@E-1].",
        "The tanker was near Chongjin. [@E-1]",
        "The table shows 5 tankers [@table:tankers].",
        "Was it near Chongjin?",
        "# At Chongjin in 2024",
        "| Chongjin | 2024 |",
        "It is not known where Tanker 1 discharged.",
        "This is a careful judgement.",
        "There are two ways to read it.",
        "There is hope of more.",
        "The crew may march on.",
        "1. First of all, this.",
        "В порту 5 танкеров.",
        "2024년 3월 7일 청진.",
        "In Chongjin lagen 5 Tanker.",
    ] {
        bare(body, &[]);
    }
    let headline = finding("", |finding| "Five tankers sailed to Chongjin".clone_into(&mut finding.headline));
    check_in("no_citation", &headline, &[]);
}

#[test]
fn a_likelihood_and_a_confidence_level_stand_apart() {
    let both = |body: &str, expect: &[&str]| check("likelihood_with_confidence", body, expect);
    both("It is likely, with high confidence.", &["It is likely, with high confidence."]);
    both(
        "We have moderate confidence that it probably sailed.",
        &["We have moderate confidence that it probably sailed."],
    );
    both("It is unlikely, and confidence is low.", &["It is unlikely, and confidence is low."]);
    both("It is almost certain (high level of confidence).", &["It is almost certain (high level of confidence)."]);
    for body in [
        "It is likely. We have high confidence.",
        "“It is likely”, said with high confidence.",
        "It is likely that trade builds confidence.",
        "We have high confidence in remote sensing.",
        "There is probable cause, with high confidence.",
    ] {
        both(body, &[]);
    }
}

fn across(bodies: &[(&str, Option<Likelihood>)]) -> Vec<Item> {
    let mut facts = facts();
    for (number, (body, likelihood)) in (1..).zip(bodies) {
        let mut finding = Finding::draft(Id::new(number), number);
        (*body).clone_into(&mut finding.body);
        finding.likelihood = *likelihood;
        facts.put(Entity::Finding(Box::new(finding)));
    }
    let lineage = Lineage::default();
    Lint::new(&facts, &lineage).across(&|_| None)
}

#[test]
fn the_two_rows_of_terms_are_not_mixed_in_one_report() {
    let found = across(&[("It is likely.", None), ("It is probable. Probably so.", None)]);
    let said: Vec<(&str, Option<&str>)> = found.iter().map(|item| (item.words.as_str(), item.fix.as_deref())).collect();
    assert_eq!(said, [("probable", Some("likely")), ("Probably", Some("Likely"))]);
    assert_eq!(found[0].message, "F-2 says “probable” and F-1 says “likely”; one report keeps to one row of terms.");
    assert_eq!(found[0].finding, Id::new(2));
    let printed = across(&[("", Some(Likelihood::Likely)), ("It is highly improbable.", None)]);
    assert_eq!(printed.len(), 1);
    assert_eq!(printed[0].fix.as_deref(), Some("very unlikely"));
    assert!(printed[0].message.contains("the likelihood of F-1 is printed as “likely”"), "{}", printed[0].message);
    let one_row =
        [("It is likely.", None), ("Very unlikely, at a remote port, by remote sensing; probable cause.", None)];
    assert_eq!(across(&one_row), []);
    assert_eq!(across(&[("It is probable.", None), ("Nearly certain.", None)]), []);
    assert_eq!(across(&[("It is likely.", None), ("They said “probable”.", None)]), []);
}

#[test]
fn what_is_not_known_is_not_nothing() {
    let zero = |body: &str, expect: &[&str]| check("unknown_as_zero", body, expect);
    zero("It carried 0 bbl [@S-1].", &["0 bbl -> an unknown quantity"]);
    zero("It carried zero barrels of oil [@V-1].", &["zero barrels -> an unknown quantity"]);
    zero("Tanker 1 carried 0 tonnes [@E-1].", &["0 tonnes -> an unknown quantity"]);
    zero("Quantity: 0 bbl [@S-1].", &["0 bbl -> unknown"]);
    zero("It carried no oil [@S-1].", &["no oil"]);
    zero("Of this none was loaded [@S-1].", &["none"]);
    for body in [
        "It carried 0 bbl [@S-2].",
        "It carried 500,000 bbl [@S-1].",
        "It carried 10 bbl [@S-1].",
        "No oil was seen [@S-1].",
        "There is no oil terminal [@S-1].",
        "E-1 says “0 bbl” [@S-1].",
        "None of the outlets said so [@S-1].",
        "It carried 0 bbl.",
    ] {
        zero(body, &[]);
    }
}

#[test]
fn a_handling_mark_is_not_stricter_than_the_cases() {
    let mark = |body: &str, expect: &[&str]| check("handling", body, expect);
    mark("From a TLP:RED note.", &["TLP:RED"]);
    mark("From a tlp: amber+strict note, “TLP:RED”.", &["tlp: amber+strict", "TLP:RED"]);
    mark("Shown there [@E-5].", &["[@E-5]"]);
    for body in ["TLP:AMBER and TLP:GREEN.", "TLP:REDACTED", "TLP: of any kind", "Shown [@E-1]."] {
        mark(body, &[]);
    }
    let mut red = facts();
    let mut case = (*red.case).clone();
    case.handling = Tlp::Red;
    red.case = std::sync::Arc::new(case);
    let lineage = Lineage::default();
    assert_eq!(Lint::new(&red, &lineage).finding(&finding("TLP:RED [@E-5]", |_| {}), &|_| None), []);
}

#[test]
fn citations_of_what_is_not_there() {
    let dead = |body: &str, expect: &[&str]| check("unknown_citation", body, expect);
    dead("So it is [@E-9].", &["[@E-9]"]);
    dead("So it is [@E-1; V-99].", &["[@E-1; V-99]"]);
    dead(
        "So it is [@E-x] [@figure:1] [@exhibit:E-9] [@timeline:None].",
        &["[@E-x]", "[@figure:1]", "[@exhibit:E-9]", "[@timeline:None]"],
    );
    dead("[@E-1, p. 4; S-1] [@timeline] [@ledger] [@table:tankers] [@exhibit:E-1] [@F-1] [@C-1] [E-9]", &[]);
}

#[test]
fn final_with_something_open() {
    let last = |body: &str, likelihood| {
        finding(body, |finding| {
            "Head".clone_into(&mut finding.headline);
            finding.status = FindingStatus::Final;
            finding.likelihood = likelihood;
        })
    };
    check_in("final_without_review", &last("It is likely so.", None), &["likely"]);
    check_in("final_without_review", &last("It is likely so.", Some(Likelihood::Likely)), &[]);
    check_in("final_without_review", &last("So it is [@E-9].", None), &["Head"]);
    check_in("final_without_review", &last("They said “likely”.", None), &[]);
    check("final_without_review", "It is likely so [@E-9].", &[]);
}

#[test]
fn what_is_ignored_keeps_its_reason_and_is_no_longer_open() {
    let text = last_with_unknown();
    let facts = facts();
    let lineage = Lineage::default();
    let ignored = |item: &Item| (item.words == "[@E-9]").then(|| "comes with the annex".to_owned());
    let found = Lint::new(&facts, &lineage).finding(&text, &ignored);
    assert_eq!(found.len(), 1, "final with nothing open: {found:?}");
    assert_eq!(found[0].ignored.as_deref(), Some("comes with the annex"));
    assert_eq!(Lint::new(&facts, &lineage).finding(&text, &|_| None).len(), 2);
}

fn last_with_unknown() -> Finding {
    finding("So it is [@E-9].", |finding| finding.status = FindingStatus::Final)
}

#[test]
fn all_findings_are_looked_through_in_the_order_of_the_report() {
    let mut facts = facts();
    for (id, order, body) in [(1, 2, "Probably so [@E-9]."), (2, 1, "It is likely [@E-8].")] {
        let text = finding(body, |finding| {
            finding.id = Id::new(id);
            finding.number = id;
            finding.order = order;
        });
        facts.put(Entity::Finding(Box::new(text)));
    }
    let lineage = Lineage::build(&facts);
    let found = Lint::new(&facts, &lineage).run(&|_| None);
    let found: Vec<(u32, &str)> = found.iter().map(|item| (item.finding.0, item.rule.key())).collect();
    assert_eq!(found, [(2, "unknown_citation"), (1, "mixed_terms"), (1, "unknown_citation")]);
}

proptest! {
    #[test]
    fn any_text_can_be_looked_through(
        headline in "([A-Za-z ]{0,12}|loaded|[한д“’'\"\\]\\[@.,:;!?*_`~|>#\\\\-]){0,8}",
        parts in prop::collection::vec(
            prop_oneof![
                "[ -~한д“”’‘«»\n\t]{0,12}",
                prop::sample::select(vec![
                    " Tanker 1 ", "loaded ", "was loading ", "appeared to ", "[@E-1]", "[@E-9; V-1]", "likely ", "probably ",
                    "high confidence", "0 bbl ", "several reports ", "TLP:RED", "tlp:", ". ", "“", "”", "\n\n", "\n- ", "```\n",
                    "![x](timeline)", "](", "no ", "7 March 2024", "İ", "ﬀ", "\u{202e}", "а́", "… ", "called", " left", "switched",
                ]).prop_map(str::to_owned),
            ],
            0..24,
        ),
        is_final in any::<bool>(),
    ) {
        let body = parts.concat();
        let text = finding(&body, |finding| {
            finding.headline.clone_from(&headline);
            finding.confidence = Some(Confidence::High);
            if is_final {
                finding.status = FindingStatus::Final;
            }
        });
        for item in items(text) {
            let of = if item.part == Part::Headline { &headline } else { &body };
            prop_assert_eq!(of.get(item.range.clone()), Some(item.words.as_str()));
            prop_assert!(of.contains(&item.sentence));
            if item.fix.is_some() {
                prop_assert!(item.fixed(of).is_some());
            }
        }
    }
}
