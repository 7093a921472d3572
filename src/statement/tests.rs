//! Every rule with lines of our own, and whole statements of many shapes.

use proptest::prelude::*;

use super::*;

/// A statement as a file: blank lines count.
fn judged(text: &str, tag: &str) -> Vec<(u64, Verdict)> {
    let lines: Vec<Line<'_>> = text
        .lines()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(index, text)| Line {
            number: index as u64 + 1,
            text,
        })
        .collect();
    let verdicts = judge(&lines, &tag.parse().expect("a tag"));
    lines.iter().map(|line| line.number).zip(verdicts).collect()
}

/// A statement in which every line begins with the word of its role and `| `.
#[track_caller]
fn check_in(tag: &str, page: &str) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    for (index, line) in page.lines().enumerate() {
        if let Some((role, said)) = line.trim_start().split_once("| ") {
            expected.push((index as u64 + 1, Role::parse(role).expect(role)));
            text.push_str(said);
        }
        text.push('\n');
    }
    let found = judged(&text, tag);
    let lines: Vec<&str> = text.lines().collect();
    for ((line, verdict), (_, role)) in found.iter().zip(&expected) {
        let said = lines[usize::try_from(*line).expect("small") - 1];
        assert_eq!(verdict.role, *role, "{said} ({})", verdict.why);
    }
    assert_eq!(found.len(), expected.len());
}

#[track_caller]
fn check(page: &str) {
    check_in("en", page);
}

/// A line alone inside of running text.
#[track_caller]
fn check_line(role: Role, line: &str) {
    let text = "The mill was closed on the third of May.";
    let page = format!("A mill is closed\n\n{text}\n\n{line}\n\n{text}\n");
    let verdict = judged(&page, "en")[2].1;
    assert_eq!(verdict.role, role, "{line} ({})", verdict.why);
}

#[test]
fn addresses_and_lines_without_letters() {
    check_line(Role::Contact, "[email protected]");
    check_line(Role::Contact, "+44 (0) 20 7946 0000");
    check_line(Role::Contact, "https://example.org/ press@example.org");
    check_line(Role::Boilerplate, "***");
    check_line(Role::Boilerplate, "– ENDS –");
    check_line(Role::Body, "Nobody left an address.");
}

#[test]
fn menus_and_labels() {
    check_line(Role::Menu, "Home | About us | Our people | Contact");
    check_line(Role::Menu, "Share · Print · Email");
    check_line(Role::Menu, "North | South | East | West");
    check_line(Role::Menu, "Share this article");
    check_line(Role::Menu, "Read more: The miller is free");
    check_line(Role::Menu, "Tags: mill, river, town");
    check_line(Role::Body, "They walked north | nobody followed.");
    check_line(Role::Body, "Nobody can share this.");
}

#[test]
fn a_table_is_no_menu() {
    check(
        "title| Mills in the valley
        body| These mills were closed.
        list-item| Mill | Year | Owner | Workers
        list-item| Upper | 1950 | Town | Nine
        list-item| Lower | 1960 | Town | Two
        body| Nobody knows why.",
    );
}

#[test]
fn who_published_and_when() {
    check_line(Role::Byline, "Additional reporting by Ada Example.");
    check_line(Role::Body, "Reporting by the workers was stopped in May.");
    check_line(
        Role::Byline,
        "Published By The Mill Desk [English], Thu, Sep 1, 2022 3:01 AM",
    );
    check_line(Role::Byline, "Last updated on 3 May 2022");
    check_line(
        Role::Body,
        "By walking at night, the workers reached the mill.",
    );
    check_line(
        Role::Body,
        "Published in May 2022, the list names ninety workers.",
    );
    check_line(
        Role::Distribution,
        "Press release distributed by Wire Example on behalf of the Desk",
    );
    check_line(Role::Distribution, "© 2022 The Mill Desk");
    check_line(Role::Distribution, "Embargoed until 00:01 GMT, 3 May 2022");
    check_line(Role::Dateline, "GENEVA, 31 August 2022");
    check_line(Role::Dateline, "Thursday 31 August 2022");
    check_line(Role::Body, "On 31 August 2022 the mill was closed.");
}

#[test]
fn the_press_office() {
    check_line(Role::Contact, "Press Office");
    check_line(Role::Contact, "Media contact: Ada Example");
    check_line(Role::Contact, "Ada Example, press@example.org");
    check_line(Role::Contact, "Tel. +44 20 7946 0000");
    check_line(
        Role::Contact,
        "For more information or to arrange an interview please contact the press office.",
    );
    check_line(
        Role::Body,
        "For more information the families wrote to nine offices.",
    );
    check_line(Role::Body, "The family lost contact with him in May.");
    check_line(Role::Body, "Contact with the workers ended in May.");
    check_line(
        Role::Body,
        "Anyone who saw the miller should contact the police.",
    );
    check_line(
        Role::Body,
        "The list is at https://example.org/list for everybody to read.",
    );
}

#[test]
fn appeals_to_readers() {
    check_line(Role::Appeal, "Donate today");
    check_line(Role::Body, "Support us in what we ask of the town.");
    check_line(Role::Body, "Help us to bring the workers home.");
    check_line(Role::ListItem, "• Support our newsletter for the workers");
    check_line(Role::Heading, "Protect press freedom");
    check_line(Role::Appeal, "Sign up to our newsletter");
    check_line(
        Role::Appeal,
        "If you value this, please donate: a donation of two coins helps.",
    );
    check_line(Role::Appeal, "Success! You're on the list.");
    check_line(Role::Appeal, "Thank you for subscribing");
    check_line(Role::Body, "Support for the workers has grown since May.");
    check_line(Role::Body, "Help came too late for the miller.");
    check_line(Role::Body, "“Support us,” the workers asked.");
    check_line(Role::Body, "Join the workers in asking for their mill.");
    check_line(Role::Body, "The newsletter of the mill was closed as well.");
}

#[test]
fn pictures() {
    check_line(Role::Caption, "The mill in May. Photo: Ada Example.");
    check_line(Role::Caption, "The mill in May. File photo: Town Archive.");
    check_line(Role::Caption, "The mill (Photo by Ada Example)");
    check_line(
        Role::Caption,
        "Workers at the mill © Ada Example/Town Archive",
    );
    check_line(Role::Caption, "The mill. Ada Example via Flickr.");
    check_line(Role::Caption, "The mill in May. Ada Example/AFP.");
    check_line(Role::Body, "Photos by workers show the mill in May.");
    check_line(Role::Body, "The mill was closed. Reuters reports.");
    check_line(Role::Heading, "Reuters workers are free");
    check_line(Role::Body, "A photo shows the mill in May.");
    check_line(Role::Body, "The photographer said: nobody was there.");
    check(
        "title| A mill is closed

        body| The mill was closed on the third of May.

        alt-text| old mill
        caption| The mill before it was closed. Image: Town Archive.

        heading| What the workers want

        caption| Workers at the gate. Photo: Town Archive.

        body| They want the mill back.",
    );
}

#[test]
fn lists_and_footnotes() {
    check_line(Role::ListItem, "• Open the mill");
    check_line(Role::ListItem, "(b) pay what is owed;");
    check_line(Role::ListItem, "– Pay what is owed.");
    check_line(Role::Footnote, "*Names have been changed");
    check_line(Role::Footnote, "[1] The list of the mill, page 3.");
    check(
        "title| A mill is closed
        body| We ask the town to:
        list-item| Open the mill
        list-item| Pay what is owed
        body| Nobody has answered yet.
        heading| 2. What comes next
        body| The workers will meet again on Sunday, and they will bring their families and friends.
        list-item| *One star
        list-item| *Another star",
    );
}

#[test]
fn pull_quotes_with_a_name() {
    check(
        "title| A mill is closed
        body| The workers of the mill have waited for nine days.
        pull-quote| “We are still here” Ada Example, Mill Director
        body| “We are still here,” Ada Example said.",
    );
    check("title| A mill is closed
        standfirst| Workers wait at the gate
        pull-quote| ‘Nobody told the families that it was over’ - Ada Example
        body| The workers of the mill have waited for nine days.
        body| “We came at six. Nobody told the families that it was over,” said Ada Example, a miller.");
    check(
        "title| A mill is closed
        body| The workers of the mill have waited for nine days.
        pull-quote| “We will wait for nine more.”
        attribution| Ada Example, director of the mill
        body| Nobody came.",
    );
    check(
        "title| A mill is closed
        body| The workers of the mill have waited for nine days.
        pull-quote| “We will wait for nine more.”
        attribution| — Ada Example
        body| Nobody came.",
    );
}

#[test]
fn pull_quotes_without_marks() {
    check("body| The mill must be opened again, the Desk said today.
        body| “Nobody told the families that it was over, and the gate stayed shut,” said the Desk’s Director Ada Example.
        pull-quote| Nobody told the families that it was over… the gate stayed shut.
        attribution| The Desk’s Director Ada Example.
        body| The town has not answered.
        heading| What the town says
        body| It says nothing.");
    check(
        "title| A mill is closed
        body| The workers of the mill have waited for nine days at the gate.
        body| “Nobody told the families that it was over, and the gate stayed shut,” said a miller.
        pull-quote| Nobody told the families that it was over, and the gate stayed shut
        attribution| Relative of a worker
        heading| The town is silent
        body| The town has not answered.",
    );
    // Words that the whole of another paragraph has too, and nobody below.
    check(
        "title| A mill is closed
        body| We ask the town to open the mill again.
        body| The town has not answered.
        body| We ask the town to open the mill again.",
    );
}

#[test]
fn quotations_in_the_text_are_text() {
    check(
        "title| A mill is closed
        body| Ada Example, a miller, said:
        body| “Nobody told us.
        body| “We will wait.”
        heading| Workers at the gate
        body| “It is cold at night.”
        body| “It is late,” she added.
        heading| “Like a stone on the heart”
        body| Others said the same.",
    );
}

#[test]
fn the_head_of_a_statement() {
    check(
        "title| A mill is closed
        byline| By Ada Example and Ben Example
        body| Ninety workers have lost their work in the mill.
        body| They wait at the gate, and nobody has come to them.
        heading| By Land and Water
        body| The others left.",
    );
    check(
        "title| Embargo on mills must end, experts say
        body| Ninety workers have lost their work in the mill.",
    );
    check(
        "title| Watch: workers speak
        body| Ninety workers have lost their work in the mill.",
    );
    check(
        "menu| NEWS
        
        dateline| 3 May 2022
        
        title| A mill is closed
        
        body| Ninety workers have lost their work in the mill.",
    );
    check(
        "title| Who closed the mill?
        standfirst| Workers want to know
        body| Ninety workers have lost their work in the mill.",
    );
    check(
        "menu| Press releases
        title| China: A mill is closed

        standfirst| Workers were not told
        standfirst| Families ask for an answer
        body| Ninety workers have lost their work, the Desk said.",
    );
    check(
        "standfirst| A ‘long-awaited’ answer is needed before the mill falls down.

        body| The Desk said today that the mill must be opened.

        body| It was closed in May.",
    );
    check(
        "title| A mill is closed
        standfirst| The town must answer to the families who wait at the gate.
        body| GENEVA (3 May 2022) – The town must open the mill, experts said.
        body| Nobody has answered.",
    );
    // The first sentence is the lead itself, or there is none.
    check(
        "body| The mill must be opened, the Desk said today.
        body| The town said on Friday that it cannot.",
    );
    check(
        "title| Joint statement
        body| We, the undersigned, ask the town to open the mill.
        body| We have asked before.",
    );
    check(
        "title| A mill is closed
        body| Ninety workers lost their work when the mill was closed.
        body| Police said on Monday that nobody was hurt.",
    );
}

#[test]
fn headings_inside_of_the_text() {
    check("title| A MILL IS CLOSED
        body| It was closed in May.
        heading| BACKGROUND
        body| It was opened in 1950.
        heading| Notes to editors:
        body| The list names ninety workers.
        heading| Why was the mill closed?
        body| The town gave three reasons for it, and none of them is true, as the list of the workers shows.");
}

#[test]
fn lists_of_names_are_no_headings() {
    check(
        "title| Joint statement on the mill
        body| We ask the town to open it.
        heading| Signatories
        list-item| Desk of the Mill
        list-item| Friends of the River
        list-item| Union of Millers",
    );
    check(
        "title| Open letter
        body| Dear mayor,
        body| We ask you to open the mill.
        body| Yours sincerely,
        body| Ada Example
        dateline| Geneva, 3 May 2022",
    );
}

#[test]
fn a_list_stands_apart_from_the_headings_around_it() {
    check(
        "title| A mill is closed

        body| It was closed in May.

        heading| Key facts

        list-item| Name: Upper Mill
        list-item| Opened: 1950
        list-item| Workers: ninety

        heading| What to do

        body| Write to the town.

        body| Ask for an answer.

        list-item| Union of Millers

        list-item| Friends of the River

        list-item| Desk of the Mill",
    );
}

#[test]
fn lines_that_were_cut_are_text() {
    check(
        "title| A mill is closed
        list-item| The mill on the river was closed on the third of
        list-item| May without a reason and nobody has told the workers
        list-item| and their families what will become of them in the
        body| winter."
            .replace("list-item", "standfirst")
            .as_str(),
    );
    check(
        "title| A mill is closed
        body| It was closed in May.
        body| and nobody knows why
        body| The town has not answered.",
    );
}

#[test]
fn the_end_of_a_page() {
    check(
        "title| A mill is closed

        body| The mill was closed in May.

        body| The Desk is a movement of ninety people, and it will not be moved.

        menu| Home | About us | Contact

        appeal| Support us and keep the Desk free for all readers

        appeal| Help our newsroom: donate today

        boilerplate| give to the desk
        menu| YouTube video

        about| The Desk is a news agency that writes about mills.",
    );
    check(
        "title| A mill is closed
        body| The mill was closed in May.
        about| About the Desk
        about| The Desk is an independent organisation that writes about mills.",
    );
    check(
        "title| A mill is closed
        body| The mill was closed in May.
        about| About the Desk
        about| The Desk promotes the rights of millers in the valley.",
    );
    check(
        "title| A mill is closed
        body| The mill was closed in May.
        heading| About the workers
        body| Nobody knows where they are.",
    );
    check(
        "title| A mill is closed
        body| The mill was closed in May.
        menu| Support the Desk | About us | Newsletter | Contact
        appeal| Keep the Desk free for all: our reporting is paid by donors.
        appeal| Support us, and help our team
        body| The mill was opened again in June.",
    );
    // Text that is resumed is text, and so is a sentence at the end.
    check(
        "title| A mill is closed

        body| The mill was closed in May.

        appeal| Support our reporting with a donation

        heading| What the town says

        body| The town says nothing.

        contact| Press Office

        body| Some names were left out to protect the workers.",
    );
}

#[test]
fn languages_without_words_are_judged_by_form() {
    // Letters without a meaning: nobody should take them for a translation.
    check_in(
        "ug",
        "title| ئاا ببب تتت
        body| ئاا ببب تتت ججج.
        heading| ببب تتت
        list-item| • ببب تتت
        contact| press@example.org
        body| ئاا ببب، تتت ججج؟",
    );
    check_in(
        "zh-Hans",
        "title| 甲乙丙丁
        dateline| 2022年8月31日
        body| 甲乙丙丁。甲乙丙丁。
        heading| 甲乙丙丁
        body| 甲乙丙丁戊己庚辛甲乙丙丁戊己庚辛甲乙丙丁戊己庚辛甲乙丙丁戊己庚辛甲乙丙丁戊己庚辛甲
        body| “甲乙丙丁。”甲乙。",
    );
    check_in(
        "kk",
        "title| Ааа бббб вввв
        body| Ааа бббб вввв.
        body| «Ааа бббб», – вввв Ггг.
        pull-quote| «Ааа бббб вввв» – Гггг Дддд
        body| Ааа бббб вввв.",
    );
    check_in(
        "tr",
        "title| Aaa bbbb cccc
        body| Aaa bbbb cccc.
        caption| Aaa bbbb © Cccc Dddd
        body| Aaa bbbb cccc.",
    );
}

#[test]
fn odd_statements_are_sane() {
    check("body| All of it stands in one paragraph. The mill was closed. We ask for an answer.");
    check("title| Only a title");
    check("title| A title\nstandfirst| Another\nstandfirst| And another");
    check("contact| press@example.org");
    assert_eq!(judge(&[], &Locale::english()), []);
}

#[test]
fn links_lead_to_the_text() {
    let text = "A mill is closed\n\
        ‘Nobody told the families that it was over’ - Ada Example\n\
        The workers of the mill have waited for nine days.\n\
        “We came at six. Nobody told the families that it was over,” said Ada Example.\n\
        The mill in May, before the workers came. Photo: Town Archive.\n";
    let links: Vec<Option<usize>> = judged(text, "en").iter().map(|(_, v)| v.repeats).collect();
    assert_eq!(links, [None, Some(3), None, None, None]);
}

/// Every sentence that `why` can say, in the order of the rules.
fn reasons() -> impl Iterator<Item = &'static str> {
    let rules = GROUPS
        .iter()
        .copied()
        .flatten()
        .flat_map(|group| group.rules);
    rules.map(|rule| rule.why)
}

#[test]
fn every_rule_is_told_once_and_explained() {
    let page = include_str!("../../docs/statements.md");
    let mut seen = std::collections::BTreeSet::new();
    for why in reasons() {
        assert!(seen.insert(why), "{why} is told twice");
        assert!(page.contains(why), "docs/statements.md does not say: {why}");
    }
    for role in Role::ALL {
        let row = format!("| `{}` | {} |", role.as_str(), role.kind().as_str());
        assert!(page.contains(&row), "docs/statements.md has no row {row}");
    }
}

/// Twice the text must not take much more than twice the time; what is generous
/// here is still far below a square.
#[test]
fn the_work_grows_with_the_text() {
    let seconds = |count: usize| {
        let paragraph = |i: usize| match i % 4 {
            0 => format!("“The mill of day {i} was closed and nobody told us,” said miller {i}."),
            1 => "Nobody told the families that it was over, and they waited.".to_owned(),
            2 => format!("The mill of day {} was closed and nobody told us.", i - 2),
            _ => "Ada Example, director".to_owned(),
        };
        let texts: Vec<String> = (0..count).map(paragraph).collect();
        let lines: Vec<Line<'_>> = texts
            .iter()
            .zip(1..)
            .map(|(text, number)| Line { number, text })
            .collect();
        let started = std::time::Instant::now();
        assert_eq!(judge(&lines, &Locale::english()).len(), count);
        started.elapsed().as_secs_f64()
    };
    let (small, large) = (seconds(1_000), seconds(10_000));
    assert!(large < small * 40.0 + 1.0, "{small} s and {large} s");
}

/// Long lines of marks, of which rules could make much.
#[test]
fn marks_without_words_are_judged_in_time() {
    let started = std::time::Instant::now();
    for mark in [
        "(", "“", "‘’", "| ", "+1", "a.", "[", "*", "©", "a: ", "- ", "1) ",
    ] {
        let text = format!("a {}", mark.repeat(100_000));
        let lines = [1, 2, 3].map(|number| Line {
            number,
            text: &text,
        });
        assert_eq!(judge(&lines, &Locale::english()).len(), 3);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn any_lines_are_judged(
        lines in prop::collection::vec(
            "(\\PC{0,30}|[“‘«\"][A-Za-z ,.]{0,20}[”’»\"] ?[-–—]? ?[A-Z][a-z]{0,5}|[|•*+©\\[\\]0-9a-z:. ]{0,20}|(Photo|By|About|Press Office|Ends|Support us): ?[A-Za-z. ]{0,10})",
            0..30,
        ),
        tag in prop::sample::select(vec!["en", "tr", "kk", "ug", "zh-Hans"]),
        spaced in any::<bool>(),
    ) {
        let step = if spaced { 2 } else { 1 };
        let numbered: Vec<Line<'_>> = lines
            .iter()
            .zip((1..).step_by(step))
            .map(|(text, number)| Line { number, text })
            .collect();
        let verdicts = judge(&numbered, &tag.parse().expect("a tag"));
        prop_assert_eq!(verdicts.len(), lines.len());
        for (index, verdict) in verdicts.iter().enumerate() {
            prop_assert!(verdict.why != "nothing else");
            if let Some(host) = verdict.repeats {
                prop_assert!(host != index);
                prop_assert_eq!(verdicts[host].role.kind(), ParagraphKind::Body);
            }
        }
    }
}

#[test]
fn signatories_below_the_end_are_no_page() {
    check(
        "title| Forty societies ask for an inquiry
         body| We ask the council to open the archive of the town without delay.
         boilerplate| ENDS
         heading| Signatories:
         list-item| Society of Bakers
         list-item| Friends of the Lamp
         list-item| Readers of the North",
    );
}

#[test]
fn contacts_on_several_lines() {
    check(
        "title| Archive closed
         body| The town archive was closed in May, and nobody was told about it.
         menu| For more on the archive, please visit:
         contact| https://www.example.org/archive
         contact| For more information, please contact:
         contact| In Oslo, Ada Example (English, Dutch): +44-20-5550-1234; or ada@example.org. Fediverse: @ada
         contact| In Rome, Ben Example (Italian): +39-06-555-0199 (mobile); or ben@example.org",
    );
    check_line(
        Role::Contact,
        "For a copy of the plan, or to speak with a baker, please contact Ada at ada@example.org.",
    );
}

#[test]
fn what_wires_add() {
    check(
        "title| Archive closed
         standfirst| Nobody in the town was told. Who has the key?
         byline| By Ada Example
         byline| Reuters
         dateline| GENEVA, June 3 (Reuters)
         body| The town archive was closed in May, and nobody was told about it.
         caption| The archive in spring. (Lamp Pictures)
         caption| The gate of the archive. [Photo courtesy of the Example family]
         body| The mayor has not answered the letters of the bakers until today.
         byline| (Reporting by Ada Example in Oslo; Editing by Ben Example)
         byline| ab/cde/fg
         about| Ada Example is a baker who lives in Oslo.
         distribution| The views expressed in this article are those of the author.",
    );
}

#[test]
fn what_stands_behind_the_end() {
    check(
        "title| Norland: expert asks for the archive
         body| An expert asked for the archive of the town on Monday, and got no answer.
         boilerplate| ENDS
         footnote| *The expert: Ada Example, Rapporteur on archives.
         about| The Rapporteurs are part of what is known as the Special Procedures of the Council.
         contact| For more information, please contact: press@example.org",
    );
}

#[test]
fn pull_quotes_with_name_and_office_below() {
    check(
        "title| Archive closed
         body| The town archive was closed in May, and nobody was told about it.
         pull-quote| “Whoever closes an archive closes the town itself.
         attribution| Ada Example
         attribution| Rain Watch Oslo bureau head
         body| The mayor has not answered the letters of the bakers until today.",
    );
    check(
        "title| “They Closed Our Archive”
         standfirst| Mother Towns, 2016–2022
         body| The town archive was closed in May, and nobody was told about it.",
    );
}

#[test]
fn an_item_before_the_last_goes_on() {
    check(
        "title| Archive closed
         body| We ask the mayor of the town and the whole council of this town to:
         body| Open the archive;
         body| Say who has the key; and
         body| Tell the town.",
    );
}

#[test]
fn lines_with_labels_are_no_headings() {
    check(
        "menu| MEDIA ADVISORY
         title| Rain Watch: bakers speak
         list-item| What: Talk with two bakers
         dateline| When: 14 May 2024, 10:00 CET
         list-item| Where: Room 4B
         list-item| Who: Ada Example, baker
         body| Tea will be served to all who come in time.",
    );
}

#[test]
fn a_caption_above_its_credit() {
    check(
        "title| Archive closed

         body| The town archive was closed in May, and nobody was told about it.

         caption| Bakers wait at the gate of the archive on Friday.
         caption| Photo: Ada Example/EPA

         body| The mayor has not answered the letters of the bakers until today.",
    );
}

#[test]
fn dates_in_languages_without_words() {
    for (tag, line) in [
        ("tr", "3 Abcd 2024"),
        ("kk", "2024 аб 3 вгд"),
        ("ug", "2024-ئا 3-ئائا"),
    ] {
        check_in(
            tag,
            &format!("title| Ab\ndateline| {line}\nbody| Aa bb cc dd ee ff gg hh ii jj."),
        );
    }
    check_in(
        "tr",
        "title| Ab\nstandfirst| 3 abc ve 20 def\nbody| Aa bb cc dd ee ff gg hh ii.",
    );
}
