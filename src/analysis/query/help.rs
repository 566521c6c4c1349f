//! The grammar of queries in words: the page under `docs`, and the text of the command line's help.

use super::fields::{FIELDS, Field, GRAMMAR, Takes, limits};

/// What a term reaches beyond what bears it, a sentence each.
pub const REACH: &[&str] = &[
    "Each term is asked of each thing by itself, so that a minus always gives the rest.",
    "A visit is found by its own fields, its vessel, its place, the claims about it, and the shipments it belongs to; rejected \
     shipments do not count.",
    "A shipment is found by its visits too, a vessel or place by its visits, and exhibits, claims and findings by what \
     they show, say and cite. tag:, status:, id:, has:note, has:tag and has:exhibit ask a thing itself and nothing beside it.",
    "vessel:, place:, flag:, source: and exhibit: take a whole name if one is called so, else part of a name: vessel:\"Tanker 1\" is \
     not Tanker 10.",
    "Dates, bounds and quantities that are not exact match if any reading of them does; what is unknown is in no range.",
    "Capitals, accents and dashes do not matter. Cyrillic and Korean names are found by their usual Latin spellings, and the \
     other way round: BGN/PCGN for Russian; McCune-Reischauer, the rules of the DPRK and the Revised Romanization \
     for Korean, syllable by syllable. Other scripts are found as they are written.",
];

/// What a field takes, in a phrase.
#[must_use]
pub fn takes(field: &Field) -> String {
    match field.takes {
        Takes::Words(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "),
        Takes::Names(_) => "a name, or part of one".to_owned(),
        Takes::Date if field.name == "during" => "a date or a range of dates".to_owned(),
        Takes::Date => "a date".to_owned(),
        Takes::Number => "a number or a range".to_owned(),
        Takes::Reference => "a reference".to_owned(),
    }
}

/// The page of the grammar, as Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(
        "# Queries\n\nThe box at the top of the window, saved views, every export with a query, `wakeline query` and `wakeline tag` \
         understand the same language. This page is made from the program's own table of fields; a test keeps it so.\n\n\
         ## Grammar\n\n| written | does |\n|---|---|\n",
    );
    for (example, does) in GRAMMAR {
        page.push_str(&format!("| {} | {} |\n", code(example), cell(does)));
    }
    page.push_str("\n## Fields\n\n| field | finds | takes | examples |\n|---|---|---|---|\n");
    for field in FIELDS {
        let names: Vec<String> = [field.name].iter().chain(field.also).map(|name| code(&format!("{name}:"))).collect();
        let examples: Vec<String> = field.examples.iter().map(|example| code(example)).collect();
        page.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            names.join(", "),
            cell(field.finds),
            cell(&takes(field)),
            examples.join(" · ")
        ));
    }
    page.push_str("\n## Words that fields take\n\n");
    for field in FIELDS {
        let Takes::Words(words) = field.takes else { continue };
        let words: Vec<String> = words.iter().map(|(word, about)| format!("{} {}", code(word), lower(about))).collect();
        page.push_str(&format!("- {} {}.\n", code(&format!("{}:", field.name)), words.join("; ")));
    }
    page.push_str("\n## What is found\n\n");
    for sentence in REACH {
        page.push_str(&format!("- {}\n", cell(sentence)));
    }
    page.push_str(&format!("\n{}\n", limits()));
    page
}

/// The fields as lines for a terminal.
#[must_use]
pub fn lines() -> String {
    let mut lines = String::from("Fields:\n");
    for field in FIELDS {
        lines.push_str(&format!("  {:<11} {}\n", format!("{}:", field.name), field.finds));
        lines.push_str(&format!("  {:<11} {}\n", "", field.examples.join("   ")));
    }
    lines.push_str("\nGrammar:\n");
    for (example, does) in GRAMMAR {
        lines.push_str(&format!("  {example}\n      {does}\n"));
    }
    lines.push_str("\nThe whole of it is in docs/query.md.");
    lines
}

/// A text as code within a cell of a table.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "\\<").replace('>', "\\>")
}

/// A phrase within a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let second_is_capital = text.chars().nth(1).is_some_and(char::is_uppercase);
    match letters.next() {
        Some(first) if !second_is_capital => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_and_all_of_its_words_stand_in_the_help() {
        let (page, lines) = (page(), lines());
        for field in FIELDS {
            for name in field.also.iter().chain([&field.name]) {
                assert!(page.contains(&format!("`{name}:`")), "{name}");
            }
            assert!(lines.contains(&format!("  {}:", field.name)));
            for example in field.examples {
                assert!(page.contains(&code(example)) && lines.contains(example), "{example}");
            }
            if let Takes::Words(words) = field.takes {
                assert!(words.iter().all(|(word, _)| page.contains(&format!("`{word}`"))));
            }
        }
        assert!(page.lines().all(|line| !line.contains("| |")), "no cell is empty");
    }
}
