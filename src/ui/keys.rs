//! Keys to actions, from the one table. A text field gets bare letters first, and its own undo and select-all.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::action::Action;
use super::verb::{VERBS, Verb};

/// Takes the keys that are actions out of the input. `typing` is whether a text field has the cursor.
pub fn take(ctx: &Context, typing: bool, actions: &mut Vec<Action>) {
    let found = ctx.input_mut(|input| {
        let mut found = Vec::new();
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => match action_of(*key, *modifiers, typing) {
                Some(action) => {
                    found.push(action);
                    false
                }
                None => true,
            },
            _ => true,
        });
        found
    });
    actions.extend(found);
}

/// The action of a key press; none if it is no action, or if a text field has a better use for it.
fn action_of(key: Key, modifiers: Modifiers, typing: bool) -> Option<Action> {
    for entry in VERBS {
        let own = typing
            && (entry.is_bare()
                || matches!(entry.verb, Verb::Undo | Verb::Redo | Verb::SelectAll | Verb::CopyMeasured));
        if own {
            continue;
        }
        if entry.key.iter().chain(&entry.also).any(|shortcut| fits(*shortcut, key, modifiers)) {
            return Some(Action::Do(entry.verb));
        }
    }
    if typing || modifiers.any() {
        return None;
    }
    digit(key).map(Action::TagKey)
}

/// Exact modifiers, but for signs, which need Shift on some keyboards and not on others.
fn fits(shortcut: KeyboardShortcut, key: Key, modifiers: Modifiers) -> bool {
    if shortcut.logical_key != key {
        return false;
    }
    let sign = matches!(key, Key::Plus | Key::Questionmark | Key::Equals | Key::Slash);
    let wanted = shortcut.modifiers;
    let shift = wanted.shift == modifiers.shift || (sign && !wanted.shift && key != Key::Slash);
    shift && wanted.alt == modifiers.alt && wanted.command == modifiers.command
}

fn digit(key: Key) -> Option<u8> {
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    (1..=9).zip(keys).find(|(_, of)| *of == key).map(|(digit, _)| digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: Key, modifiers: Modifiers, typing: bool, expected: Option<Verb>) {
        let verb = match action_of(key, modifiers, typing) {
            Some(Action::Do(verb)) => Some(verb),
            _ => None,
        };
        assert_eq!(verb, expected, "{key:?} {modifiers:?} typing {typing}");
    }

    #[test]
    fn keys_find_their_action_and_text_fields_keep_letters() {
        check(Key::F, Modifiers::NONE, false, Some(Verb::Fit));
        check(Key::F, Modifiers::SHIFT, false, Some(Verb::FitSelection));
        check(Key::F, Modifiers::NONE, true, None);
        check(Key::Z, Modifiers::COMMAND, false, Some(Verb::Undo));
        check(Key::Z, Modifiers::COMMAND, true, None);
        check(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT, false, Some(Verb::Redo));
        check(Key::K, Modifiers::COMMAND, true, Some(Verb::Palette));
        check(Key::Slash, Modifiers::NONE, false, Some(Verb::Query));
        check(Key::Slash, Modifiers::SHIFT, false, Some(Verb::Keys));
        check(Key::Questionmark, Modifiers::SHIFT, false, Some(Verb::Keys));
        check(Key::Questionmark, Modifiers::NONE, false, Some(Verb::Keys));
        check(Key::Plus, Modifiers::SHIFT, false, Some(Verb::ZoomIn));
        check(Key::ArrowLeft, Modifiers::ALT, false, Some(Verb::ViewBack));
        check(Key::Q, Modifiers::NONE, false, None);
        check(Key::C, Modifiers::COMMAND, false, Some(Verb::CopyMeasured));
        check(Key::C, Modifiers::COMMAND, true, None);
    }

    #[test]
    fn digits_tag_unless_something_is_typed() {
        assert!(matches!(action_of(Key::Num3, Modifiers::NONE, false), Some(Action::TagKey(3))));
        assert!(action_of(Key::Num3, Modifiers::NONE, true).is_none());
    }
}
