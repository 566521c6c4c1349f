//! What a style file may say, what it is told otherwise, and that a starter changes nothing.

use super::*;
use crate::report::build::TEMPLATES;

fn mistake(text: &str) -> String {
    read(text, "x").expect_err("a mistake").to_string()
}

#[test]
fn a_starter_looks_as_what_it_was_copied_from_and_names_every_key() {
    for template in TEMPLATES {
        let [(name, style), (layout, typst), (readme, explained)] = starter(template);
        assert_eq!((name, layout, readme), ("template.toml", "report.typ", "README.txt"));
        assert_eq!(read(&style, "another name"), Ok(Look::usual(template)), "{style}");
        assert!(!style.contains('@'), "{style}");
        assert_eq!(typst, LAYOUT);
        assert!(explained.contains("outline.json") && explained.contains("--template"), "{explained}");
        // Each table says which keys it knows when it is asked for one that it does not.
        for table in ["", "[margins]", "[wide_margins]", "[text]", "[word]", "[colours]", "[header]", "[footer]"] {
            let said = mistake(&format!("{table}\nnothing_so_called = 1"));
            let known = said.split_once("here can be: ").expect("keys").1.split_once(" (").expect("a place").0;
            let part = style.split_once(table).expect("the table is there").1;
            for key in known.split([',', ' ']).filter(|key| !key.is_empty() && *key != "or") {
                assert!(part.contains(&format!("{key} = ")) || part.contains(&format!("[{key}]")), "{table} {key}");
            }
        }
    }
}

#[test]
fn what_is_left_out_is_as_usual_and_one_font_goes_for_all() {
    assert_eq!(read("", "Mine"), Ok(Look { name: "Mine".into(), ..Look::usual(Template::Panel) }));
    let look = read("like = \"draft\"\n[text]\nfont = \"Georgia\"\n[margins]\nleft = 30", "Mine").expect("in order");
    assert_eq!((look.like, look.size, look.margins.left, look.margins.right), (Template::Draft, 11.0, 30.0, 32.0));
    assert_eq!([&look.font, &look.heading_font, &look.word.font], ["Georgia"; 3]);
    let look = read("[text]\nfont = \"Georgia\"\n[word]\nfont = \"Cambria\"", "Mine").expect("in order");
    assert_eq!((look.font.as_str(), look.word.font.as_str()), ("Georgia", "Cambria"));
}

#[test]
fn a_key_that_is_not_known_and_a_value_that_is_not_allowed_are_named_with_their_line() {
    let cases = [
        (
            "# a\nname = \"A\"\ncolour = 1",
            "there is no key “colour”; here can be: name, like, language, paper,",
            "line 3",
        ),
        ("[text]\nsise = 10", "there is no key “sise”; here can be: font,", "line 2"),
        ("like = \"letter\"", "“letter” is none of panel, brief, draft and memo", "line 1"),
        ("paper = \"a3\"", "“a3” is no paper; there are a4, a5, letter and legal", "line 1"),
        ("language = \"English\"", "“English” is no language", "line 1"),
        ("\n[text]\nsize = \"big\"", "“big” is no size in points; write a number from 6 to 24", "line 3"),
        ("[text]\nsize = 400", "400 is no size in points", "line 2"),
        ("[text]\nsize = nan", "NaN is no size in points", "line 2"),
        ("[text]\nfont = \" \"", "this is empty", "line 2"),
        ("[text]\nfont = [\"A\", \"B\"]", "a list is no name", "line 2"),
        ("[colours]\naccent = \"teal\"", "“teal” is no colour; write it as “#0e6f86”", "line 2"),
        ("[colours]\naccent = \"#+e6f86\"", "is no colour", "line 2"),
        ("[margins]\ntop = 4", "4 is no margin in millimetres; write a number from 8 to 100", "line 2"),
        ("[header]\nleft = \"{titel}\"", "{titel} stands for nothing; there are {title}, {reference}", "line 2"),
        ("[header]\nleft = \"a {\"", "{ stands for nothing", "line 2"),
        ("text = 3", "this is integer 3, expected", "line 1"),
        ("name = \"A\"\nname = \"B\"", "duplicate key", "line 2"),
        ("name = \"A", "invalid basic string", "line 1"),
    ];
    for (text, said, line) in cases {
        let mistake = mistake(text);
        assert!(mistake.contains(said) && mistake.ends_with(&format!("(template.toml, {line})")), "{text}: {mistake}");
    }
}

#[test]
fn no_page_goes_out_without_room_or_handling_mark() {
    let narrow = mistake("paper = \"a5\"\n[margins]\nleft = 60");
    assert!(narrow.contains("[margins] leave 63 x 159 mm of a5"), "{narrow}");
    let unmarked = mistake("[header]\ncentre = \"\"\n[footer]\ncentre = \"Ours\"");
    assert!(unmarked.contains("no page would bear the handling mark"), "{unmarked}");
    assert!(read("[header]\ncentre = \"\"", "x").is_ok(), "the footer has it");
}

#[test]
fn names_in_margins_stand_for_what_the_report_says_of_itself() {
    let head = crate::report::outline::Head {
        title: "A {page} title".into(),
        subtitle: String::new(),
        reference: String::new(),
        authors: vec!["A".into(), "B".into()],
        date: crate::base::time::Utc(0),
        day: "1 January 1970".into(),
        handling: "TLP:RED",
        journal_head: None,
        style: crate::report::outline::Style::Panel,
    };
    let text = |text: &str| Piece::Text(text.to_owned());
    assert_eq!(
        pieces("{title}, {authors}: {handling} {page}/{pages}", &head),
        [
            text("A {page} title, A, B: "),
            Piece::Mark("TLP:RED".into()),
            text(" "),
            Piece::Page,
            text("/"),
            Piece::Pages
        ]
    );
    assert_eq!(pieces("{reference}", &head), []);
}

#[test]
fn a_layout_of_ones_own_takes_the_place_of_ours() {
    let mut house = House::built_in(Template::Memo);
    assert_eq!(house.layouts().collect::<Vec<_>>(), [("report.typ", LAYOUT)]);
    house.files.insert("parts/a.typ".to_owned(), Arc::from(&b"#let a = 1"[..]));
    house.files.insert("logo.SVG".to_owned(), Arc::from(&b"<svg/>"[..]));
    assert_eq!(house.layouts().map(|(name, _)| name).collect::<Vec<_>>(), ["parts/a.typ", "report.typ"]);
    house.files.insert("report.typ".to_owned(), Arc::from(&b"mine"[..]));
    assert!(house.layouts().any(|layout| layout == ("report.typ", "mine")));
    assert!(!house.layouts().any(|(_, text)| text == LAYOUT));
}
