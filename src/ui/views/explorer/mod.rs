//! The lists on the left: vessels, places, exhibits, tags and saved views.

mod tag_list;

use egui::{Align, Button, Layout, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::query::edit::term;
use crate::base::text::{fold, thousands};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::visit::Activity;
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::carry::carry;
use crate::ui::widgets::icon::{Icon, icon_button};
use crate::ui::widgets::parts::{self, Mark, Row};
use crate::ui::widgets::tags::{ink, meaning};

use tag_list::TagList;

/// Which list is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum List {
    /// Hulls.
    #[default]
    Vessels,
    /// Ports, berths …
    Places,
    /// Items of evidence.
    Exhibits,
    /// Labels.
    Tags,
}

const LISTS: [(List, &str); 4] =
    [(List::Vessels, "Vessels"), (List::Places, "Places"), (List::Exhibits, "Exhibits"), (List::Tags, "Tags")];

/// One line of a list.
#[derive(Clone)]
struct Line {
    item: EntityRef,
    text: String,
    right: String,
    mark: LineMark,
    indent: usize,
}

#[derive(Clone, Copy)]
enum LineMark {
    None,
    Square(Role),
}

/// The explorer's own state: which list, what is searched, and the lines, made anew only when the facts change.
#[derive(Default)]
pub struct Explorer {
    list: List,
    search: String,
    lines: Vec<Line>,
    made_from: Option<(u64, List, String, u64)>,
    tags: TagList,
}

impl Explorer {
    /// Draws the lists.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (list, name) in LISTS {
                let on = self.list == list;
                let role = if on { Role::Accent } else { Role::Secondary };
                let face = if on { Face::SemiBold } else { Face::Regular };
                let text = RichText::new(name).font(theme::font(face, theme::SECONDARY)).color(theme::colour(ui, role));
                let fill = if on { theme::colour(ui, Role::AccentTint) } else { egui::Color32::TRANSPARENT };
                ui.spacing_mut().button_padding.x = 5.0;
                let button = Button::new(text).fill(fill).stroke(egui::Stroke::NONE).selected(on);
                if ui.add(button).clicked() {
                    self.list = list;
                    self.search.clear();
                }
            }
        });
        ui.add_space(4.0);
        self.refresh(session);
        let long = self.len(session) > 12 || !self.search.is_empty();
        if long {
            let hint = RichText::new("Find").color(theme::colour(ui, Role::Secondary));
            let edit = TextEdit::singleline(&mut self.search).hint_text(hint).desired_width(f32::INFINITY);
            ui.add(edit).accessible_name("Find in the list");
        }
        self.head(ui, session, actions);
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = (ui.available_height() - 4.0).max(60.0);
        let tail = saved_height(session, self.list).min(height * 0.5);
        let area = ScrollArea::vertical().auto_shrink([false, true]).max_height((height - tail).max(40.0));
        let area = area.id_salt(self.list as u8);
        if self.list == List::Tags {
            area.show_rows(ui, theme::ROW, self.tags.len(), |ui, range| self.tags.rows(ui, session, actions, range));
        } else {
            area.show_rows(ui, theme::ROW, self.lines.len(), |ui, range| self.rows(ui, session, actions, range));
        }
        ScrollArea::vertical().id_salt("saved").auto_shrink([false, true]).show(ui, |ui| {
            saved_views(ui, session, actions);
            if self.list != List::Tags {
                tags(ui, session, actions);
            }
        });
    }

    /// How long the list is.
    fn len(&self, session: &Session) -> usize {
        match self.list {
            List::Tags if self.search.is_empty() => session.facts.tags.len(),
            List::Tags => self.tags.len(),
            _ => self.lines.len(),
        }
    }

    fn head(&self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let (name, verb) = match self.list {
            List::Vessels => ("In view", Verb::AddVessel),
            List::Places => ("Places", Verb::AddPlace),
            List::Exhibits => ("Exhibits", Verb::AddExhibit),
            List::Tags => ("Tags", Verb::AddTag),
        };
        let head = ui.horizontal(|ui| {
            ui.scope(|ui| {
                ui.set_width((ui.available_width() - 28.0).max(0.0));
                parts::section(ui, name, &thousands(self.len(session)));
            });
            if session.is_writable() {
                ui.with_layout(Layout::bottom_up(Align::Max), |ui| {
                    if icon_button(ui, Icon::Plus, crate::ui::verb::entry_of(verb).name).clicked() {
                        actions.push(Action::Do(verb));
                    }
                });
            }
        });
        if self.list == List::Tags {
            tag_list::top_level(ui, session, actions, head.response.rect);
        }
        let none = if self.list == List::Tags { self.tags.len() == 0 } else { self.lines.is_empty() };
        if none {
            let hint = match (self.search.is_empty(), self.list) {
                (false, _) => "No match.",
                (true, List::Vessels | List::Exhibits) if session.query.matches.is_some() => "The query shows none.",
                (true, List::Vessels) => "No vessel yet. Quick add (A) makes vessels as you write visits.",
                (true, List::Places) => "No place yet. Quick add (A) makes places as you write visits.",
                (true, List::Exhibits) => "No exhibit yet. Press E to add the first item of evidence.",
                (true, List::Tags) => "No tag yet. Add one and give it a number key.",
            };
            parts::secondary(ui, hint);
            if self.list == List::Tags && self.search.is_empty() && session.is_writable() {
                let starter = crate::ui::verb::entry_of(Verb::AddStarterTags);
                ui.add_space(6.0);
                if ui.button(starter.name).on_hover_text(starter.tip).clicked() {
                    actions.push(Action::Do(Verb::AddStarterTags));
                }
            }
        }
    }

    fn rows(&self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>, range: std::ops::Range<usize>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in &self.lines[range] {
            let mark = match line.mark {
                LineMark::None => Mark::None,
                LineMark::Square(role) => Mark::Square(theme::colour(ui, role)),
            };
            let selected = session.selection.contains(&line.item);
            let row = Row { text: &line.text, right: &line.right, mark, selected, indent: line.indent, key: None };
            let response = row.show(ui);
            carry(ui, &response, &session.facts, Some(&session.selection), line.item);
            if response.clicked() {
                let toggle = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                actions.push(if toggle { Action::Select(line.item, Pick::Toggle) } else { Action::Reveal(line.item) });
            }
        }
    }

    fn refresh(&mut self, session: &Session) {
        let versions = &session.versions;
        let version = match self.list {
            List::Vessels => versions.of(EntityKind::Vessel) + versions.visits_laid,
            List::Places => versions.of(EntityKind::Place) + versions.visits_laid,
            List::Exhibits => versions.of(EntityKind::Exhibit),
            List::Tags => {
                self.tags.refresh(session, &self.search);
                return;
            }
        };
        let wanted = (version, self.list, self.search.clone(), versions.asked);
        if self.made_from.as_ref() == Some(&wanted) {
            return;
        }
        let search = fold(&self.search);
        let facts = &session.facts;
        let mut lines = match self.list {
            List::Vessels => vessels(session),
            List::Places => places(facts),
            List::Exhibits => exhibits(session),
            List::Tags => Vec::new(),
        };
        lines.retain(|line| search.is_empty() || fold(&line.text).contains(&search));
        self.lines = lines;
        self.made_from = Some(wanted);
    }
}

fn vessels(session: &Session) -> Vec<Line> {
    let facts = &session.facts;
    let shown = facts.vessels.iter().filter(|vessel| session.shows(vessel.id.into()));
    shown
        .map(|vessel| {
            let visits = facts.links().visits_of(vessel.id);
            let first = visits.clone().next().and_then(|id| facts.visits.get(id));
            let role = match first.map(|visit| visit.activity) {
                Some(Activity::Loading) => Role::Loading,
                Some(Activity::Discharging) => Role::Discharging,
                _ => Role::Unknown,
            };
            Line {
                item: vessel.id.into(),
                text: vessel.name.clone(),
                right: thousands(visits.count()),
                mark: LineMark::Square(role),
                indent: 0,
            }
        })
        .collect()
}

fn places(facts: &Facts) -> Vec<Line> {
    let mut lines = Vec::with_capacity(facts.places.len());
    let roots =
        facts.places.iter().filter(|place| place.parent.is_none_or(|parent| facts.places.get(parent).is_none()));
    for root in roots {
        place_tree(facts, root, 0, &mut lines);
    }
    lines
}

fn place_tree(facts: &Facts, place: &crate::model::place::Place, depth: usize, lines: &mut Vec<Line>) {
    let visits = facts.links().visits_at(place.id).count();
    lines.push(Line {
        item: place.id.into(),
        text: place.name.clone(),
        right: thousands(visits),
        mark: LineMark::None,
        indent: depth,
    });
    // Places lie five deep at most; a circle, which the store refuses, would end here too.
    if depth < 8 {
        for child in facts.places.iter().filter(|other| other.parent == Some(place.id)) {
            place_tree(facts, child, depth + 1, lines);
        }
    }
}

fn exhibits(session: &Session) -> Vec<Line> {
    let facts = &session.facts;
    let mut shown: Vec<_> = facts.exhibits.iter().filter(|exhibit| session.shows(exhibit.id.into())).collect();
    shown.sort_by_key(|exhibit| exhibit.number);
    let line = |exhibit: &&crate::model::evidence::Exhibit| Line {
        item: exhibit.id.into(),
        text: format!("E-{} {}", exhibit.number, exhibit.title),
        right: String::new(),
        mark: LineMark::None,
        indent: 0,
    };
    shown.iter().map(line).collect()
}

/// Height of what stands below a list.
fn saved_height(session: &Session, list: List) -> f32 {
    let views = session.facts.saved_views.len();
    let keyed = if list == List::Tags { 0 } else { session.facts.tags.iter().filter(|tag| tag.key.is_some()).count() };
    let heads = [views, keyed].iter().filter(|rows| **rows > 0).count();
    (views + keyed) as f32 * theme::ROW + heads as f32 * 34.0
}

fn saved_views(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    if session.facts.saved_views.is_empty() {
        return;
    }
    parts::section(ui, "Saved views", "");
    ui.spacing_mut().item_spacing.y = 0.0;
    for view in session.facts.saved_views.iter() {
        if Row::new(&view.name).show(ui).on_hover_text(&view.query).clicked() {
            actions.push(Action::UseView(view.id));
        }
    }
}

/// The tags that have a number key; a click sets them on what is selected, or asks for what bears them.
fn tags(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let mut keyed: Vec<_> = session.facts.tags.iter().filter(|tag| tag.key.is_some()).collect();
    if keyed.is_empty() {
        return;
    }
    keyed.sort_by_key(|tag| tag.key);
    parts::section(ui, "Tags", "");
    ui.spacing_mut().item_spacing.y = 0.0;
    for tag in keyed {
        let row = Row { mark: Mark::Dot(ink(tag.colour)), key: tag.key, ..Row::new(&tag.name) };
        let key = tag.key.unwrap_or_default();
        let last = format!("Key {key} sets it on what is selected. Click to see what bears it.");
        if row.show(ui).on_hover_ui(|ui| meaning(ui, &session.tags, tag, &last)).clicked() {
            actions.extend(term("tag", &tag.name).map(Action::Query));
        }
    }
}
