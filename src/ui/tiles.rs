//! The tiles of the middle: the timeline above, the rest as tabs below, all movable.

use std::path::Path;

use egui::{Color32, Stroke, Ui, Visuals, WidgetText};
use egui_tiles::{
    Behavior, Container, LinearDir, SimplificationOptions, TabState, Tile, TileId, Tiles, Tree, UiResponse,
};

use super::action::{Action, Tab};
use super::session::Session;
use super::settings::Settings;
use super::theme;
use super::views::anomalies::AnomaliesView;
use super::views::exhibits::ExhibitsView;
use super::views::findings::FindingsView;
use super::views::flows::FlowsView;
use super::views::journal::JournalView;
use super::views::ledger::LedgerView;
use super::views::report::ReportView;
use super::views::shipments::ShipmentsView;
use super::views::table::TableView;
use super::views::timeline;
use super::widgets::parts;
use crate::base::text::thousands;
use crate::figure::palette::Role;
use crate::figure::scene::Face;

/// State of the views that have some of their own.
#[derive(Default)]
pub struct Views {
    /// The ledger.
    pub ledger: LedgerView,
    /// Proposed shipments.
    pub shipments: ShipmentsView,
    /// The table.
    pub table: TableView,
    /// The exhibits.
    pub exhibits: ExhibitsView,
    /// The findings.
    pub findings: FindingsView,
    /// The report's pages.
    pub report: ReportView,
    /// The flows.
    pub flows: FlowsView,
    /// The anomalies.
    pub anomalies: AnomaliesView,
    /// The journal.
    pub journal: JournalView,
}

/// The timeline's share of the height.
const ABOVE: f32 = 0.64;
/// The tabs below the timeline.
const BELOW: [Tab; 9] = [
    Tab::Ledger,
    Tab::Shipments,
    Tab::Table,
    Tab::Exhibits,
    Tab::Flows,
    Tab::Anomalies,
    Tab::Findings,
    Tab::Report,
    Tab::Journal,
];

/// Whether a remembered arrangement holds every view once. One from another version may lack a view, which nobody could
/// then find again.
#[must_use]
pub fn is_whole(tree: &Tree<Tab>) -> bool {
    let held = |tab: Tab| tree.tiles.tiles().filter(|tile| matches!(tile, Tile::Pane(pane) if *pane == tab)).count();
    tree.root().is_some() && held(Tab::Timeline) == 1 && BELOW.into_iter().all(|tab| held(tab) == 1)
}

/// The arrangement that a new user sees.
#[must_use]
pub fn default_tree() -> Tree<Tab> {
    let mut tiles = Tiles::default();
    let timeline = tiles.insert_pane(Tab::Timeline);
    let tabs = BELOW.map(|tab| tiles.insert_pane(tab));
    let below = tiles.insert_tab_tile(tabs.to_vec());
    let root = tiles.insert_vertical_tile(vec![timeline, below]);
    if let Some(Tile::Container(Container::Linear(linear))) = tiles.get_mut(root) {
        linear.shares.set_share(timeline, ABOVE);
        linear.shares.set_share(below, 1.0 - ABOVE);
    }
    Tree::new(egui::Id::unique("tiles"), root, tiles)
}

/// Gives the tabs below the timeline nearly all of the height, or as much as at first if they have it. Says whether it could:
/// what was moved elsewhere by hand stays where it is.
pub fn enlarge_below(tree: &mut Tree<Tab>) -> bool {
    let Some(timeline) = tree.tiles.find_pane(&Tab::Timeline) else { return false };
    let Some(Tile::Container(Container::Linear(linear))) = tree.root().and_then(|root| tree.tiles.get_mut(root)) else {
        return false;
    };
    if linear.dir != LinearDir::Vertical || !linear.children.contains(&timeline) || linear.children.len() != 2 {
        return false;
    }
    let whole: f32 = linear.children.iter().map(|child| linear.shares[*child]).sum();
    let is_large = linear.shares[timeline] / whole < 0.3;
    let above = if is_large { ABOVE } else { 0.16 };
    for child in linear.children.clone() {
        linear.shares.set_share(child, if child == timeline { above } else { 1.0 - above });
    }
    true
}

/// Draws the tiles.
pub fn show(
    ui: &mut Ui,
    tree: &mut Tree<Tab>,
    session: &mut Session,
    settings: &Settings,
    templates: &Path,
    views: &mut Views,
    actions: &mut Vec<Action>,
) {
    if let Some(tab) = session.show.take() {
        tree.make_active(|_, tile| matches!(tile, Tile::Pane(pane) if *pane == tab));
    }
    tree.ui(&mut Panes { session, settings, templates, views, actions }, ui);
}

struct Panes<'a> {
    session: &'a mut Session,
    settings: &'a Settings,
    /// Where the user's own templates for reports lie.
    templates: &'a Path,
    views: &'a mut Views,
    actions: &'a mut Vec<Action>,
}

impl Behavior<Tab> for Panes<'_> {
    fn pane_ui(&mut self, ui: &mut Ui, _tile_id: TileId, pane: &mut Tab) -> UiResponse {
        let tab = *pane;
        let frame = parts::card(ui).inner_margin(match tab {
            // As wide inside, so that an instant lies at the same x in both.
            Tab::Timeline | Tab::Ledger | Tab::Flows => egui::Margin { left: 1, right: 1, top: 1, bottom: 4 },
            _ => egui::Margin::symmetric(8, 6),
        });
        frame.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ui.push_id(tab, |ui| match tab {
                Tab::Timeline => timeline::show(ui, self.session, self.actions),
                Tab::Ledger => self.views.ledger.show(ui, self.session, self.actions),
                Tab::Shipments => self.views.shipments.show(ui, self.session, self.actions),
                Tab::Table => self.views.table.show(ui, self.session, &self.settings.tables, self.actions),
                Tab::Exhibits => self.views.exhibits.show(ui, self.session, self.actions),
                Tab::Findings => self.views.findings.show(ui, self.session, self.actions),
                Tab::Report => {
                    self.views.report.show(ui, self.session, &self.settings.report, self.templates, self.actions);
                }
                Tab::Flows => self.views.flows.show(ui, self.session, self.actions),
                Tab::Anomalies => self.views.anomalies.show(ui, self.session, self.actions),
                Tab::Journal => self.views.journal.show(ui, self.session),
            });
        });
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Tab) -> WidgetText {
        let mut title = pane.title().to_owned();
        if *pane == Tab::Anomalies {
            self.session.anomalies.poll(&self.session.facts);
            if let Some(count) = self.session.anomalies.count().filter(|count| *count > 0) {
                title.push_str(&format!(" · {}", thousands(count)));
            }
        }
        egui::RichText::new(title).font(theme::font(Face::Medium, theme::SECONDARY)).into()
    }

    fn tab_bar_height(&self, _style: &egui::Style) -> f32 {
        30.0
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        10.0
    }

    fn tab_bar_color(&self, visuals: &Visuals) -> Color32 {
        visuals.panel_fill
    }

    fn tab_bg_color(&self, visuals: &Visuals, _tiles: &Tiles<Tab>, _tile_id: TileId, _state: &TabState) -> Color32 {
        visuals.panel_fill
    }

    fn tab_outline_stroke(
        &self,
        _visuals: &Visuals,
        _tiles: &Tiles<Tab>,
        _tile_id: TileId,
        _state: &TabState,
    ) -> Stroke {
        Stroke::NONE
    }

    fn tab_bar_hline_stroke(&self, _visuals: &Visuals) -> Stroke {
        Stroke::NONE
    }

    fn tab_text_color(&self, visuals: &Visuals, _tiles: &Tiles<Tab>, _tile_id: TileId, state: &TabState) -> Color32 {
        let palette = theme::palette(visuals);
        theme::role_colour(palette, if state.active { Role::Accent } else { Role::Secondary })
    }

    fn resize_stroke(&self, style: &egui::Style, state: egui_tiles::ResizeState) -> Stroke {
        let palette = theme::palette(&style.visuals);
        match state {
            egui_tiles::ResizeState::Idle => Stroke::NONE,
            _ => Stroke::new(2.0, theme::role_colour(palette, Role::Accent)),
        }
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions { all_panes_must_have_tabs: false, ..SimplificationOptions::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tabs_below_are_enlarged_and_made_small_again() {
        let mut tree = default_tree();
        let share = |tree: &Tree<Tab>| {
            let timeline = tree.tiles.find_pane(&Tab::Timeline).expect("is there");
            match tree.root().and_then(|root| tree.tiles.get(root)) {
                Some(Tile::Container(Container::Linear(linear))) => linear.shares[timeline],
                _ => 0.0,
            }
        };
        let before = share(&tree);
        assert!(enlarge_below(&mut tree) && share(&tree) < 0.3);
        assert!(enlarge_below(&mut tree));
        assert_eq!(share(&tree), before);
        tree.remove_recursively(tree.root().expect("a root"));
        assert!(!enlarge_below(&mut tree));
    }

    #[test]
    fn an_arrangement_that_lacks_a_view_is_not_taken_over() {
        let mut tree = default_tree();
        assert!(is_whole(&tree));
        let journal = tree.tiles.find_pane(&Tab::Journal).expect("is there");
        tree.remove_recursively(journal);
        assert!(!is_whole(&tree));
    }
}
