//! The text of a finding as the preview shows it: notes numbered, figures named in their place.

use crate::base::markdown::without_indented_code;
use crate::model::citation::{citations, figure_called};
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::naming;

/// The body for the viewer: citations as bold codes, so that it does not take them for links, and figures by what they are.
pub(super) fn text(facts: &Facts, finding: &Finding) -> String {
    let body = &*without_indented_code(&finding.body);
    let mut out = String::with_capacity(body.len());
    let mut from = 0;
    for citation in citations(body) {
        out.push_str(&figures(&body[from..citation.range.start]));
        let cited = |target: &str, place: &str| {
            let missing = target.parse().is_ok_and(|printed| naming::by_print(facts, printed).is_none());
            let mark = if missing { " (not in the case)" } else { "" };
            let place = if place.is_empty() { String::new() } else { format!(", {place}") };
            format!("{}{place}{mark}", figure_called(target).unwrap_or(target))
        };
        let items: Vec<String> = citation.items.iter().map(|item| cited(item.target, item.locator)).collect();
        out.push_str(&format!("**[{}]**", items.join("; ")));
        from = citation.range.end;
    }
    out.push_str(&figures(&body[from..]));
    // Raw HTML is shown as text, and so are pictures from elsewhere: a preview loads nothing.
    out.replace('<', "&lt;").replace("![", "!\u{200a}[")
}

/// A paragraph that asks for a figure or table says so; all other pictures stay as they are written.
fn figures(text: &str) -> String {
    let line = |line: &str| {
        let (caption, target) = line.trim().strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
        let target = target.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(target);
        let called = figure_called(target)?;
        let which = target.split_once(':').map_or("", |(kind, which)| if kind == "table" { "" } else { which });
        let which = if which.is_empty() { String::new() } else { format!(" “{which}”") };
        let caption = if caption.is_empty() { String::new() } else { format!(": {caption}") };
        Some(format!("*▭ Here stands {called}{which}{caption}*"))
    };
    text.split('\n').map(|one| line(one).unwrap_or_else(|| one.to_owned())).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::evidence::Exhibit;
    use crate::model::ids::{ExhibitId, FindingId};

    fn shown(body: &str) -> String {
        let mut facts = Facts::default();
        facts.put(Entity::Exhibit(Box::new(Exhibit::titled(ExhibitId::new(1), 3, "A story"))));
        let mut finding = Finding::draft(FindingId::new(1), 1);
        body.clone_into(&mut finding.body);
        text(&facts, &finding)
    }

    #[test]
    fn citations_stand_out_and_nothing_is_loaded() {
        let text = shown("Loaded [@E-3, p. 2; E-9] <img src=x> ![p](http://x) [@E-");
        assert!(text.starts_with("Loaded **[E-3, p. 2; E-9 (not in the case)]** &lt;img"), "{text}");
        assert!(!text.contains("![") && text.ends_with("[@E-"), "{text}");
        assert_eq!(shown("\tLoaded [@E-3]."), "Loaded **[E-3]**.");
    }

    #[test]
    fn a_figure_is_named_in_its_place() {
        let text = shown("See [@table:tankers].\n\n![Loadings](<timeline:All loadings>)\n\n![](table:tankers)");
        let places = "**[the tanker table]**.\n\n*▭ Here stands the timeline “All loadings”: Loadings*\n\n*▭ Here stands the tanker table*";
        assert_eq!(text, format!("See {places}"));
    }
}
