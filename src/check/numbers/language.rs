//! Number words of our languages, folded, by their stems.

use crate::model::Locale;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// So many.
    Amount(u32),
    /// Times ten to this power.
    Power(i32),
    /// So many times: a dozen, a decade.
    Times(u32),
}

use Word::{Amount, Power, Times};

/// The words of a language.
pub(super) struct Language {
    /// Stems, the longest of those with one beginning first.
    pub(super) words: &'static [(&'static str, Word)],
    /// Months, from January.
    pub(super) months: [&'static [&'static str]; 12],
    /// Whether words take endings.
    pub(super) inflects: bool,
    /// The decimal mark.
    pub(super) decimal: char,
}

/// What is known of a language; of an unknown one, nothing.
pub(super) fn of(locale: &Locale) -> &'static Language {
    match (locale.language(), locale.script()) {
        ("en", _) => &ENGLISH,
        ("tr", "Latn") => &TURKISH,
        ("kk", "Cyrl") => &KAZAKH,
        ("ug", "Arab") => &UYGHUR,
        _ => &UNKNOWN,
    }
}

static UNKNOWN: Language = Language {
    words: &[],
    months: [&[]; 12],
    inflects: false,
    decimal: '.',
};

static ENGLISH: Language = Language {
    words: &[
        ("zero", Amount(0)),
        ("no", Amount(0)),
        ("a", Amount(1)),
        ("an", Amount(1)),
        ("one", Amount(1)),
        ("once", Amount(1)),
        ("first", Amount(1)),
        ("single", Amount(1)),
        ("two", Amount(2)),
        ("second", Amount(2)),
        ("secondly", Amount(2)),
        ("twice", Amount(2)),
        ("both", Amount(2)),
        ("double", Amount(2)),
        ("doubled", Amount(2)),
        ("pair", Amount(2)),
        ("couple", Amount(2)),
        ("twin", Amount(2)),
        ("half", Amount(50)),
        ("three", Amount(3)),
        ("third", Amount(3)),
        ("thirds", Amount(3)),
        ("thrice", Amount(3)),
        ("triple", Amount(3)),
        ("trio", Amount(3)),
        ("four", Amount(4)),
        ("fourth", Amount(4)),
        ("quarter", Amount(4)),
        ("quarters", Amount(4)),
        ("five", Amount(5)),
        ("fifth", Amount(5)),
        ("six", Amount(6)),
        ("sixth", Amount(6)),
        ("seven", Amount(7)),
        ("seventh", Amount(7)),
        ("eight", Amount(8)),
        ("eighth", Amount(8)),
        ("nine", Amount(9)),
        ("ninth", Amount(9)),
        ("ten", Amount(10)),
        ("tenth", Amount(10)),
        ("decade", Times(10)),
        ("decades", Times(10)),
        ("eleven", Amount(11)),
        ("eleventh", Amount(11)),
        ("twelve", Amount(12)),
        ("twelfth", Amount(12)),
        ("dozen", Times(12)),
        ("dozens", Times(12)),
        ("noon", Amount(12)),
        ("midnight", Amount(12)),
        ("thirteen", Amount(13)),
        ("thirteenth", Amount(13)),
        ("fourteen", Amount(14)),
        ("fourteenth", Amount(14)),
        ("fortnight", Amount(14)),
        ("fifteen", Amount(15)),
        ("fifteenth", Amount(15)),
        ("sixteen", Amount(16)),
        ("sixteenth", Amount(16)),
        ("seventeen", Amount(17)),
        ("seventeenth", Amount(17)),
        ("eighteen", Amount(18)),
        ("eighteenth", Amount(18)),
        ("nineteen", Amount(19)),
        ("nineteenth", Amount(19)),
        ("twenty", Amount(20)),
        ("twentieth", Amount(20)),
        ("twenties", Amount(20)),
        ("thirty", Amount(30)),
        ("thirtieth", Amount(30)),
        ("thirties", Amount(30)),
        ("forty", Amount(40)),
        ("forties", Amount(40)),
        ("fifty", Amount(50)),
        ("fifties", Amount(50)),
        ("sixty", Amount(60)),
        ("sixties", Amount(60)),
        ("seventy", Amount(70)),
        ("seventies", Amount(70)),
        ("eighty", Amount(80)),
        ("eighties", Amount(80)),
        ("ninety", Amount(90)),
        ("nineties", Amount(90)),
        ("hundred", Times(100)),
        ("hundreds", Times(100)),
        ("century", Times(100)),
        ("centuries", Times(100)),
        ("thousand", Power(3)),
        ("thousands", Power(3)),
        ("million", Power(6)),
        ("millions", Power(6)),
        ("millionth", Power(6)),
        ("billion", Power(9)),
        ("billions", Power(9)),
        ("bn", Power(9)),
        ("trillion", Power(12)),
        ("trillions", Power(12)),
        ("tn", Power(12)),
        ("mn", Power(6)),
        ("mln", Power(6)),
        ("k", Power(3)),
    ],
    months: [
        &["january", "jan"],
        &["february", "feb"],
        &["march", "mar"],
        &["april", "apr"],
        &["may"],
        &["june", "jun"],
        &["july", "jul"],
        &["august", "aug"],
        &["september", "sept", "sep"],
        &["october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    inflects: false,
    decimal: '.',
};

static TURKISH: Language = Language {
    words: &[
        ("sıfır", Amount(0)),
        ("birinci", Amount(1)),
        ("bir", Amount(1)),
        ("ilk", Amount(1)),
        ("tek", Amount(1)),
        ("iki", Amount(2)),
        ("ikişer", Amount(2)),
        ("çift", Amount(2)),
        ("yarı", Amount(50)),
        ("yarım", Amount(50)),
        ("üç", Amount(3)),
        ("çeyrek", Amount(4)),
        ("dört", Amount(4)),
        ("dörd", Amount(4)),
        ("beş", Amount(5)),
        ("altı", Amount(6)),
        ("altmış", Amount(60)),
        ("yedi", Amount(7)),
        ("sekiz", Amount(8)),
        ("seksen", Amount(80)),
        ("dokuz", Amount(9)),
        ("doksan", Amount(90)),
        ("on", Amount(10)),
        ("yirmi", Amount(20)),
        ("otuz", Amount(30)),
        ("kırk", Amount(40)),
        ("elli", Amount(50)),
        ("yetmiş", Amount(70)),
        ("yüz", Times(100)),
        ("bin", Power(3)),
        ("milyon", Power(6)),
        ("milyar", Power(9)),
        ("trilyon", Power(12)),
        ("mn", Power(6)),
        ("mr", Power(9)),
    ],
    months: [
        &["ocak", "ocağ"],
        &["şubat"],
        &["mart"],
        &["nisan"],
        &["mayıs"],
        &["haziran"],
        &["temmuz"],
        &["ağustos"],
        &["eylül"],
        &["ekim"],
        &["kasım"],
        &["aralık", "aralığ"],
    ],
    inflects: true,
    decimal: ',',
};

static KAZAKH: Language = Language {
    words: &[
        ("нөл", Amount(0)),
        ("бір", Amount(1)),
        ("алғаш", Amount(1)),
        ("екі", Amount(2)),
        ("екеу", Amount(2)),
        ("қос", Amount(2)),
        ("жарты", Amount(50)),
        ("үш", Amount(3)),
        ("төрт", Amount(4)),
        ("ширек", Amount(4)),
        ("бес", Amount(5)),
        ("алтау", Amount(6)),
        ("алты", Amount(6)),
        ("алтын", Amount(6)),
        ("жетеу", Amount(7)),
        ("жеті", Amount(7)),
        ("сегіз", Amount(8)),
        ("тоғыз", Amount(9)),
        ("он", Amount(10)),
        ("жиырма", Amount(20)),
        ("отыз", Amount(30)),
        ("қырық", Amount(40)),
        ("елу", Amount(50)),
        ("алпыс", Amount(60)),
        ("жетпіс", Amount(70)),
        ("сексен", Amount(80)),
        ("тоқсан", Amount(90)),
        ("жүз", Times(100)),
        ("мың", Power(3)),
        ("миллион", Power(6)),
        ("млн", Power(6)),
        ("миллиард", Power(9)),
        ("млрд", Power(9)),
        ("триллион", Power(12)),
        ("трлн", Power(12)),
    ],
    months: [
        &["қаңтар"],
        &["ақпан"],
        &["наурыз"],
        &["сәуір"],
        &["мамыр"],
        &["маусым"],
        &["шілде"],
        &["тамыз"],
        &["қыркүйек", "қыркүйег"],
        &["қазан"],
        &["қараша"],
        &["желтоқсан"],
    ],
    inflects: true,
    decimal: ',',
};

static UYGHUR: Language = Language {
    words: &[
        ("نۆل", Amount(0)),
        ("بىر", Amount(1)),
        ("تۇنجى", Amount(1)),
        ("ئىككى", Amount(2)),
        ("قوش", Amount(2)),
        ("يېرىم", Amount(50)),
        ("ئۈچ", Amount(3)),
        ("تۆت", Amount(4)),
        ("چارەك", Amount(4)),
        ("بەش", Amount(5)),
        ("ئالتە", Amount(6)),
        ("ئالتى", Amount(6)),
        ("يەتتە", Amount(7)),
        ("يەتتى", Amount(7)),
        ("سەككىز", Amount(8)),
        ("توققۇز", Amount(9)),
        ("ئون", Amount(10)),
        ("يىگىرمە", Amount(20)),
        ("يىگىرمى", Amount(20)),
        ("ئوتتۇز", Amount(30)),
        ("قىرىق", Amount(40)),
        ("ئەللىك", Amount(50)),
        ("ئاتمىش", Amount(60)),
        ("يەتمىش", Amount(70)),
        ("سەكسەن", Amount(80)),
        ("توقسان", Amount(90)),
        ("يۈز", Times(100)),
        ("مىڭ", Power(3)),
        ("مىليون", Power(6)),
        ("مىليارد", Power(9)),
        ("مىليارت", Power(9)),
        ("تىرىليون", Power(12)),
        ("تريليون", Power(12)),
    ],
    months: [
        &["يانۋار"],
        &["فېۋرال"],
        &["مارت"],
        &["ئاپرېل"],
        &["ماي"],
        &["ئىيۇن"],
        &["ئىيۇل"],
        &["ئاۋغۇست"],
        &["سېنتەبىر"],
        &["ئۆكتەبىر"],
        &["نويابىر"],
        &["دېكابىر"],
    ],
    inflects: true,
    decimal: '.',
};

impl Language {
    /// What a folded word says as a number. Endings may follow a stem.
    pub(super) fn word(&self, word: &str) -> Option<Word> {
        if let Some((_, found)) = self.words.iter().find(|(stem, _)| *stem == word) {
            return Some(*found);
        }
        if !self.inflects {
            return None;
        }
        let ends = |stem: &str| {
            word.strip_prefix(stem)
                .is_some_and(|rest| is_ending(stem, rest))
        };
        let longest = self.words.iter().filter(|(stem, _)| ends(stem));
        longest
            .max_by_key(|(stem, _)| stem.len())
            .map(|(_, found)| *found)
    }

    /// The month a folded word names, from 1.
    pub(super) fn month(&self, word: &str) -> Option<u32> {
        let named = |stems: &&[&str]| {
            stems
                .iter()
                .any(|stem| word == *stem || (self.inflects && word.starts_with(stem)))
        };
        let at = self.months.iter().position(named)?;
        u32::try_from(at + 1).ok()
    }
}

/// Turkish bina is no thousand: of the short stems, endings begin with few letters.
fn is_ending(stem: &str, rest: &str) -> bool {
    let length = rest.chars().count();
    match stem {
        "bin" => length <= 8 && rest.starts_with(['d', 'e', 'i', 'l', '\'']),
        "on" | "он" => {
            length <= 6 && rest.starts_with(['d', 'l', 'u', 'a', '\'', 'ы', 'н', 'ғ', 'д', 'ш'])
        }
        _ => length <= 8,
    }
}
