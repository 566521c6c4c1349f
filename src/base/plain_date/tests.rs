//! Texts and what they mean, and that words read back.

use proptest::prelude::*;

use super::*;
use crate::base::interval::Bounds;
use crate::base::time::{END_SECOND, FIRST_SECOND, Utc};

#[track_caller]
fn check(text: &str, edtf: &str) {
    match parse(text) {
        Ok(parsed) => assert_eq!(parsed.to_string(), edtf, "{text}"),
        Err(error) => assert_eq!(error.to_string(), edtf, "{text}"),
    }
}

#[track_caller]
fn refused(text: &str, sentence: &str) {
    let error = parse(text).expect_err(text).to_string();
    assert!(error.contains(sentence), "{text}: {error}");
}

#[test]
fn single_dates_in_common_forms() {
    for same in ["2024-03-07", "2024-03~", "2024-03-07/2024-03-22", "../2024-03-22", "[2024-03-07..2024-03-22]"] {
        check(same, same);
    }
    for text in [
        "7 March 2024",
        "7 Mar 2024",
        "7 Mar. 2024",
        "March 7, 2024",
        "Mar 7 2024",
        "7th of March 2024",
        "the 7th of March, 2024",
        "on  7 MARCH 2024 ",
        "7-Mar-2024",
        "2024/03/07",
        "2024-3-7",
    ] {
        check(text, "2024-03-07");
    }
    check("March 2024", "2024-03");
    check("Sept 2024", "2024-09");
    check("in May 2024", "2024-05");
    check("03/2024", "2024-03");
    check("25/03/2024", "2024-03-25");
    check("25.03.2024", "2024-03-25");
    check("03/25/2024", "2024-03-25");
    check("07/07/2024", "2024-07-07");
    check("7 March 2024, 04:05 UTC", "2024-03-07T04:05Z");
    check("7 March 2024 04:05:06", "2024-03-07T04:05:06Z");
    check("7 March 2024, 04:05+09:00", "2024-03-06T19:05Z");
    check("7 March 2024, 04h UTC", "2024-03-07T04Z");
    check("the 2020s", "202X");
}

#[test]
fn how_sure_is_kept() {
    for text in ["about March 2024", "circa March 2024", "c. March 2024", "around March 2024", "March 2024~"] {
        check(text, "2024-03~");
    }
    check("2024?", "2024?");
    check("March 2024?", "2024-03?");
    check("perhaps March 2024", "2024-03?");
    check("perhaps about 7 March 2024", "2024-03-07%");
    check("about 2024-03", "2024-03~");
    check("about 7 to 22 March 2024", "2024-03-07~/2024-03-22~");
}

#[test]
fn parts_of_a_month_or_year_are_one_date_of_a_range() {
    check("early March 2024", "[2024-03-01~..2024-03-10~]");
    check("mid-March 2024", "[2024-03-11~..2024-03-20~]");
    check("late February 2024", "[2024-02-21~..2024-02-29~]");
    check("end of December 9999", "[9999-12-21~..9999-12-31~]");
    check("early 2024", "[2024-01~..2024-04~]");
    check("since late March 2024", "2024-03-21~/..");
    check("early March to mid April 2024", "2024-03-01~/2024-04-20~");
}

#[test]
fn ranges_complete_each_other() {
    for text in [
        "7 to 22 March 2024",
        "7–22 March 2024",
        "7-22 March 2024",
        "7 - 22 March 2024",
        "March 7–22, 2024",
        "March 7 to 22, 2024",
        "7 March to 22 March 2024",
        "from 7 to 22 March 2024",
        "from 7 until 22 March 2024",
        "7 March 2024 – 22 March 2024",
        "2024-03-07 to 2024-03-22",
    ] {
        check(text, "2024-03-07/2024-03-22");
    }
    check("7 March to 2 April 2024", "2024-03-07/2024-04-02");
    check("March to May 2024", "2024-03/2024-05");
    check("December 2023 to March 2024", "2023-12/2024-03");
    check("2023 to 2024", "2023/2024");
    check("between 7 and 22 March 2024", "[2024-03-07..2024-03-22]");
    check("some time from 7 to 22 March 2024", "[2024-03-07..2024-03-22]");
    check("since 7 March 2024", "2024-03-07/..");
    check("from 2024-03-07", "2024-03-07/..");
    check("until 22 March 2024", "../2024-03-22");
    check("before 22 March 2024", "../2024-03-22");
    check("not before 5 March 2024", "[2024-03-05..]");
}

#[test]
fn what_could_mean_two_days_is_asked_back() {
    check("07/03/2024", "“07/03/2024” can be 2024-03-07 or 2024-07-03. Write the one that is meant");
    refused("7.3.2024", "2024-03-07 or 2024-07-03");
    refused("07-03-2024", "2024-03-07 or 2024-07-03");
    refused("07/03/2024 to 09/03/2024", "2024-03-07 or 2024-07-03");
    refused("spring 2024", "names a season");
    refused("late winter 2024", "names a season");
}

#[test]
fn what_is_no_date_is_refused() {
    refused("30 February 2024", "not in the calendar");
    refused("31/04/2024", "not in the calendar");
    refused("13/13/2024", "not in the calendar");
    refused("22 to 7 March 2024", "ends before it begins");
    refused("7 December to 2 January 2025", "ends before it begins");
    refused("7 March 0000", "outside the years");
    for text in [
        "45358",
        "7.3.24",
        "Mar-24",
        "7 March",
        "March",
        "7 March 24",
        "yesterday",
        "7 7 March 2024",
        "7",
        "to",
        "from to",
        "-",
        "",
        "20240307",
        "7 March 2024 to 22 April",
        "early 7 March 2024",
        "March 2024 utc",
    ] {
        refused(text, "is not a date");
    }
    refused(&"x".repeat(100_000), "xxx…");
}

#[test]
fn bounds_in_words() {
    let bounds = |texts: [&str; 4]| {
        let times = texts.map(|text| (!text.is_empty()).then(|| text.parse().expect("a date")));
        bounds_words(&Bounds::new(times))
    };
    assert_eq!(bounds(["2024-03-05", "2024-03-07", "2024-03-11", ""]), "seen 7 to 11 March 2024, not before 5 March");
    assert_eq!(
        bounds(["2023-12-30", "2024-01-02", "2024-01-02", "2024-01"]),
        "seen 2 January 2024, not before 30 December 2023, not after January"
    );
    assert_eq!(bounds(["2024-03-07", "", "", "2024-03-22"]), "some time from 7 to 22 March 2024");
    assert_eq!(bounds(["2024-03", "", "", "2024-03"]), "some time in March 2024");
    assert_eq!(bounds(["", "2024-03-07", "", ""]), "first seen 7 March 2024");
    assert_eq!(bounds(["", "", "", "2024~"]), "not after about 2024");
    assert_eq!(bounds(["", "", "", ""]), "undated");
}

fn whens() -> impl Strategy<Value = When> {
    let precision = prop::sample::select(vec![
        Precision::Century,
        Precision::Decade,
        Precision::Year,
        Precision::Month,
        Precision::Day,
        Precision::Hour,
        Precision::Minute,
        Precision::Second,
    ]);
    (FIRST_SECOND..END_SECOND, precision, any::<bool>(), any::<bool>()).prop_map(
        |(second, precision, uncertain, approximate)| {
            When::new(Utc(second), precision, Qualifier { uncertain, approximate })
        },
    )
}

proptest! {
    #[test]
    fn words_read_back(a in whens(), b in whens(), near in 0_i64..40_000_000, shape in 0_u8..9) {
        let later = When::new(Utc(a.start().0.saturating_add(near)), a.precision(), a.qualifier());
        let (from, to) = if near % 2 == 0 || a.surely_after(b) { (a, later) } else { (a, b) };
        let edtf = match shape {
            0 => Edtf::Date(a),
            1 => Edtf::Interval(End::At(a), End::Open),
            2 => Edtf::Interval(End::Open, End::At(a)),
            3 => Edtf::Interval(End::At(a), End::Unknown),
            4 => Edtf::Interval(End::Unknown, End::At(a)),
            5 => Edtf::OneOf(End::At(a), End::Open),
            6 => Edtf::OneOf(End::Open, End::At(a)),
            7 => Edtf::OneOf(End::At(from), End::At(to)),
            _ => Edtf::Interval(End::At(from), End::At(to)),
        };
        prop_assert_eq!(parse(&edtf_words(edtf)), Ok(edtf), "{}", edtf_words(edtf));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        let _ = parse(&text);
    }

    #[test]
    fn near_dates_do_not_panic(text in "(7|22|March|May|2024|to|-|–|/|\\.|about |early |since |between |and |é|0s|th|years |:| |,|\\?){0,12}") {
        if let Ok(edtf) = parse(&text) {
            prop_assert_eq!(parse(&edtf_words(edtf)), Ok(edtf), "{}", text);
        }
    }
}
