//! Which capitalised words may be exchanged as they stand.

use super::Refusal;
use super::tokens::Token;

/// Words of which the names of institutions are made, peoples, languages, religions,
/// and what has another name in other languages: never put into a translation as it
/// stands in the source. One word is as good as a hundred here: it makes no name of
/// a person.
#[rustfmt::skip]
const TRANSLATED: [&str; 165] = [
    "Academy", "Act", "Affairs", "Agency", "Alliance", "Army", "Assembly", "Association",
    "Authority", "Bank", "Board", "Bureau", "Camp", "Center", "Central", "Centre", "Chairman",
    "Chairperson", "Chairwoman", "Chamber", "Charter", "City", "Coalition", "College",
    "Commission", "Commissioner", "Committee", "Conference", "Congress", "Convention",
    "Corps", "Council", "County", "Court", "Covenant", "Declaration", "Department", "Director",
    "District", "East", "Eastern", "Embassy", "Federation", "Forum", "Foundation", "Front",
    "Fund", "General", "Government", "Group", "High", "Hospital", "House", "Human", "Institute",
    "International", "Kingdom", "Law", "League", "Ministry", "Minister", "Mission", "Movement",
    "Nation", "Nations", "National", "Network", "North", "Northern", "Office", "Organisation",
    "Organization", "Parliament", "Party", "Peace", "People", "Police", "Prefecture",
    "President", "Prison", "Programme", "Project", "Province", "Rapporteur", "Red", "Region",
    "Report", "Republic", "Rights", "School", "Secretariat", "Secretary", "Security", "Senate",
    "Service", "Society", "South", "Southern", "State", "States", "Statute", "Street", "Supreme",
    "Treaty", "Tribunal", "Union", "United", "University", "Watch", "West", "Western", "World",
    // Peoples, languages, religions.
    "American", "Arabic", "Australian", "Buddhist", "British", "Canadian", "Chinese",
    "Christian", "Dutch", "English", "European", "French", "German", "Han", "Hui", "Islamic",
    "Japanese", "Kazakh", "Kazakhs", "Kyrgyz", "Muslim", "Muslims", "Russian", "Swiss", "Tibetan",
    "Tibetans", "Turkic", "Turkish", "Uighur", "Uighurs", "Uyghur", "Uyghurs", "Uzbek",
    // Titles, pronouns and what begins a clause.
    "Ambassador", "Dr", "Judge", "King", "Mr", "Mrs", "Ms", "Prince", "Professor", "Queen",
    "He", "I", "It", "She", "The", "They", "We", "You", "In", "On",
];

/// Countries and towns that are called otherwise in the languages of the desk. No list
/// is whole: a name that was put in is to be looked at, and the suggestion says so.
#[rustfmt::skip]
const ELSEWHERE: [&str; 116] = [
    "Africa", "Aksu", "Albania", "Algeria", "America", "Armenia", "Asia", "Athens", "Australia",
    "Austria", "Azerbaijan", "Baghdad", "Bangladesh", "Beijing", "Belarus", "Belgium",
    "Belgrade", "Berlin", "Bosnia", "Brazil", "Britain", "Brussels", "Bucharest", "Budapest",
    "Bulgaria", "Cairo", "Canada", "Chengdu", "China", "Copenhagen", "Croatia", "Cuba", "Cyprus",
    "Damascus", "Delhi", "Denmark", "Egypt", "England", "Estonia", "Ethiopia", "Europe",
    "Finland", "France", "Geneva", "Georgia", "Germany", "Ghulja", "Greece", "Guangzhou",
    "Hague", "Hotan", "Hungary", "Iceland", "India", "Indonesia", "Iraq", "Ireland", "Istanbul",
    "Italy", "Japan", "Jerusalem", "Jordan", "Kashgar", "Kazakhstan", "Khotan", "Korea",
    "Korla", "Kuwait", "Kyrgyzstan", "Latvia", "Lebanon", "Libya", "Lisbon", "Lithuania",
    "London", "Malaysia", "Mecca", "Mexico", "Moldova", "Mongolia", "Morocco", "Moscow", "Munich",
    "Myanmar", "Netherlands", "Norway", "Pakistan", "Philippines", "Poland", "Portugal",
    "Prague", "Romania", "Rome", "Russia", "Scotland", "Serbia", "Shanghai", "Spain",
    "Stockholm", "Sweden", "Switzerland", "Syria", "Taiwan", "Tajikistan", "Tehran", "Thailand",
    "Tibet", "Tunisia", "Turkey", "Turkmenistan", "Ukraine", "Urumqi", "Uzbekistan", "Vienna",
    "Warsaw", "Xinjiang",
];

/// Whether a name may take the place of another as it stands.
///
/// # Errors
/// [`Refusal::Name`] if a word of the two is translated, or if a capital proves nothing
/// because a sentence begins there.
pub(super) fn check(old: &[&Token<'_>], new: &[&Token<'_>], begins: bool) -> Result<(), Refusal> {
    let is_translated =
        |word: &&Token<'_>| TRANSLATED.contains(&word.text) || ELSEWHERE.contains(&word.text);
    let short = old.len() < 2 || new.len() < 2;
    if (begins && short) || old.iter().chain(new).any(is_translated) {
        return Err(Refusal::Name);
    }
    Ok(())
}
