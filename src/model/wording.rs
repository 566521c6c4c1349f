//! Hedge classes read from the wording of a quote. A proposal: the user sees it and decides.

use super::grading::Hedge;

/// Words of each class, weakest class first, in lower case; source: the house's own list of hedge classes.
pub const HEDGE_WORDS: [(Hedge, &[&str]); 4] = [
    (Hedge::Denied, &["denied", "denies", "deny", "rejected the claim", "did not"]),
    (Hedge::Alleged, &["allegedly", "alleged", "reportedly", "purportedly", "purported", "accused of", "claimed"]),
    (
        Hedge::Appears,
        &[
            "appear",
            "appears",
            "appeared",
            "seem",
            "seems",
            "seemed",
            "presumably",
            "apparently",
            "may have",
            "might have",
            "could have",
        ],
    ),
    (Hedge::Likely, &["likely", "probably", "almost certainly"]),
];

/// The class of a quote's wording: the weakest hedge found in it, `asserted` if there is none.
///
/// English only; other languages come out as asserted and are the user's to class.
#[must_use]
pub fn hedge_of(quote: &str) -> Hedge {
    let text: String = quote.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let text = format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "));
    let has = |word: &&str| text.contains(&format!(" {word} "));
    HEDGE_WORDS.into_iter().find(|(_, words)| words.iter().any(has)).map_or(Hedge::Asserted, |(hedge, _)| hedge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wordings_of_the_sample_fall_into_their_classes() {
        assert_eq!(hedge_of("appeared to be loading"), Hedge::Appears);
        assert_eq!(hedge_of("most likely unloaded"), Hedge::Likely);
        assert_eq!(hedge_of("presumably loaded"), Hedge::Appears);
        assert_eq!(hedge_of("allegedly"), Hedge::Alleged);
        assert_eq!(hedge_of("loaded"), Hedge::Asserted);
        assert_eq!(hedge_of("reportedly appeared to load"), Hedge::Alleged, "the weakest hedge counts");
        assert_eq!(hedge_of("a likelyhood"), Hedge::Asserted, "whole words only");
        assert_eq!(hedge_of(""), Hedge::Asserted);
    }
}
