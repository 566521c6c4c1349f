//! Keys to actions, from the one table. A text field gets bare letters first, and its own undo and select-all; a table
//! that has the keyboard copies and selects rows.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::action::{Action, TagAction};
use super::verb::{Verb, verbs};

/// Who gets keys before they are actions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// Nobody.
    None,
    /// A text field.
    Text,
    /// The table.
    Table,
}

/// Takes the keys that are actions out of the input.
pub fn take(ctx: &Context, focus: Focus, actions: &mut Vec<Action>) {
    let found = ctx.input_mut(|input| {
        let mut found = Vec::new();
        input.events.retain(|event| {
            let action = match event {
                Event::Key { key, pressed: true, modifiers, .. } => action_of(*key, *modifiers, focus),
                // The windowing layer makes this of Ctrl+C.
                Event::Copy if focus == Focus::Table => Some(Action::Do(Verb::CopyRows)),
                _ => None,
            };
            let taken = action.is_some();
            found.extend(action);
            !taken
        });
        found
    });
    actions.extend(found);
}

/// The action of a key press; none if it is no action, or if a text field has a better use for it.
fn action_of(key: Key, modifiers: Modifiers, focus: Focus) -> Option<Action> {
    let typing = focus == Focus::Text;
    if focus == Focus::Table && modifiers.command_only() {
        match key {
            Key::A => return Some(Action::Do(Verb::SelectRows)),
            Key::C => return Some(Action::Do(Verb::CopyRows)),
            _ => {}
        }
    }
    for entry in verbs() {
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
    digit(key).map(|key| Action::Tag(TagAction::ToggleKey(key)))
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
    fn check(key: Key, modifiers: Modifiers, focus: Focus, expected: Option<Verb>) {
        let verb = match action_of(key, modifiers, focus) {
            Some(Action::Do(verb)) => Some(verb),
            _ => None,
        };
        assert_eq!(verb, expected, "{key:?} {modifiers:?} {focus:?}");
    }

    #[test]
    fn keys_find_their_action_and_text_fields_keep_letters() {
        check(Key::F, Modifiers::NONE, Focus::None, Some(Verb::Fit));
        check(Key::F, Modifiers::SHIFT, Focus::None, Some(Verb::FitSelection));
        check(Key::F, Modifiers::NONE, Focus::Text, None);
        check(Key::Z, Modifiers::COMMAND, Focus::None, Some(Verb::Undo));
        check(Key::Z, Modifiers::COMMAND, Focus::Text, None);
        check(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT, Focus::None, Some(Verb::Redo));
        check(Key::K, Modifiers::COMMAND, Focus::Text, Some(Verb::Palette));
        check(Key::Slash, Modifiers::NONE, Focus::None, Some(Verb::Query));
        check(Key::Slash, Modifiers::SHIFT, Focus::None, Some(Verb::Keys));
        check(Key::Questionmark, Modifiers::SHIFT, Focus::None, Some(Verb::Keys));
        check(Key::Questionmark, Modifiers::NONE, Focus::None, Some(Verb::Keys));
        check(Key::Plus, Modifiers::SHIFT, Focus::None, Some(Verb::ZoomIn));
        check(Key::ArrowLeft, Modifiers::ALT, Focus::None, Some(Verb::ViewBack));
        check(Key::Q, Modifiers::NONE, Focus::None, None);
        check(Key::C, Modifiers::COMMAND, Focus::None, Some(Verb::CopyMeasured));
        check(Key::C, Modifiers::COMMAND, Focus::Text, None);
    }

    #[test]
    fn a_table_copies_and_selects_rows_and_leaves_all_else_as_it_is() {
        check(Key::C, Modifiers::COMMAND, Focus::Table, Some(Verb::CopyRows));
        check(Key::A, Modifiers::COMMAND, Focus::Table, Some(Verb::SelectRows));
        check(Key::A, Modifiers::COMMAND, Focus::None, Some(Verb::SelectAll));
        check(Key::T, Modifiers::NONE, Focus::Table, Some(Verb::TagByName));
        check(Key::F2, Modifiers::NONE, Focus::Table, None);
    }

    #[test]
    fn digits_tag_unless_something_is_typed() {
        assert!(matches!(
            action_of(Key::Num3, Modifiers::NONE, Focus::None),
            Some(Action::Tag(TagAction::ToggleKey(3)))
        ));
        assert!(action_of(Key::Num3, Modifiers::NONE, Focus::Text).is_none());
    }
}
