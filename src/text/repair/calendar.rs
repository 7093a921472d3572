//! Months and days of the week by name (CLDR, dates/calendars/gregorian, wide, as they
//! stand alone).

use crate::model::Locale;
use crate::text::fold::fold;

/// A name with a capital and without.
type Names = &'static [(&'static str, &'static str)];

#[rustfmt::skip]
const ENGLISH_MONTHS: Names = &[
    ("January", "january"), ("February", "february"), ("March", "march"), ("April", "april"),
    ("May", "may"), ("June", "june"), ("July", "july"), ("August", "august"),
    ("September", "september"), ("October", "october"), ("November", "november"),
    ("December", "december"),
];

#[rustfmt::skip]
const TURKISH_MONTHS: Names = &[
    ("Ocak", "ocak"), ("Şubat", "şubat"), ("Mart", "mart"), ("Nisan", "nisan"),
    ("Mayıs", "mayıs"), ("Haziran", "haziran"), ("Temmuz", "temmuz"), ("Ağustos", "ağustos"),
    ("Eylül", "eylül"), ("Ekim", "ekim"), ("Kasım", "kasım"), ("Aralık", "aralık"),
];

#[rustfmt::skip]
const KAZAKH_MONTHS: Names = &[
    ("Қаңтар", "қаңтар"), ("Ақпан", "ақпан"), ("Наурыз", "наурыз"), ("Сәуір", "сәуір"),
    ("Мамыр", "мамыр"), ("Маусым", "маусым"), ("Шілде", "шілде"), ("Тамыз", "тамыз"),
    ("Қыркүйек", "қыркүйек"), ("Қазан", "қазан"), ("Қараша", "қараша"),
    ("Желтоқсан", "желтоқсан"),
];

#[rustfmt::skip]
const UYGHUR_MONTHS: Names = &[
    ("يانۋار", ""), ("فېۋرال", ""), ("مارت", ""), ("ئاپرېل", ""), ("ماي", ""), ("ئىيۇن", ""),
    ("ئىيۇل", ""), ("ئاۋغۇست", ""), ("سېنتەبىر", ""), ("ئۆكتەبىر", ""), ("نويابىر", ""),
    ("دېكابىر", ""),
];

/// From Monday.
#[rustfmt::skip]
const ENGLISH_DAYS: Names = &[
    ("Monday", "monday"), ("Tuesday", "tuesday"), ("Wednesday", "wednesday"),
    ("Thursday", "thursday"), ("Friday", "friday"), ("Saturday", "saturday"),
    ("Sunday", "sunday"),
];

#[rustfmt::skip]
const TURKISH_DAYS: Names = &[
    ("Pazartesi", "pazartesi"), ("Salı", "salı"), ("Çarşamba", "çarşamba"),
    ("Perşembe", "perşembe"), ("Cuma", "cuma"), ("Cumartesi", "cumartesi"), ("Pazar", "pazar"),
];

#[rustfmt::skip]
const KAZAKH_DAYS: Names = &[
    ("Дүйсенбі", "дүйсенбі"), ("Сейсенбі", "сейсенбі"), ("Сәрсенбі", "сәрсенбі"),
    ("Бейсенбі", "бейсенбі"), ("Жұма", "жұма"), ("Сенбі", "сенбі"), ("Жексенбі", "жексенбі"),
];

#[rustfmt::skip]
const UYGHUR_DAYS: Names = &[
    ("دۈشەنبە", ""), ("سەيشەنبە", ""), ("چارشەنبە", ""), ("پەيشەنبە", ""), ("جۈمە", ""),
    ("شەنبە", ""), ("يەكشەنبە", ""),
];

/// What Chinese writes behind 星期, 周 or 週; the last is Sunday too.
pub(super) const CHINESE_DAYS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "日", "天"];

/// A month or a day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Date {
    /// From 1, January.
    Month(usize),
    /// From 1, Monday.
    Weekday(usize),
}

fn tables(locale: &Locale) -> [Names; 2] {
    match (locale.language(), locale.script()) {
        ("en", _) => [ENGLISH_MONTHS, ENGLISH_DAYS],
        ("tr", "Latn") => [TURKISH_MONTHS, TURKISH_DAYS],
        ("kk", "Cyrl") => [KAZAKH_MONTHS, KAZAKH_DAYS],
        ("ug", "Arab") => [UYGHUR_MONTHS, UYGHUR_DAYS],
        _ => [&[], &[]],
    }
}

impl Date {
    /// The date word that a word is, or begins with; the longest (Cumartesi is not Cuma).
    /// With it the part of the word that is its name.
    pub(super) fn begins<'a>(word: &'a str, locale: &Locale) -> Option<(Date, &'a str)> {
        let kinds: [fn(usize) -> Date; 2] = [Date::Month, Date::Weekday];
        let named = kinds
            .into_iter()
            .zip(tables(locale))
            .flat_map(|(of, names)| {
                let numbered = names.iter().enumerate();
                numbered.flat_map(move |(at, (capital, small))| {
                    [*capital, *small].map(|name| (of(at + 1), name))
                })
            });
        named
            .filter(|(_, name)| !name.is_empty() && word.starts_with(name))
            .max_by_key(|(_, name)| name.len())
            .and_then(|(date, name)| Some((date, word.get(..name.len())?)))
    }

    /// The name of this date, with a capital if the one it stands for has one.
    pub(super) fn name(self, like: &str, locale: &Locale) -> Option<&'static str> {
        let [months, days] = tables(locale);
        let (names, number) = match self {
            Date::Month(number) => (months, number),
            Date::Weekday(number) => (days, number),
        };
        let (capital, small) = names.get(number.checked_sub(1)?)?;
        let is_small = !small.is_empty() && fold(like, locale) == like;
        Some(if is_small { small } else { capital })
    }
}
