//! Reports: four templates in four forms, every sentence back to its exhibits, the same bytes each time.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;

use serde_json::{Value, json};

use super::{Desk, bytes};

const TEMPLATES: [&str; 4] = ["panel", "brief", "draft", "memo"];

/// The sample with findings on it, as `f.wake`.
fn with_findings(findings: &Value) -> Desk {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.json"]).done();
    let mut case: Value = serde_json::from_str(&desk.read("s.json")).expect("json");
    case["findings"] = findings.clone();
    desk.write("f.json", case.to_string());
    desk.run(&["new", "f.wake", "--from", "f.json"]).done();
    desk
}

fn finding(number: u32, headline: &str, body: &str) -> Value {
    json!({ "id": number, "number": number, "headline": headline, "body": body, "section": "Deliveries", "order": number })
}

fn usual() -> Value {
    let body = "At least five tankers appeared to load between 7 and 22 March 2024.[@E-1] Two appeared to unload at \
                Chongjin [@S-1; S-2], as [@C-2] has it.\n\n![](<timeline:Loadings without discharge>)\n\nSee [@timeline] \
                and [@F-2]. 청진항 (Чхонджин).";
    json!([
        finding(1, "Tankers appear to have loaded at Vostochny", body),
        finding(2, "The limit", "Assessed at more than 165,000 barrels.[@E-10, p. 2]")
    ])
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

#[test]
fn every_template_comes_in_every_form_with_the_same_bytes_anywhere() {
    let desk = with_findings(&usual());
    for template in TEMPLATES {
        for ending in ["html", "docx", "md", "pdf"] {
            if ending == "pdf" && !cfg!(feature = "pdf") {
                continue;
            }
            let name = format!("{template}.{ending}");
            let arguments = ["report", "f.wake", &name, "--template", template, "--force"];
            desk.run(&arguments).done();
            let once = bytes(&desk.path(&name));
            let elsewhere = desk
                .command(&arguments)
                .env("TZ", "Asia/Pyongyang")
                .env("LANG", "fa_IR.UTF-8")
                .env("USER", "canary-user")
                .env("HOME", "/canary-home")
                .env("RAYON_NUM_THREADS", "1")
                .output()
                .expect("runs");
            assert!(elsewhere.status.success(), "{elsewhere:?}");
            let again = bytes(&desk.path(&name));
            assert!(once == again, "{name} differs elsewhere");
            assert!(!String::from_utf8_lossy(&again).contains("canary"), "{name}");
        }
    }
}

#[test]
fn footnotes_of_a_docx_are_real_and_each_is_referred_to_once() {
    let desk = with_findings(&usual());
    desk.run(&["report", "f.wake", "r.docx"]).done();
    let docx = bytes(&desk.path("r.docx"));
    let (document, notes) = (part(&docx, "word/document.xml"), part(&docx, "word/footnotes.xml"));
    let ids = |text: &str, before: &str| -> Vec<u32> {
        text.split(before)
            .skip(1)
            .map(|rest| rest.split('"').next().and_then(|id| id.parse().ok()).unwrap_or(0))
            .collect()
    };
    let referred = ids(&document, "<w:footnoteReference w:id=\"");
    let there: Vec<u32> = ids(&notes, "<w:footnote w:id=\"");
    assert!(there.len() >= 8, "{there:?}");
    assert_eq!(referred, there, "in the order of the text");
    assert_eq!(part(&docx, "word/settings.xml").matches("<w:footnotePr>").count(), 1);
    assert!(document.contains("<w:pStyle w:val=\"Heading1\"/>") && document.contains(" SEQ Table "), "{document:.400}");
    assert!(
        document.contains("descr=\"") && document.contains("w:orient=\"landscape\""),
        "alternative texts, flat pages"
    );
    assert!(notes.contains(">E-1: <") && notes.contains(">Financial Times<"), "{notes:.400}");
    desk.run(&["report", "f.wake", "b.docx", "--template", "brief"]).done();
    let brief = bytes(&desk.path("b.docx"));
    let document = part(&brief, "word/document.xml");
    assert!(
        document.contains("<w:endnoteReference") && part(&brief, "word/endnotes.xml").contains(">Endnotes<"),
        "{document:.400}"
    );
}

#[test]
fn references_name_the_number_of_what_they_mean() {
    let desk = with_findings(&usual());
    desk.run(&["report", "f.wake", "r.md"]).done();
    let text = desk.read("r.md");
    // The chart of the caps is figure 2.
    assert!(text.contains("See Figure 3 and paragraph 3."), "{text:.3000}");
    assert!(text.contains("[^4]: E-10, p. 2: Reuters and AP"), "{text:.3000}");
    assert!(text.contains("**Figure 1**. Loadings without discharge. 7 visits"), "{text:.3000}");
    assert!(text.contains("## I. Deliveries") && text.contains("## Annex 1. Tanker table"), "{text:.3000}");
}

/// Every paragraph, row and figure of a panel report that holds a number leads to exhibits: by a note, by a cell that names
/// them, or by the sources below it.
#[test]
fn every_number_of_a_panel_report_leads_back_to_exhibits() {
    let desk = with_findings(&usual());
    let known: BTreeSet<String> = (1..=14).map(|number| format!("E-{number}")).collect();
    desk.run(&["report", "f.wake", "r.md"]).done();
    let text = desk.read("r.md");
    let notes: Vec<&str> = text.lines().filter(|line| line.starts_with("[^") && line.contains("]: ")).collect();
    assert!(notes.len() >= 8, "{text:.2000}");
    let exhibits = |line: &str| -> BTreeSet<String> {
        let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        words.filter(|word| known.contains(*word)).map(str::to_owned).collect()
    };
    for note in &notes {
        assert!(!exhibits(note).is_empty(), "a note without an exhibit: {note}");
    }
    let mut untraced = String::new();
    let (mut columns, mut rows) = (0, 0);
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        if line.contains("Exhibits |") || line.contains("| Exhibit ") || line.starts_with("| No. | Source") {
            columns += 1;
            continue;
        }
        rows += 1;
        // What Russia and the Committee said rests on no exhibit of this case, and says so.
        if exhibits(line).is_empty() && !line.trim_end().ends_with("| none |") {
            let _ = writeln!(untraced, "{line}");
        }
    }
    assert!(columns >= 4 && rows > 30, "{columns} tables, {rows} rows");
    assert!(untraced.is_empty(), "rows without an exhibit:\n{untraced}");
    let body = text.split("## Annex 1.").next().unwrap_or_default();
    let caps =
        body.split("Amounts against the caps").nth(1).expect("a section").split("\n## ").next().unwrap_or_default();
    let paragraph = caps.lines().find(|line| line.contains("125,000 bbl")).expect("amounts");
    for piece in paragraph
        .split_inclusive(['.', ';'])
        .filter(|piece| piece.contains(" bbl for ") && !piece.contains("sets a limit"))
    {
        let after = &paragraph[paragraph.find(piece).unwrap_or_default() + piece.len()..];
        let none = piece.contains("Russia") || piece.contains("Committee");
        assert!(none || after.starts_with("[^"), "{piece} has no note in {paragraph}");
    }
}

#[test]
fn hostile_texts_come_out_as_text_in_every_form() {
    let bad = "#read(\"/etc/passwd\") ]#[ #import $x$ <b>x</b> <script>alert(1)</script> *a_b* `c` {{=x}} @E-1 <label> \\u{41}";
    let desk = with_findings(&json!([finding(
        1,
        bad,
        &format!("{bad}\n\n![p](https://example.org/x.png) [y](javascript:alert)")
    )]));
    desk.run(&["report", "f.wake", "r.html"]).done();
    let html = desk.read("r.html");
    assert!(!html.contains("<script") && !html.contains("javascript:alert\""), "{html:.500}");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html:.500}");
    assert!(!html.contains("src=\"http"), "nothing is loaded");
    desk.run(&["report", "f.wake", "r.docx"]).done();
    let document = part(&bytes(&desk.path("r.docx")), "word/document.xml");
    assert!(document.contains("#read(&quot;/etc/passwd&quot;) ]#["), "{document:.2000}");
    if cfg!(feature = "pdf") {
        desk.run(&["report", "f.wake", "r.pdf"]).done();
        assert!(bytes(&desk.path("r.pdf")).starts_with(b"%PDF-"));
    }
}

#[test]
fn what_is_cited_and_gone_is_said_and_stays_as_it_was_written() {
    let desk = with_findings(&json!([finding(
        1,
        "x",
        "Seen [@E-99] and [@S-77, p. 1].\n\n![](timeline:Nowhere)\n\n![](exhibit:E-1)"
    )]));
    let ran = desk.command(&["report", "f.wake", "r.md"]).output().expect("runs");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{said}");
    for part in
        ["E-99 is cited and is not in the case", "S-77", "no saved view is called “Nowhere”", "E-1 has no PNG or JPEG"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    let text = desk.read("r.md");
    assert!(text.contains("\\[\\@E-99\\]") && text.contains("\\[\\@S-77, p. 1\\]"), "{text:.1500}");
}

#[test]
fn letters_stand_in_an_annex_and_a_missing_answer_says_so() {
    let mut one = finding(1, "Loaded", "It loaded.[@E-1]");
    one["status"] = json!("reviewed");
    one["reviewer"] = json!("R. Viewer");
    one["replies"] = json!([
        { "asked": "The operator", "asked_on": "2024-04-02", "question": "Did she call?", "answer": "No comment", "exhibit": 2 },
        { "asked": "The flag state" },
    ]);
    let desk = with_findings(&json!([one]));
    desk.run(&["report", "f.wake", "r.md"]).done();
    let text = desk.read("r.md");
    assert!(text.contains("Annex 5. Letters and replies"), "{text:.200}");
    assert!(text.contains("| F-1 | The operator | 2 April 2024 | Did she call? | No comment | E-2 |"), "{text}");
    assert!(text.contains("| F-1 | The flag state | undated |  | no answer |"), "{text}");
    assert!(text.contains("Status: reviewed by R. Viewer."), "{text}");
}

#[test]
fn a_report_is_refused_before_anything_is_written() {
    let desk = Desk::with_sample();
    desk.run(&["report", "s.wake", "r.odt"]).refused(2, &[".pdf, .docx, .html or .md", "r.odt"]);
    desk.run(&["report", "s.wake", "s.wake"]).refused(2, &["s.wake"]);
    desk.write("r.md", "mine");
    desk.run(&["report", "s.wake", "r.md"]).refused(2, &["r.md"]);
    desk.run(&["report", "s.wake", "q.md", "--query", "vessel:"]).refused(2, &["vessel:"]);
    assert_eq!(desk.read("r.md"), "mine");
    assert!(!desk.names().contains(&"q.md".to_owned()));
}

#[test]
fn a_query_and_a_status_narrow_a_report_and_it_says_so() {
    let mut findings = usual();
    findings[1]["status"] = json!("final");
    let desk = with_findings(&findings);
    desk.run(&["report", "f.wake", "r.md", "--query", "vessel:\"Lady R\"", "--date", "2024-05-02"]).done();
    let text = desk.read("r.md");
    assert!(
        text.contains("This report covers only what the query") && text.contains("1 of 11 shipments"),
        "{text:.900}"
    );
    assert!(text.contains("Lady R") && text.contains("2 May 2024") && !text.contains("| S-1 |"), "{text:.900}");
    desk.run(&["report", "f.wake", "q.md", "--status", "final"]).done();
    let text = desk.read("q.md");
    assert!(text.contains("A. The limit") && !text.contains("Tankers appear to have loaded"), "{text:.900}");
}
