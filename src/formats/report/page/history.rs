//! How the translations of each language came to be, as a plot and as a table.

use jiff::civil::Date;

use crate::formats::page::escaped;
use crate::model::{ReportLocale, ReportPoint};

use super::Page;
use super::words::number;

/// The plane that is drawn on, in its own units.
const LEFT: usize = 8;
const RIGHT: usize = 312;
const TOP: usize = 8;
const BOTTOM: usize = 92;

/// So many days stand in the table beside a plot; the table of the whole report has all.
const MOST_DAYS: usize = 60;

pub(super) fn push(page: &mut Page) {
    let report = page.report;
    let mut locales = report.locales.iter().filter(|one| !one.history.is_empty());
    if locales.clone().next().is_none() {
        return;
    }
    let points = || report.locales.iter().flat_map(|one| &one.history);
    let axes = Axes {
        days: span(points().map(|point| &*point.day).chain([&*report.day])),
        most: points().map(most).max().unwrap_or_default().max(1),
    };
    page.put(
        "<h3>How it came to be</h3>\n<ul class=\"legend\"><li><span class=\"key line-all\"></span>segments\
         </li><li><span class=\"key is-translated\"></span>translated</li>\
         <li><span class=\"key line-sound\"></span>of those, without an error today</li></ul>\n\
         <div class=\"cards\">\n",
    );
    locales
        .by_ref()
        .for_each(|locale| figure(page, locale, &axes));
    page.put("</div>\n");
}

fn most(point: &ReportPoint) -> usize {
    point.segments.max(point.translated).max(point.sound)
}

/// What all plots share, so that they can be compared.
struct Axes {
    /// The first day, and how many days there are to the last.
    days: (Option<Date>, usize),
    /// The highest number.
    most: usize,
}

impl Axes {
    fn x(&self, day: &str) -> usize {
        let (first, whole) = self.days;
        let since = first.zip(day.parse().ok()).map(|(a, b)| between(a, b));
        let width = (RIGHT - LEFT).saturating_mul(since.unwrap_or_default());
        let x = LEFT + width.checked_div(whole).unwrap_or_default();
        x.clamp(LEFT, RIGHT)
    }

    fn y(&self, count: usize) -> usize {
        let height = (BOTTOM - TOP).saturating_mul(count) / self.most;
        BOTTOM - height.min(BOTTOM - TOP)
    }
}

fn span<'a>(days: impl Iterator<Item = &'a str>) -> (Option<Date>, usize) {
    let mut days: Vec<Date> = days.filter_map(|day| day.parse().ok()).collect();
    days.sort_unstable();
    let whole = days.first().zip(days.last()).map(|(a, b)| between(*a, *b));
    (days.first().copied(), whole.unwrap_or_default())
}

/// Days from one to a later one; none to an earlier one.
fn between(from: Date, to: Date) -> usize {
    let hours = to.duration_since(from).as_hours();
    usize::try_from(hours / 24).unwrap_or_default()
}

fn figure(page: &mut Page, locale: &ReportLocale, axes: &Axes) {
    let (Some(first), Some(last)) = (locale.history.first(), locale.history.last()) else {
        return;
    };
    let name = page.name(&locale.locale);
    page.say(format_args!(
        "<figure class=\"card\">\n<figcaption>{name}: {} of {}</figcaption>\n",
        number(last.translated),
        number(last.segments)
    ));
    // One day is no line: a frame without one would look like nothing done.
    match axes.days.1 {
        0 => page.put("<p>One day so far.</p>\n"),
        _ => plot(page, locale, axes, (first, last)),
    }
    table(page, locale);
    page.put("</figure>\n");
}

fn plot(
    page: &mut Page,
    locale: &ReportLocale,
    axes: &Axes,
    (first, last): (&ReportPoint, &ReportPoint),
) {
    let name = page.name(&locale.locale);
    let (from, to) = (escaped(&first.day), escaped(&page.report.day));
    page.say(format_args!(
        "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 320 110\">\n\
         <title>{name}: translated segments from {from} to {to}</title>\n\
         <desc>From {} of {} to {} of {}; without an error today: {}. The \
         numbers stand below.</desc>\n",
        number(first.translated),
        number(first.segments),
        number(last.translated),
        number(last.segments),
        number(last.sound)
    ));
    let end = axes.x(&page.report.day);
    let path = |value: fn(&ReportPoint) -> usize| steps(locale, axes, end, value);
    let all = path(|point| point.segments);
    let area = path(|point| point.translated);
    let sound = path(|point| point.sound);
    let start = axes.x(&first.day);
    page.say(format_args!(
        "<path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>\n\
         <path class=\"area\" d=\"M{start} {BOTTOM}L{area}V{BOTTOM}Z\"/>\n\
         <path class=\"line-all\" d=\"M{all}\"/>\n<path class=\"line-sound\" d=\"M{sound}\"/>\n\
         <text x=\"{LEFT}\" y=\"106\">{}</text>\n\
         <text x=\"{RIGHT}\" y=\"106\" text-anchor=\"end\">{to}</text>\n</svg>\n",
        axes.days.0.map_or(from, |day| day.to_string())
    ));
}

/// A number holds from its day to that of the next one.
fn steps(
    locale: &ReportLocale,
    axes: &Axes,
    end: usize,
    value: fn(&ReportPoint) -> usize,
) -> String {
    let mut path = String::new();
    for point in &locale.history {
        let (x, y) = (axes.x(&point.day), axes.y(value(point)));
        let step = match path.is_empty() {
            true => format!("{x} {y}"),
            false => format!("H{x}V{y}"),
        };
        path.push_str(&step);
    }
    path.push_str(&format!("H{end}"));
    path
}

fn table(page: &mut Page, locale: &ReportLocale) {
    page.put(
        "<details class=\"more\">\n<summary>The numbers</summary>\n<table>\n\
         <thead><tr><th scope=\"col\">Day</th><th scope=\"col\" class=\"n\">Segments</th>\
         <th scope=\"col\" class=\"n\">Translated</th><th scope=\"col\" class=\"n\">Without \
         error</th></tr></thead>\n<tbody>\n",
    );
    for point in locale.history.iter().rev().take(MOST_DAYS) {
        page.say(format_args!(
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td></tr>\n",
            escaped(&point.day),
            number(point.segments),
            number(point.translated),
            number(point.sound)
        ));
    }
    page.put("</tbody>\n</table>\n");
    if locale.history.len() > MOST_DAYS {
        page.say(format_args!(
            "<p>The last {MOST_DAYS} of {} days; <code>--format csv</code> has all.</p>\n",
            number(locale.history.len())
        ));
    }
    page.put("</details>\n");
}
