//! Names found across scripts: Cyrillic and Korean by their Latin form, and the other way round.
//!
//! Cyrillic is read as BGN/PCGN romanise Russian (1947 agreement), with the four letters that Ukrainian adds. Korean is
//! read syllable by syllable; the same name by the system of 1939 (McCune-Reischauer), by the rules of the DPRK (1992) and
//! by those of the Republic of Korea (Revised Romanization, 2000) comes out alike, with or without marks, and with
//! or without spaces between syllables. What a comparison cannot know it leaves alone: sounds that change across two
//! syllables (백령, Paengnyong), historical spellings (Tchaikovsky), and all other scripts.
//!
//! Such keys are wider than the names they are made from. They only find; nothing is ever called by one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::text::{fold, is_invisible, separates};

/// What a name is looked for by: as it is written, and by how it sounds in other scripts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Needle {
    plain: String,
    cyrillic: String,
    korean: String,
    scripts: Scripts,
}

/// How a name answers a needle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// Not at all.
    None,
    /// The needle is part of it.
    Part,
    /// It begins with the needle.
    Start,
    /// It is the needle.
    Whole,
}

impl Needle {
    /// Something to look for; none if the text has no letter or digit.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let plain = fold(text);
        let scripts = Scripts::of(text);
        (!plain.is_empty()).then(|| Self { plain, cyrillic: cyrillic_key(text), korean: korean_key(text), scripts })
    }

    /// The text folded, as it is looked for in names of its own script.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// How a name answers it.
    #[must_use]
    pub fn fit(&self, name: &str) -> Fit {
        // Most texts are empty, and most others are in one script.
        if name.is_empty() {
            return Fit::None;
        }
        let plain = fit(&fold(name), &self.plain);
        let scripts = self.scripts.or(Scripts::of(name));
        let by_cyrillic = || if scripts.cyrillic { fit(&cyrillic_key(name), &self.cyrillic) } else { Fit::None };
        let by_korean = || if scripts.korean { fit(&korean_key(name), &self.korean) } else { Fit::None };
        if plain == Fit::Whole { plain } else { plain.max(by_cyrillic()).max(by_korean()) }
    }

    /// Whether a text holds it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.fit(text) != Fit::None
    }
}

fn fit(name: &str, wanted: &str) -> Fit {
    // A key may come out empty, and everything holds an empty text.
    match name.find(wanted) {
        _ if wanted.is_empty() => Fit::None,
        Some(0) if name.len() == wanted.len() => Fit::Whole,
        Some(0) => Fit::Start,
        Some(_) => Fit::Part,
        None => Fit::None,
    }
}

/// Which scripts a text has letters of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Scripts {
    cyrillic: bool,
    korean: bool,
}

impl Scripts {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let has = |from: char, to: char| text.chars().any(|c| (from..=to).contains(&c));
        Self {
            cyrillic: has('\u{400}', '\u{4FF}'),
            korean: has('\u{AC00}', '\u{D7A3}') || has('\u{1100}', '\u{11FF}') || has('\u{3131}', '\u{318E}'),
        }
    }

    fn or(self, other: Self) -> Self {
        Self { cyrillic: self.cyrillic || other.cyrillic, korean: self.korean || other.korean }
    }
}

/// Letters in lower case, one space between words, letters of one other script written in Latin, no marks.
fn latin(text: &str, letter: impl Fn(char, &mut String) -> bool) -> String {
    let mut latin = String::with_capacity(text.len());
    // Composed first: й is a letter, and и with a mark is not.
    for c in text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase) {
        if separates(c) {
            if !latin.is_empty() && !latin.ends_with(' ') {
                latin.push(' ');
            }
        } else if c.is_ascii() {
            latin.push(c);
        } else if !letter(c, &mut latin) {
            latin.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
        }
    }
    latin.truncate(latin.trim_end().len());
    latin
}

/// Russian as BGN/PCGN romanise it, without the apostrophes of the hard and the soft sign; е is always e, since whoever
/// looks for part of a name does not know what stands before it.
const CYRILLIC: [(char, &str); 37] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('є', "ye"),
    ('і', "i"),
    ('ї', "yi"),
    ('ґ', "g"),
];

/// What a Cyrillic name and its usual Latin spellings have in common: y and i are one, so are ye and e, kh and h, ks and x.
fn cyrillic_key(text: &str) -> String {
    let letter = |c: char, out: &mut String| match CYRILLIC.iter().find(|(own, _)| *own == c) {
        Some((_, latin)) => {
            out.push_str(latin);
            true
        }
        None => false,
    };
    let latin = latin(text, letter);
    let mut key = String::with_capacity(latin.len());
    for c in latin.chars() {
        match c {
            '\'' | '’' | 'ʹ' | 'ʺ' | '"' | '”' => {}
            'y' | 'i' if key.ends_with('i') => {}
            'y' => key.push('i'),
            'e' if key.ends_with('i') => {
                key.pop();
                key.push('e');
            }
            'h' if key.ends_with('k') => {
                key.pop();
                key.push('h');
            }
            'x' => key.push_str("ks"),
            c => key.push(c),
        }
    }
    key
}

const INITIALS: [&str; 19] =
    ["k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "ch", "ch", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui",
    "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
];

/// What a Korean name and its romanisations have in common: without spaces, each pair of voiced and unvoiced, plain and
/// aspirated consonants one (k and g, ch and j, r and l …), ŏ and eo an o, ŭ and eu a u, no letter doubled.
fn korean_key(text: &str) -> String {
    let letter = |c: char, out: &mut String| {
        let Some(at) = u32::from(c).checked_sub(0xAC00).map(|at| at as usize).filter(|at| *at < 11_172) else {
            return false;
        };
        for part in [INITIALS[at / 588], VOWELS[at % 588 / 28], FINALS[at % 28]] {
            out.push_str(part);
        }
        true
    };
    let latin = latin(text, letter);
    let mut key = String::with_capacity(latin.len());
    let mut letters = latin.chars().filter(|c| c.is_alphanumeric()).peekable();
    while let Some(c) = letters.next() {
        let one = match (c, letters.peek()) {
            ('e', Some('o' | 'u')) => continue,
            ('c', Some('h')) => {
                letters.next();
                'c'
            }
            ('k' | 'g', Some('h')) => {
                letters.next();
                'k'
            }
            ('t', Some('h')) => {
                letters.next();
                't'
            }
            ('p', Some('h')) => {
                letters.next();
                'p'
            }
            ('s', Some('h')) => {
                letters.next();
                's'
            }
            ('g', _) => 'k',
            ('d', _) => 't',
            ('b', _) => 'p',
            ('j', _) => 'c',
            ('r', _) => 'l',
            (c, _) => c,
        };
        if !key.ends_with(one) {
            key.push(one);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alike(one: &str, other: &str) {
        for (name, wanted) in [(one, other), (other, one)] {
            let needle = Needle::new(wanted).expect(wanted);
            let keys = || [cyrillic_key(name), cyrillic_key(wanted), korean_key(name), korean_key(wanted)].join(" | ");
            assert_eq!(needle.fit(name), Fit::Whole, "{wanted} in {name}: {}", keys());
        }
    }

    fn fits(wanted: &str, name: &str) -> Fit {
        Needle::new(wanted).map_or(Fit::None, |needle| needle.fit(name))
    }

    #[test]
    fn russian_names_are_found_by_their_latin_form_and_the_other_way_round() {
        for (own, latin) in [
            ("Восточный", "Vostochny"),
            ("Восточный", "Vostochnyy"),
            ("Восточный", "Vostochniy"),
            ("Находка", "Nakhodka"),
            ("Находка", "Nahodka"),
            ("Владивосток", "Vladivostok"),
            ("Советская Гавань", "Sovetskaya Gavan'"),
            ("Посьет", "Posyet"),
            ("Енисей", "Yenisei"),
            ("Южный", "Yuzhny"),
            ("Южный", "Iuzhnyi"),
            ("Щукин", "Shchukin"),
            ("Леди Р", "Ledi R"),
            ("Одеса", "Odesa"),
        ] {
            alike(own, latin);
        }
        assert_eq!(fits("Алекс", "Alexandr"), Fit::Start);
        assert_eq!(fits("vosto", "Порт Восточный"), Fit::Part);
        assert_eq!(fits("ебел", "мебель"), Fit::Part, "a part is found whatever stands before it");
        assert_eq!(fits("Vostok", "Находка"), Fit::None);
    }

    #[test]
    fn korean_names_are_found_by_every_usual_romanisation() {
        for (own, latin) in [
            ("청진", "Chongjin"),
            ("청진", "Ch'ŏngjin"),
            ("청진", "Cheongjin"),
            ("남포", "Nampo"),
            ("남포", "Nampho"),
            ("라진", "Rajin"),
            ("원산", "Wonsan"),
            ("원산", "Wŏnsan"),
            ("백양산 1", "Paek Yang San 1"),
            ("백양산", "Baegyangsan"),
            ("월봉산", "Wol Bong San"),
            ("천마산", "Chon Ma San"),
            ("천마산", "Cheonmasan"),
            ("유선", "Yu Son"),
            ("은흥", "Un Hung"),
            ("금강산", "Kum Gang San"),
        ] {
            alike(own, latin);
        }
        assert_eq!(fits("Paek", "백양산"), Fit::Start);
        assert_eq!(fits("\u{110E}\u{1165}\u{11BC}", "Chongjin"), Fit::Start, "letters that are written apart");
        assert_eq!(fits("Paengnyong", "백령"), Fit::None, "sounds that change across syllables are not followed");
    }

    #[test]
    fn names_of_one_script_are_compared_as_they_are_written() {
        assert_eq!(fits("tanker 1", "Tanker 1"), Fit::Whole);
        assert_eq!(fits("tanker", "TANKER-10"), Fit::Start);
        assert_eq!(fits("vostochnyy", "Vostochny"), Fit::None, "two Latin spellings are two");
        assert_eq!(fits("ь", "anything"), Fit::None, "a sign without a sound finds only itself");
        assert_eq!(fits("ь", "Посьет"), Fit::Part);
        assert_eq!(fits("東", "Chongjin 청진"), Fit::None);
        assert!(Needle::new("…-. ").is_none(), "nothing to look for");
    }
}
