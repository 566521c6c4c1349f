//! What a template changes in the style sheet: fonts, colours, paper.

use crate::report::template::{Look, Margins};

/// The rules that are to follow ours; none for what is as usual.
pub(super) fn css(look: &Look) -> String {
    let usual = Look::usual(look.like);
    let mut out = String::new();
    if look.colours != usual.colours {
        let colours = look.colours;
        // Colours that are made for paper are not for the dark.
        out.push_str(&format!(
            "@media (prefers-color-scheme: light), print {{ :root {{ --accent: {}; --second: {}; --line: {}; --raised: {}; }} }}\n",
            colours.accent, colours.second, colours.line, colours.raised
        ));
    }
    let rule =
        |what: &str, font: &str, behind: &str| format!("{what} {{ font-family: \"{}\", {behind}; }}\n", name(font));
    let sans = "\"IBM Plex Sans\", system-ui, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";
    if look.font != usual.font {
        out.push_str(&rule("html", &look.font, sans));
    }
    if look.heading_font != look.font {
        out.push_str(&rule("h1, h2, h3, h4, h5, h6", &look.heading_font, sans));
    }
    if look.code_font != usual.code_font {
        out.push_str(&rule("code, pre", &look.code_font, "ui-monospace, Consolas, monospace"));
    }
    if (look.paper, look.margins) != (usual.paper, usual.margins) {
        let Margins { left, right, top, bottom } = look.margins;
        let (width, height) = look.paper.size();
        out.push_str(&format!(
            "@page {{ size: {width}mm {height}mm; margin: {top}mm {right}mm {bottom}mm {left}mm; }}\n"
        ));
    }
    out
}

/// The name of a font, without anything that could end the quotes or the style sheet.
fn name(font: &str) -> String {
    font.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '+')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::build::{TEMPLATES, Template};
    use crate::report::template::read;

    #[test]
    fn a_usual_look_changes_nothing_and_another_only_what_differs() {
        for template in TEMPLATES {
            assert_eq!(css(&Look::usual(template)), "");
        }
        let look = read("paper = \"letter\"\n[colours]\naccent = \"#aa0000\"", "x").expect("in order");
        let css = css(&look);
        assert!(css.contains("--accent: #aa0000; --second: #5a6675"), "{css}");
        assert!(css.contains("@page { size: 215.9mm 279.4mm; margin: 26mm 25mm 25mm 25mm; }"), "{css}");
        assert!(!css.contains("font-family"), "{css}");
    }

    #[test]
    fn the_name_of_a_font_cannot_leave_its_quotes() {
        let look = Look { font: "A\"; } </style><b>".into(), heading_font: "B".into(), ..Look::usual(Template::Memo) };
        let css = css(&look);
        assert!(
            css.contains("html { font-family: \"A  styleb\", ") && css.contains("h6 { font-family: \"B\""),
            "{css}"
        );
    }
}
