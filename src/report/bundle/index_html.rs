//! The page of a bundle: findings with their citations, the exhibits they lead to, and how to check the whole.
//!
//! One file that loads nothing and runs nothing. Addresses and names of files are text and no links: a click must not
//! tell anybody that somebody is reading, and must not open what was attached.

use super::{Bundle, left_out, markup};
use crate::base::edtf::Dated;
use crate::base::plain_date::edtf_words;
use crate::base::text::{count, thousands};
use crate::model::evidence::Exhibit;
use crate::model::finding::Finding;
use crate::model::grading::Reliability;
use crate::report::html::text::{isolated, text};

/// What the page may load: nothing. Its own style stands within it, and pictures only as data.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const STYLE: &str = ":root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--ground:#ffffff;\
--card:#f6f8fa;--link:#0550ae}\
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--ground:#0d1117;--card:#151b23;\
--link:#79b8ff}}\
*{box-sizing:border-box}\
body{margin:0 auto;max-width:46rem;padding:1rem;background:var(--ground);color:var(--ink);\
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
h1{font-size:1.6rem;line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{margin-bottom:.3rem}\
a{color:var(--link)}\
.mark{font-weight:700;text-align:center;border:2px solid;padding:.2rem;letter-spacing:.05em}\
.soft,.gone,dt{color:var(--soft)}\
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.2rem 1rem 1rem;margin:1rem 0}\
.card:target{outline:3px solid var(--link)}\
dl{margin:0}dt{margin-top:.5rem;font-size:.85rem}dd{margin:0}\
li>p{margin:.2rem 0}blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}\
table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.2rem .5rem;text-align:start;vertical-align:top}\
code,pre{font:.85rem/1.5 ui-monospace,monospace}pre{white-space:pre-wrap}\
@media print{body{max-width:none}.card{break-inside:avoid}}";

/// The page.
#[must_use]
pub fn write(bundle: &Bundle) -> String {
    let facts = bundle.facts;
    let mark = format!("<p class=\"mark\">{}</p>\n", text(facts.case.handling.mark()));
    let title = text(bundle.title());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n{mark}<h1>{}</h1>\n",
        isolated(bundle.title())
    );
    let case = &facts.case;
    let authors = case.authors.iter().map(|name| isolated(name)).collect::<Vec<_>>().join(", ");
    let list = [
        row("Reference", &isolated_or_none(&case.reference)),
        row("Question", &isolated_or_none(&case.question)),
        row("By", &authors),
        row("Case as of", &text(&bundle.day())),
    ];
    out.push_str(&format!("<dl>{}</dl>\n<p>{}</p>\n", list.concat(), isolated(bundle.chosen)));
    let gone = left_out::summary(bundle.left_out);
    if !gone.is_empty() {
        out.push_str(&format!("<p>Left out: {}. The list is in <code>left-out.csv</code>.</p>\n", text(&gone)));
    }
    out.push_str("</header>\n<main>\n<h2>Findings</h2>\n");
    let mut findings: Vec<&Finding> = facts.findings.iter().collect();
    findings.sort_by_key(|finding| (finding.order, finding.number, finding.id));
    if findings.is_empty() {
        out.push_str("<p>None.</p>\n");
    }
    for finding in findings {
        push_finding(bundle, finding, &mut out);
    }
    out.push_str("<h2>Exhibits</h2>\n");
    let mut exhibits: Vec<&Exhibit> = facts.exhibits.iter().collect();
    exhibits.sort_by_key(|exhibit| (exhibit.number, exhibit.id));
    if exhibits.is_empty() {
        out.push_str("<p>None.</p>\n");
    }
    for exhibit in exhibits {
        push_exhibit(bundle, exhibit, &mut out);
    }
    out.push_str(&format!("{}</main>\n<footer>\n{mark}</footer>\n</body>\n</html>\n", how_to_check(bundle)));
    out
}

fn push_finding(bundle: &Bundle, finding: &Finding, out: &mut String) {
    let headline = if finding.headline.trim().is_empty() { "(no headline)" } else { &finding.headline };
    let known = |number: u32| bundle.facts.exhibits.iter().any(|exhibit| exhibit.number == number);
    out.push_str(&format!(
        "<section id=\"F-{0}\">\n<h3>F-{0}. {1}</h3>\n{2}<dl>",
        finding.number,
        isolated(headline),
        markup::body(&finding.body, known)
    ));
    // Each in a row of its own: how likely and how well founded are two things.
    if let Some(likelihood) = finding.likelihood {
        let (low, high) = likelihood.percent();
        out.push_str(&row("Likelihood", &text(&format!("{} ({low}–{high} %)", likelihood.word()))));
    }
    if let Some(confidence) = finding.confidence {
        out.push_str(&row("Confidence", &text(confidence.word())));
    }
    out.push_str(&format!("{}</dl>\n</section>\n", row("Status", &text(finding.status.word()))));
}

fn push_exhibit(bundle: &Bundle, exhibit: &Exhibit, out: &mut String) {
    let source = exhibit.source.and_then(|id| bundle.facts.sources.get(id));
    let reliability = source.map_or(Reliability::F, |source| source.reliability);
    let grade = format!(
        "{}{}: {}; {}",
        reliability.letter(),
        exhibit.credibility.digit(),
        reliability.meaning(),
        exhibit.credibility.meaning()
    );
    let quotes: Vec<String> = bundle
        .facts
        .claims
        .iter()
        .filter(|claim| claim.exhibit == exhibit.id)
        .map(|claim| {
            let speaker =
                if claim.speaker.trim().is_empty() { String::new() } else { format!(", {}", isolated(&claim.speaker)) };
            format!(
                "“{}” <span class=\"soft\">({}{speaker})</span><br>",
                isolated(&claim.quote),
                text(claim.hedge.word())
            )
        })
        .collect();
    let custody: Vec<String> = exhibit
        .custody
        .iter()
        .map(|step| {
            let action =
                if step.action.trim().is_empty() { String::new() } else { format!(": {}", isolated(&step.action)) };
            format!("{}, {}{action}<br>", text(&edtf_words(step.time.time)), isolated(&step.holder))
        })
        .collect();
    let files: Vec<String> = bundle
        .files
        .iter()
        .filter(|file| file.exhibit == exhibit.id)
        .map(|file| {
            let place =
                if file.held { format!("<code>{}</code>", text(&file.path)) } else { "not in the case".to_owned() };
            let bytes = thousands(usize::try_from(file.bytes).unwrap_or(usize::MAX));
            format!(
                "{} <span class=\"soft\">({bytes} bytes)</span><br>{place}<br>SHA-256 <code>{}</code><br>",
                isolated(&file.name),
                file.sha256
            )
        })
        .collect();
    let rows = [
        row("Kind", &text(exhibit.kind.word())),
        row("Source", &source.map_or_else(|| "not recorded".to_owned(), |source| isolated(&source.name))),
        row("Grade", &text(&grade)),
        row("Published", &date(exhibit.published.as_ref())),
        row("Captured", &date(exhibit.captured.as_ref())),
        row("Collected", &date(exhibit.collected.time.as_ref())),
        row("Address", &isolated_or_none(&exhibit.url)),
        row("Archived at", &isolated_or_none(&exhibit.archived_url)),
        row("Sensor", &isolated_or_none(&exhibit.sensor)),
        row("Analyst", &isolated_or_none(&exhibit.analyst)),
        row("Data owner", &isolated_or_none(&exhibit.data_owner)),
        row("Licence", &isolated_or_none(&exhibit.licence)),
        row("Credit", &isolated_or_none(&exhibit.credit)),
        row("It says", &quotes.concat()),
        row("File", &files.concat()),
        row("Custody", &custody.concat()),
    ];
    out.push_str(&format!(
        "<section class=\"card\" id=\"E-{0}\">\n<h3>E-{0}. {1}</h3>\n<dl>{2}</dl>\n</section>\n",
        exhibit.number,
        isolated(&exhibit.title),
        rows.concat()
    ));
}

fn how_to_check(bundle: &Bundle) -> String {
    let entries = count(usize::try_from(bundle.entries).unwrap_or(usize::MAX), "entry");
    format!(
        "<h2>How to check this bundle</h2>\n\
         <p>In a terminal, in the folder that holds <code>bagit.txt</code>:</p>\n\
         <pre>sha256sum -c manifest-sha256.txt\nsha256sum -c tagmanifest-sha256.txt</pre>\n\
         <p>Any BagIt tool also finds files that were added, and so does <code>wakeline verify</code> with the ZIP file or \
         the folder. <code>README.txt</code> says more. <code>case.wake</code> opens in Wakeline as a case of its own.</p>\n\
         <p>The journal of the case that this was made from had {entries}; the hash of the newest was</p>\n\
         <pre>{}</pre>\n<p>Compare it with what the author of the case has on record.</p>\n",
        bundle.head
    )
}

/// A row of a list; `html` is markup already. None if it is empty.
fn row(label: &str, html: &str) -> String {
    if html.is_empty() {
        return String::new();
    }
    format!("<dt>{label}</dt><dd>{}</dd>\n", html.trim_end_matches("<br>"))
}

fn isolated_or_none(name: &str) -> String {
    if name.trim().is_empty() { String::new() } else { isolated(name) }
}

fn date(dated: Option<&Dated>) -> String {
    dated.map_or_else(String::new, |dated| text(&edtf_words(dated.time)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::Sha256;
    use crate::base::time::Utc;
    use crate::model::entity::Entity;
    use crate::model::facts::Facts;
    use crate::model::ids::{ExhibitId, FindingId};

    const ATTACK: &str = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\" onload=\"x\u{1}\u{202E}";

    fn page(facts: &Facts) -> String {
        let files = [];
        write(&Bundle {
            facts,
            chosen: ATTACK,
            time: Utc(0),
            head: Sha256::of(b"head"),
            entries: 3,
            files: &files,
            left_out: &[],
        })
    }

    fn hostile() -> Facts {
        let mut facts = Facts::default();
        let mut case = (*facts.case).clone();
        (case.title, case.question, case.authors) = (ATTACK.to_owned(), ATTACK.to_owned(), vec![ATTACK.to_owned()]);
        facts.case = std::sync::Arc::new(case);
        let mut exhibit = Exhibit::titled(ExhibitId::new(1), 3, ATTACK);
        exhibit.url = "javascript:alert(3)".to_owned();
        facts.put(Entity::Exhibit(Box::new(exhibit)));
        let mut finding = Finding::draft(FindingId::new(1), 1);
        (finding.headline, finding.body) = (ATTACK.to_owned(), format!("{ATTACK} [@E-3] [@E-9]"));
        facts.put(Entity::Finding(Box::new(finding)));
        facts
    }

    #[test]
    fn nothing_in_a_case_becomes_a_script_an_attribute_or_an_address() {
        let page = page(&hostile());
        for tag in ["<script", "<img", "<iframe", "<link", "<svg", "src=\"", "javascript:\""] {
            assert!(!page.contains(tag), "{tag}");
        }
        let mut rest = page.as_str();
        while let Some(at) = rest.find("href=") {
            rest = &rest[at + 5..];
            assert!(rest.starts_with("\"#E-3\""), "{rest:.40}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("x\u{FFFD}\u{202E}</bdi>"));
        assert!(!page.contains('\u{1}'));
    }

    #[test]
    fn the_page_has_its_mark_at_both_ends_and_its_citations_lead_somewhere() {
        let page = page(&hostile());
        assert_eq!(page.matches("<p class=\"mark\">TLP:AMBER</p>").count(), 2);
        assert!(page.contains("<a href=\"#E-3\">[E-3]</a>") && page.contains("id=\"E-3\""));
        assert!(page.contains("[E-9, not in this bundle]"));
        assert!(page.contains(&Sha256::of(b"head").to_string()));
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
    }
}
