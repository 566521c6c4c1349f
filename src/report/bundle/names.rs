//! File names that every system can hold: a name from a case is only a text, and never becomes a path as it is.
//!
//! What is kept of a name are the letters, digits and marks that mean the same everywhere. Whoever needs the name as it
//! arrived finds it as text in the page, in the crate's metadata and in the case.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Most characters of a name, its ending and a number that tells it apart included.
pub const MOST_CHARACTERS: usize = 100;

/// Most characters of an ending that is kept when a name is cut.
const MOST_OF_ENDING: usize = 16;

/// Names that Windows keeps for devices, whatever ending follows them (“Naming Files, Paths, and Namespaces”, Microsoft).
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];

/// A name made of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`, at most [`MOST_CHARACTERS`] of them: the last part of a path,
/// without dots at either end, never the name of a device and never empty. Every other character becomes `_`.
#[must_use]
pub fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let allowed = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' };
    // Composed first, so that one letter becomes one mark however it was typed.
    let mapped: String = last.trim().nfc().map(allowed).collect();
    let mut plain = mapped.trim_matches('.').to_owned();
    if plain.is_empty() {
        "file".clone_into(&mut plain);
    }
    // An option to a program that is given the name, or a device.
    if plain.starts_with('-') || is_device(&plain) {
        plain.insert(0, '_');
    }
    cut(&plain, "")
}

/// Names of one folder, told apart as systems do that know no capitals.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// A [`safe`] name that no other one in the folder has, in whatever letters: the second gets `-2` before its ending.
    pub fn take(&mut self, name: &str) -> String {
        let plain = safe(name);
        let mut candidate = plain.clone();
        for number in 2_u64.. {
            if self.0.insert(candidate.to_ascii_lowercase()) {
                break;
            }
            candidate = cut(&plain, &format!("-{number}"));
        }
        candidate
    }
}

/// Whether a name is that of a device: what stands before its first dot decides.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |port: &str| {
        // `_` stands for superscript digits, which count as digits there.
        stem.strip_prefix(port).is_some_and(|digit| digit.len() == 1 && digit != "-")
    };
    // A dollar sign became `_`.
    DEVICES.contains(&stem.trim_end_matches('_')) || numbered("com") || numbered("lpt")
}

/// A name with `mark` before its ending, cut before it so that no more than the most characters are left.
fn cut(name: &str, mark: &str) -> String {
    let ending = name.rfind('.').filter(|at| *at > 0 && name.len() - at <= MOST_OF_ENDING);
    let (stem, ending) = name.split_at(ending.unwrap_or(name.len()));
    // Only ASCII is left, so that bytes are characters.
    let room = MOST_CHARACTERS.saturating_sub(ending.len() + mark.len());
    let stem = stem.get(..room).unwrap_or(stem).trim_end_matches('.');
    format!("{stem}{mark}{ending}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(safe(name), expected, "{name:?}");
    }

    #[test]
    fn plain_names_stay_as_they_are() {
        for name in ["a.pdf", "IMG_2024-03-07.tar.gz", "x", "0"] {
            check(name, name);
        }
    }

    #[test]
    fn no_name_leads_out_of_its_folder_or_to_a_device() {
        check("../../etc/passwd", "passwd");
        check("..\\..\\win.ini", "win.ini");
        check("/abs.txt", "abs.txt");
        check("C:\\win.txt", "win.txt");
        check("C:win.txt", "C_win.txt");
        check("\\\\?\\C:\\x", "x");
        check("..", "file");
        check("", "file");
        check("a/", "file");
        check("~root", "_root");
        check(".bashrc", "bashrc");
        check("x. .", "x._");
        check("-rf", "_-rf");
        for device in ["CON", "nul.txt", "Aux.tar.gz", "COM1", "lpt9.pdf", "COM¹", "CONIN$", "CON .txt"] {
            assert!(safe(device).starts_with('_'), "{device}: {}", safe(device));
        }
        for plain in ["console.txt", "COM10", "comma", "nullo"] {
            check(plain, plain);
        }
    }

    #[test]
    fn what_deceives_the_eye_is_gone() {
        check("evil\u{202E}fdp.exe", "evil_fdp.exe");
        check("a\u{0}b\nc", "a_b_c");
        check("справка.pdf", "_______.pdf");
    }

    #[test]
    fn long_names_are_cut_before_their_ending() {
        let long = safe(&format!("{}.pdf", "a".repeat(5_000)));
        assert_eq!((long.len(), &long[94..]), (100, "aa.pdf"));
        assert_eq!(safe(&"b".repeat(5_000)).len(), 100);
        assert_eq!(safe(&format!("x.{}", "c".repeat(5_000))).len(), 100);
    }

    #[test]
    fn twins_are_told_apart() {
        let mut names = Names::default();
        let taken = ["\u{E9}.txt", "e\u{301}.txt", "A.txt", "a.TXT", "a.txt"].map(|name| names.take(name));
        assert_eq!(taken, ["_.txt", "_-2.txt", "A.txt", "a-2.TXT", "a-3.txt"]);
        let long = "z".repeat(100);
        assert_eq!(names.take(&long).len(), 100);
        let second = names.take(&long);
        assert!(second.len() == 100 && second.ends_with("-2"), "{second}");
    }

    proptest! {
        #[test]
        fn every_name_is_safe_and_its_own(given in prop::collection::vec("(?s).{0,140}", 1..6)) {
            let mut names = Names::default();
            let mut seen = BTreeSet::new();
            for name in &given {
                let taken = names.take(name);
                prop_assert!((1..=MOST_CHARACTERS).contains(&taken.len()), "{taken}");
                prop_assert!(taken.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)), "{taken}");
                prop_assert!(!taken.starts_with(['.', '-']) && !taken.ends_with('.') && !is_device(&taken), "{taken}");
                prop_assert!(seen.insert(taken.to_lowercase()));
            }
        }
    }
}
