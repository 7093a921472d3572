//! Every rule has a case that breaks it and a twin that does not.

use super::super::validate;
use super::{TABLE_20, TABLE_22};
use crate::formats::conformance::grammar::Grammar;

const SPACES: &str = concat!(
    " xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\"",
    " xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\"",
    " xmlns:fs=\"urn:oasis:names:tc:xliff:fs:2.0\"",
    " xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\"",
    " xmlns:res=\"urn:oasis:names:tc:xliff:resourcedata:2.0\"",
    " xmlns:ctr=\"urn:oasis:names:tc:xliff:changetracking:2.0\"",
    " xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\"",
    " xmlns:val=\"urn:oasis:names:tc:xliff:validation:2.0\"",
    " xmlns:its=\"http://www.w3.org/2005/11/its\"",
    " xmlns:itsm=\"urn:oasis:names:tc:xliff:itsm:2.1\"",
    " xmlns:pgs=\"urn:oasis:names:tc:xliff:pgs:1.0\"",
    " xmlns:my=\"urn:example:mine\"",
);

/// The codes of the errors and warnings of a document around a file's inside.
fn found(version: &str, root: &str, inside: &str) -> Vec<String> {
    let namespace = if version == "2.2" { "2.2" } else { "2.0" };
    let text = format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:{namespace}\"{SPACES} \
         version=\"{version}\" {root}>{inside}</xliff>"
    );
    let verdict = validate(text.as_bytes()).unwrap();
    verdict
        .findings
        .iter()
        .map(|finding| finding.code.clone())
        .collect()
}

const ROOT: &str = "srcLang=\"en\" trgLang=\"ug\"";

fn file(inside: &str) -> String {
    format!("<file id=\"f\">{inside}</file>")
}

/// A unit with what stands before its segments, and its segments.
fn unit(before: &str, segments: &str) -> String {
    file(&format!("<unit id=\"u\">{before}{segments}</unit>"))
}

fn source(inline: &str) -> String {
    unit("", &format!("<segment><source>{inline}</source></segment>"))
}

fn both(source: &str, target: &str) -> String {
    unit(
        "",
        &format!("<segment><source>{source}</source><target>{target}</target></segment>"),
    )
}

const TEXT: &str = "<segment id=\"s\"><source>x</source></segment>";

#[track_caller]
fn twins(code: &str, good: &str, bad: &str) {
    for version in ["2.0", "2.1", "2.2"] {
        twins_of(version, ROOT, code, good, bad);
    }
}

#[track_caller]
fn twins_of(version: &str, root: &str, code: &str, good: &str, bad: &str) {
    assert_eq!(
        found(version, root, good),
        Vec::<String>::new(),
        "{version}: {good}"
    );
    let codes = found(version, root, bad);
    assert!(
        codes.iter().any(|found| found == code),
        "{version}: {code} not in {codes:?}: {bad}"
    );
}

#[test]
fn the_tables_can_be_read() {
    for tables in [&[TABLE_20][..], &[TABLE_20, TABLE_22]] {
        let grammar = Grammar::parse(tables);
        assert!(grammar.is_ok(), "{:?}", grammar.err());
    }
}

#[test]
fn structure() {
    let good = unit("", TEXT);
    twins("valid::missing-element", &good, "");
    twins("valid::missing-element", &good, &file(""));
    twins(
        "valid::missing-element",
        &good,
        "<file id=\"f\"><unit id=\"u\"/></file>",
    );
    twins(
        "valid::missing-attribute",
        &good,
        "<file><unit id=\"u\"><segment><source/></segment></unit></file>",
    );
    twins(
        "valid::attribute",
        &good,
        &unit("", "<segment translate=\"no\"><source>x</source></segment>"),
    );
    twins(
        "valid::element",
        &good,
        &unit("", "<segment><target>x</target></segment>"),
    );
    twins("valid::text", &good, &unit("x", TEXT));
    twins(
        "valid::element",
        &unit("<my:a/>", TEXT),
        &unit("", &format!("{TEXT}<my:a/>")),
    );
    twins("valid::element", &unit("<my:a/>", TEXT), &source("<my:a/>"));
    twins(
        "valid::content",
        &good,
        &unit("", "<ignorable><source>x</source></ignorable>"),
    );
    let skeleton = |skeleton: &str| file(&format!("{skeleton}<unit id=\"u\">{TEXT}</unit>"));
    twins(
        "valid::content",
        &skeleton("<skeleton href=\"a\"/>"),
        &skeleton("<skeleton/>"),
    );
    twins(
        "valid::content",
        &skeleton("<skeleton>x</skeleton>"),
        &skeleton("<skeleton href=\"a\">x</skeleton>"),
    );
    let metadata = "<mda:metadata><mda:metaGroup><mda:meta type=\"a\">x</mda:meta></mda:metaGroup></mda:metadata>";
    twins(
        "valid::element",
        &unit(metadata, TEXT),
        &unit(&format!("{metadata}{metadata}"), TEXT),
    );
    twins(
        "valid::element",
        &unit(metadata, TEXT),
        &unit("<slr:profiles/>", TEXT),
    );
    twins(
        "valid::element",
        &unit(metadata, TEXT),
        &unit("<mda:data/>", TEXT),
    );
    twins(
        "valid::value",
        &source("<cp hex=\"001A\"/>"),
        &source("<cp hex=\"00A0\"/>"),
    );
    twins(
        "valid::value",
        &source("<cp hex=\"FFFE\"/>"),
        &source("<cp hex=\"110000\"/>"),
    );
    twins_of(
        "2.1",
        "srcLang=\"en\"",
        "valid::value",
        &good,
        &file(&format!("<unit id=\"/1\">{TEXT}</unit>")),
    );
    assert_eq!(found("2.5", ROOT, &good), ["valid::value"]);
}

#[test]
fn ids() {
    let units = |first: &str, second: &str| {
        file(&format!(
            "<unit id=\"{first}\">{TEXT}</unit><group id=\"g\"><unit id=\"{second}\">{TEXT}</unit></group>"
        ))
    };
    twins("valid::id", &units("a", "b"), &units("a", "a"));
    let files = |id: &str| {
        format!(
            "<file id=\"f\"><unit id=\"u\">{TEXT}</unit></file><file id=\"{id}\"><unit id=\"u\">{TEXT}</unit></file>"
        )
    };
    twins("valid::id", &files("g"), &files("f"));
    let notes = |id: &str| {
        unit(
            &format!("<notes><note id=\"n\">x</note><note id=\"{id}\">y</note></notes>"),
            TEXT,
        )
    };
    twins("valid::id", &notes("m"), &notes("n"));
    let data = |id: &str| {
        unit(
            &format!("<originalData><data id=\"d\"/><data id=\"{id}\"/></originalData>"),
            TEXT,
        )
    };
    twins("valid::id", &data("e"), &data("d"));
    twins(
        "valid::id",
        &source("<ph id=\"1\"/><ph id=\"2\"/>"),
        &source("<ph id=\"1\"/><ph id=\"1\"/>"),
    );
    twins(
        "valid::id",
        &both("<ph id=\"1\"/>", "<ph id=\"1\"/>"),
        &both("<ph id=\"1\"/>", "<pc id=\"1\"/>"),
    );
    twins(
        "valid::id",
        &both("<pc id=\"1\">a</pc>", "<sc id=\"1\"/>a<ec startRef=\"1\"/>"),
        &both("", "<ph id=\"1\"/><ph id=\"1\"/>"),
    );
    let apart = |id: &str| {
        unit(
            "",
            &format!(
                "<segment id=\"s\"><source><ph id=\"1\"/></source></segment>\
        <segment><source/><target><ph id=\"{id}\"/></target></segment>"
            ),
        )
    };
    twins("valid::id", &apart("2"), &apart("1"));
    twins("valid::id", &apart("2"), &apart("s"));
    let extension = |id: &str| {
        unit(
            &format!("<my:a id=\"x\"><my:b xml:id=\"{id}\"/></my:a>"),
            TEXT,
        )
    };
    twins("valid::id", &extension("y"), &extension("x"));
    twins("valid::id", &extension("y"), &extension("x y"));
}

#[test]
fn codes() {
    let pair = "<sc id=\"1\"/>a<ec startRef=\"1\"/>";
    for bad in [
        "<sc id=\"1\"/>",
        "<ec startRef=\"1\"/>a<sc id=\"1\"/>",
        "<sc id=\"1\" isolated=\"yes\"/>a<ec startRef=\"1\"/>",
        "<sc id=\"1\"/>a<ec startRef=\"1\"/><ec startRef=\"1\"/>",
        "<sc id=\"1\"/>a<ec id=\"2\" startRef=\"1\"/>",
        "<sc id=\"1\"/>a<ec startRef=\"1\" dir=\"ltr\"/>",
        "<ec isolated=\"yes\" startRef=\"1\"/>",
        "<ec id=\"1\"/>",
        "<sc id=\"1\" canDelete=\"no\"/>a<ec startRef=\"1\"/>",
        "<sc id=\"1\"/>a<ec startRef=\"1\" canCopy=\"no\"/>",
        "<sc id=\"1\" canOverlap=\"no\"/>a<ec startRef=\"1\"/>",
        "<ph id=\"1\" canReorder=\"firstNo\"/>",
        "<ph id=\"1\" subType=\"my:x\"/>",
        "<ph id=\"1\" type=\"ui\" subType=\"xlf:lb\"/>",
        "<ph id=\"1\" type=\"fmt\" subType=\"xlf:unknown\"/>",
        "<pc id=\"1\" equivStart=\"a\"/>",
    ] {
        twins("valid::code", &source(pair), &source(bad));
    }
    for good in [
        "<sc id=\"1\" isolated=\"yes\"/><ec id=\"2\" isolated=\"yes\" dir=\"rtl\"/>",
        "<ph id=\"1\" type=\"fmt\" subType=\"xlf:lb\"/>",
        "<sc id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/>a\
         <ec startRef=\"1\" canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"/>",
    ] {
        assert_eq!(
            found("2.1", ROOT, &source(good)),
            Vec::<String>::new(),
            "{good}"
        );
    }
    twins(
        "valid::attribute",
        &source("<ph id=\"1\" fs:fs=\"br\"/>"),
        &source("<ph id=\"1\" my:a=\"b\"/>"),
    );
    twins(
        "valid::attribute",
        &source("<mrk id=\"1\" type=\"my:a\" my:a=\"b\"/>"),
        &source("<mrk id=\"1\" type=\"my:a\" xml:lang=\"en\"/>"),
    );
}

#[test]
fn references() {
    let data = "<originalData><data id=\"d\">x</data></originalData>";
    let code = |code: &str| unit(data, &format!("<segment><source>{code}</source></segment>"));
    twins(
        "valid::reference",
        &code("<ph id=\"1\" dataRef=\"d\"/>"),
        &code("<ph id=\"1\" dataRef=\"e\"/>"),
    );
    let spanning = "<pc id=\"1\" dataRefStart=\"d\" dataRefEnd=\"d\"/>";
    twins(
        "valid::code",
        &code(spanning),
        &code("<pc id=\"1\" dataRefStart=\"d\"/>"),
    );
    twins(
        "valid::reference",
        &code("<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\"/>"),
        &code("<ph id=\"1\" dataRef=\"d\"/><ph id=\"2\" copyOf=\"1\"/>"),
    );
    twins(
        "valid::reference",
        &code("<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\"/>"),
        &code("<ph id=\"1\" canCopy=\"no\"/><ph id=\"2\" copyOf=\"1\"/>"),
    );
    twins(
        "valid::reference",
        &code("<ph id=\"1\"/><ph id=\"2\" copyOf=\"1\"/>"),
        &code("<ph id=\"2\" copyOf=\"9\"/>"),
    );
    twins(
        "valid::reference",
        &code("<ph id=\"1\" subFlows=\"u\"/>"),
        &code("<ph id=\"1\" subFlows=\"u v\"/>"),
    );
    for bad in [
        "#n/n1",
        "#/u=u/f=f/gls=g",
        "#f=f/d=d/u=u",
        "#/f=f/u=u/r$d=x",
        "#u=u/u=u",
        "#z=1",
    ] {
        let marked = |reference: &str| {
            source(&format!(
                "<mrk id=\"1\" type=\"my:a\" ref=\"{reference}\">x</mrk>"
            ))
        };
        twins("valid::fragment", &marked("#/f=f/u=u/gls=x"), &marked(bad));
    }
}

#[test]
fn annotations() {
    for (code, good, bad) in [
        (
            "valid::annotation",
            "<sm id=\"1\" type=\"term\"/>a<em startRef=\"1\"/>",
            "<sm id=\"1\" type=\"term\"/>a",
        ),
        (
            "valid::annotation",
            "<sm id=\"1\" type=\"term\"/>a<em startRef=\"1\"/>",
            "<em startRef=\"1\"/>a<sm id=\"1\" type=\"term\"/>",
        ),
        (
            "valid::annotation",
            "<mrk id=\"1\" translate=\"no\">a</mrk>",
            "<mrk id=\"1\">a</mrk>",
        ),
        (
            "valid::annotation",
            "<mrk id=\"1\" type=\"comment\" value=\"x\">a</mrk>",
            "<mrk id=\"1\" type=\"comment\">a</mrk>",
        ),
        (
            "valid::annotation",
            "<mrk id=\"1\" type=\"mtc:match\">a</mrk>",
            "<mrk id=\"1\" type=\"mtc:match\" ref=\"#u\">a</mrk>",
        ),
        (
            "valid::value",
            "<mrk id=\"1\" type=\"my:a\">a</mrk>",
            "<mrk id=\"1\" type=\"terms\">a</mrk>",
        ),
    ] {
        twins(code, &source(good), &source(bad));
    }
    let noted = |reference: &str| {
        unit(
            "<notes><note id=\"n\">x</note></notes>",
            &format!(
                "<segment><source><mrk id=\"1\" type=\"comment\" ref=\"{reference}\">a</mrk></source></segment>"
            ),
        )
    };
    for good in ["#n=n", "#u=u/n=n", "#f=f/u=u/n=n", "#/f=f/u=u/n=n"] {
        twins("valid::reference", &noted(good), &noted("#n=m"));
    }
    twins(
        "valid::annotation",
        &noted("#n=n"),
        &noted("#n=n\" value=\"y"),
    );
}

#[test]
fn languages() {
    let lang = |file: &str, target: &str| {
        format!(
            "<file id=\"f\"{file}><unit id=\"u\"><segment><source>a</source><target{target}>b</target></segment></unit></file>"
        )
    };
    twins(
        "valid::language",
        &lang("", ""),
        &lang(" xml:lang=\"ja\"", ""),
    );
    twins(
        "valid::language",
        &lang("", " xml:lang=\"UG\""),
        &lang("", " xml:lang=\"tr\""),
    );
    twins_of(
        "2.1",
        ROOT,
        "valid::language",
        &lang(" xml:lang=\"en\"", " xml:lang=\"ug\""),
        &lang("", " xml:lang=\"ug-CN\""),
    );
    assert_eq!(
        found("2.1", "srcLang=\"en\"", &lang("", "")),
        ["valid::missing-attribute"]
    );
    for root in [
        "srcLang=\"f r\"",
        "srcLang=\"en\" trgLang=\"e\"",
        "srcLang=\"en_GB\"",
    ] {
        assert_eq!(
            found("2.1", root, &unit("", TEXT)),
            ["valid::value"],
            "{root}"
        );
    }
}

#[test]
fn targets() {
    let state = |state: &str, target: &str| {
        unit(
            "",
            &format!("<segment {state}><source>a</source>{target}</segment>"),
        )
    };
    twins(
        "valid::state",
        &state("state=\"final\"", "<target>b</target>"),
        &state("state=\"translated\"", ""),
    );
    twins(
        "valid::state",
        &state("state=\"initial\" subState=\"my:a b\"", ""),
        &state("subState=\"my:a\"", ""),
    );
    let order = |first: &str, second: &str| {
        unit(
            "",
            &format!(
                "<segment><source>a</source><target{first}>b</target></segment>\
         <ignorable><source> </source></ignorable>\
         <segment><source>c</source><target{second}>d</target></segment>"
            ),
        )
    };
    let swapped = order(" order=\"3\"", " order=\"1\"");
    twins(
        "valid::order",
        &swapped,
        &order(" order=\"3\"", " order=\"3\""),
    );
    twins("valid::order", &swapped, &order(" order=\"3\"", ""));
    twins(
        "valid::order",
        &swapped,
        &order(" order=\"4\"", " order=\"1\""),
    );
    twins(
        "valid::value",
        &swapped,
        &order(" order=\"0\"", " order=\"1\""),
    );
    let fixed = "<ph id=\"1\" canDelete=\"no\"/>";
    twins("valid::kept", &both(fixed, fixed), &both(fixed, ""));
    let last = |target: &str| {
        state("state=\"final\"", target).replace("<source>a", &format!("<source>{fixed}"))
    };
    let codes = found("2.1", ROOT, &last("<target>b</target>"));
    assert_eq!(codes, ["valid::kept"]);
}

#[test]
fn reordering() {
    let hint = "canCopy=\"no\" canDelete=\"no\" canReorder";
    let first = format!("<ph id=\"1\" {hint}=\"firstNo\"/>");
    let second = format!("<ph id=\"2\" {hint}=\"no\"/>");
    let free = "<ph id=\"3\"/>";
    let text = format!("{free}{first}a{second}");
    twins(
        "valid::reorder",
        &both(&text, &format!("{first}{second}{free}")),
        &both(&text, &format!("{second}{first}{free}")),
    );
    twins(
        "valid::reorder",
        &both(&text, &text),
        &both(&text, &format!("{first}{free}{second}")),
    );
    twins(
        "valid::reorder",
        &source(&text),
        &source(&format!("{free}{second}")),
    );
    let around = format!("<pc id=\"1\" {hint}=\"firstNo\">a{second}</pc>");
    let beside = format!("<pc id=\"1\" {hint}=\"firstNo\">a</pc>{second}");
    twins(
        "valid::reorder",
        &both(&around, &around),
        &both(&around, &beside),
    );
}

#[test]
fn suggestions() {
    let matches = |attributes: &str, inside: &str| {
        unit(
            &format!(
                "<mtc:matches><mtc:match id=\"1\" ref=\"#s\"><source>x</source><target>y</target></mtc:match>\
         <mtc:match {attributes}>{inside}</mtc:match></mtc:matches>"
            ),
            TEXT,
        )
    };
    let plain = "<source>x</source><target>y</target>";
    let good = matches("id=\"2\" ref=\"#s\"", plain);
    twins("valid::id", &good, &matches("id=\"1\" ref=\"#s\"", plain));
    twins(
        "valid::reference",
        &good,
        &matches("id=\"2\" ref=\"s\"", plain),
    );
    twins(
        "valid::reference",
        &good,
        &matches("id=\"2\" ref=\"#t=s\"", plain),
    );
    twins(
        "valid::missing-attribute",
        &good,
        &matches("id=\"2\"", plain),
    );
    twins(
        "valid::module",
        &matches("ref=\"#s\" type=\"tm\" subType=\"my:a\"", plain),
        &matches("ref=\"#s\" subType=\"my:a\"", plain),
    );
    twins(
        "valid::value",
        &matches("ref=\"#s\" matchQuality=\"99.5\"", plain),
        &matches("ref=\"#s\" similarity=\"101\"", plain),
    );
    twins(
        "valid::code",
        &good,
        &matches(
            "ref=\"#s\"",
            "<source><sc id=\"1\"/></source><target>y</target>",
        ),
    );
    let other = "<source>x</source><target xml:lang=\"de\">y</target>";
    twins(
        "valid::language",
        &matches("ref=\"#s\" reference=\"yes\"", other),
        &matches("ref=\"#s\"", other),
    );
    let entry = |entry: &str| {
        unit(
            &format!(
                "<gls:glossary><gls:glossEntry id=\"a\"><gls:term>x</gls:term>{entry}</gls:glossEntry></gls:glossary>"
            ),
            TEXT,
        )
    };
    twins(
        "valid::module",
        &entry("<gls:definition>y</gls:definition>"),
        &entry(""),
    );
    twins(
        "valid::id",
        &entry("<gls:translation id=\"b\">y</gls:translation>"),
        &entry("<gls:translation id=\"a\">y</gls:translation>"),
    );
    twins(
        "valid::reference",
        &entry("<gls:translation ref=\"#s\">y</gls:translation>"),
        &entry("<gls:translation ref=\"#r\">y</gls:translation>"),
    );
}

#[test]
fn resources() {
    let item = |item: &str| {
        unit(
            &format!("<res:resourceData>{item}</res:resourceData>"),
            TEXT,
        )
    };
    let good = item(
        "<res:resourceItemRef id=\"r\" ref=\"i\"/><res:resourceItem id=\"i\" mimeType=\"a/b\"><res:source href=\"x\"/></res:resourceItem>",
    );
    for (code, bad) in [
        ("valid::module", ""),
        ("valid::module", "<res:resourceItem mimeType=\"a/b\"/>"),
        (
            "valid::module",
            "<res:resourceItem><res:source href=\"x\"/></res:resourceItem>",
        ),
        (
            "valid::module",
            "<res:resourceItem mimeType=\"a/b\"><res:source/></res:resourceItem>",
        ),
        (
            "valid::module",
            "<res:resourceItem><res:source href=\"x\"><my:a/></res:source></res:resourceItem>",
        ),
        (
            "valid::module",
            "<res:resourceItem mimeType=\"a/b\" context=\"no\"><res:target href=\"x\"/></res:resourceItem>",
        ),
        (
            "valid::language",
            "<res:resourceItem mimeType=\"a/b\"><res:source xml:lang=\"tr\" href=\"x\"/></res:resourceItem>",
        ),
        ("valid::reference", "<res:resourceItemRef ref=\"none\"/>"),
        (
            "valid::id",
            "<res:resourceItem id=\"i\" mimeType=\"a/b\"><res:source href=\"x\"/></res:resourceItem>\
            <res:resourceItem id=\"i\" mimeType=\"a/b\"><res:source href=\"x\"/></res:resourceItem>",
        ),
    ] {
        twins(code, &good, &item(bad));
    }
    let rule = |rule: &str| {
        unit(
            &format!("<val:validation><val:rule {rule}/></val:validation>"),
            TEXT,
        )
    };
    for (good, bad) in [
        ("isPresent=\"a\"", ""),
        ("my:a=\"b\"", "isPresent=\"a\" endsWith=\"b\""),
        (
            "isPresent=\"a\" occurs=\"2\"",
            "startsWith=\"a\" occurs=\"2\"",
        ),
        (
            "endsWith=\"a\" existsInSource=\"yes\"",
            "isNotPresent=\"a\" existsInSource=\"yes\"",
        ),
    ] {
        twins("valid::module", &rule(good), &rule(bad));
    }
    let disabled = "<val:validation><val:rule isPresent=\"a\" disabled=\"yes\"/></val:validation>";
    twins(
        "valid::module",
        &unit(disabled, TEXT),
        &file(&format!("{disabled}<unit id=\"u\">{TEXT}</unit>")),
    );
    let group = |id: &str| {
        unit(
            &format!(
                "<mda:metadata id=\"m\"><mda:metaGroup id=\"{id}\"><mda:meta type=\"a\"/></mda:metaGroup></mda:metadata>"
            ),
            TEXT,
        )
    };
    twins("valid::id", &group("n"), &group("m"));
}

#[test]
fn restrictions() {
    for (good, bad) in [
        (
            "<pc id=\"1\" slr:sizeInfo=\"2\"/>",
            "<pc id=\"1\" slr:sizeInfo=\"2.5\"/>",
        ),
        (
            "<pc id=\"1\" slr:equivStorage=\"2\"/>",
            "<pc id=\"1\" slr:equivStorage=\"seven\"/>",
        ),
        (
            "<pc id=\"1\" slr:sizeRestriction=\"1,*\"/>",
            "<pc id=\"1\" slr:sizeRestriction=\"*6\"/>",
        ),
        (
            "<ec id=\"1\" isolated=\"yes\" slr:sizeInfo=\"0\"/>",
            "<sc id=\"1\"/><ec startRef=\"1\" slr:sizeInfo=\"0\"/>",
        ),
        (
            "<ec id=\"1\" isolated=\"yes\" fs:fs=\"b\"/>",
            "<sc id=\"1\"/><ec startRef=\"1\" fs:fs=\"b\"/>",
        ),
        (
            "<ph id=\"1\" fs:fs=\"img\" fs:subFs=\"src,a.png\"/>",
            "<ph id=\"1\" fs:subFs=\"src,a.png\"/>",
        ),
        (
            "<ph id=\"1\" fs:fs=\"img\" fs:subFs=\"src,a.png\"/>",
            "<ph id=\"1\" fs:fs=\"img\" fs:subFs=\"src\"/>",
        ),
    ] {
        twins("valid::module", &source(good), &source(bad));
    }
    twins(
        "valid::value",
        &source("<ph id=\"1\" fs:fs=\"b\"/>"),
        &source("<ph id=\"1\" fs:fs=\"bold\"/>"),
    );
    let data = "<slr:data profile=\"my:a\"><my:a id=\"d\"/></slr:data>";
    let sized = |attributes: &str| {
        unit(
            data,
            &format!("<segment><source><ph id=\"1\" {attributes}/></source></segment>"),
        )
    };
    twins(
        "valid::reference",
        &sized("slr:sizeInfoRef=\"d\""),
        &sized("slr:sizeInfoRef=\"e\""),
    );
    twins(
        "valid::module",
        &sized("slr:sizeInfoRef=\"d\""),
        &sized("slr:sizeInfoRef=\"d\" slr:sizeInfo=\"1\""),
    );
    // What a unit beside it says is not around it; what its file says is.
    let beside = |before: &str, inside: &str| {
        file(&format!(
            "{before}<unit id=\"u\">{inside}{TEXT}</unit><unit id=\"v\"><segment><source>\
             <ph id=\"1\" slr:sizeInfoRef=\"d\"/></source></segment></unit>"
        ))
    };
    twins("valid::reference", &beside(data, ""), &beside("", data));
    let profile = |name: &str| {
        file(&format!(
            "<slr:profiles generalProfile=\"{name}\"/><unit id=\"u\" slr:sizeRestriction=\"{{1,2}}\">{TEXT}</unit>"
        ))
    };
    twins(
        "valid::module",
        &profile("my:boxes"),
        &profile("xliff:codepoints"),
    );
}

#[test]
fn changes() {
    let changed = |attributes: &str, items: &str| {
        unit(
            &format!(
                "<ctr:changeTrack><ctr:revisions appliesTo=\"note\" {attributes}><ctr:revision version=\"1\">{items}\
         </ctr:revision></ctr:revisions></ctr:changeTrack><notes><note id=\"n\" category=\"a\">x</note></notes>"
            ),
            TEXT,
        )
    };
    let content = "<ctr:item property=\"content\">y</ctr:item>";
    let category = "<ctr:item property=\"category\">y</ctr:item>";
    let good = changed(
        "ref=\"n\" currentVersion=\"1\"",
        &format!("{content}{category}"),
    );
    twins("valid::reference", &good, &changed("ref=\"m\"", content));
    twins(
        "valid::reference",
        &good,
        &changed("ref=\"n\" currentVersion=\"2\"", content),
    );
    twins(
        "valid::module",
        &good,
        &changed("ref=\"n\"", &format!("{category}{category}")),
    );
    twins(
        "valid::module",
        &good,
        &changed("ref=\"n\"", "<ctr:item property=\"priority\">1</ctr:item>"),
    );
    twins("valid::missing-element", &good, &changed("ref=\"n\"", ""));
}

#[test]
fn localization() {
    let version = "its:version=\"2.0\"";
    let marked = |attributes: &str| {
        unit(
            "",
            &format!("<segment><source><mrk id=\"1\" {attributes}>a</mrk></source></segment>"),
        )
    };
    let good = marked(&format!(
        "{version} type=\"its:generic\" itsm:domains=\"a\""
    ));
    for bad in [
        "itsm:domains=\"a\"".to_owned(),
        format!("{version} type=\"term\" itsm:domains=\"a\""),
        format!("{version} its:taSource=\"a\""),
        format!("{version} its:taIdentRef=\"a\" its:taSource=\"a\" its:taIdent=\"b\""),
        format!("{version} its:annotatorsRef=\"colour|a\""),
        format!("{version} its:annotatorsRef=\"domain|a domain|b\""),
        format!("{version} its:mtConfidence=\"0.5\""),
        format!("{version} its:locQualityRatingScoreThreshold=\"5\""),
        format!("{version} its:locQualityRatingScore=\"5\" its:locQualityRatingVote=\"5\""),
    ] {
        twins("valid::module", &good, &marked(&bad));
    }
    twins(
        "valid::value",
        &good,
        &marked("its:version=\"1.0\" itsm:domains=\"a\""),
    );
    twins(
        "valid::attribute",
        &good,
        &marked(&format!("{version} its:colour=\"a\"")),
    );
    twins(
        "valid::reference",
        &good,
        &marked(&format!("{version} its:locQualityIssuesRef=\"#its=x\"")),
    );
    let issues = |id: &str, issue: &str| {
        unit(
            &format!(
                "<its:locQualityIssues its:version=\"2.0\" xml:id=\"a\"><its:locQualityIssue {issue}/></its:locQualityIssues>\
         <its:provenanceRecords its:version=\"2.0\" xml:id=\"{id}\"><its:provenanceRecord tool=\"x\"/></its:provenanceRecords>"
            ),
            TEXT,
        )
    };
    let issues = |id: &str, issue: &str| issues(id, issue).replace(" its:version", " version");
    twins(
        "valid::module",
        &issues("b", "locQualityIssueType=\"style\""),
        &issues("b", "locQualityIssueSeverity=\"5\""),
    );
    twins(
        "valid::id",
        &issues("b", "locQualityIssueType=\"style\""),
        &issues("a", "locQualityIssueType=\"style\""),
    );
}

#[test]
fn what_2_2_has_more() {
    let noted = |reference: &str| {
        unit(
            &format!("<notes><note ref=\"{reference}\">x</note></notes>"),
            TEXT,
        )
    };
    twins_of(
        "2.2",
        ROOT,
        "valid::reference",
        &noted("#s"),
        &noted("#none"),
    );
    assert_eq!(found("2.1", ROOT, &noted("#s")), ["valid::attribute"]);
    let above = format!("<notes><note>x</note></notes>{}", unit("", TEXT));
    assert_eq!(found("2.2", ROOT, &above), Vec::<String>::new());
    assert_eq!(found("2.1", ROOT, &above), ["valid::element"]);
    let plural = |switch: &str, case: &str| {
        file(&format!(
            "<unit id=\"u\" {switch}><segment pgs:case=\"{case}\"><source>x</source></segment></unit>"
        ))
    };
    let good = plural("pgs:switch=\"plural:n gender:g\"", "few feminine");
    twins_of(
        "2.2",
        ROOT,
        "valid::module",
        &good,
        &plural("pgs:switch=\"plural:n\"", "few feminine"),
    );
    twins_of(
        "2.2",
        ROOT,
        "valid::module",
        &good,
        &plural("pgs:switch=\"colour:n gender:g\"", "few feminine"),
    );
    twins_of(
        "2.2",
        ROOT,
        "valid::module",
        &good,
        &plural("pgs:switch=\"plural:n\"", "feminine"),
    );
    twins_of("2.2", ROOT, "valid::module", &good, &plural("", "one"));
}

#[test]
fn what_is_not_known_is_refused_with_its_place() {
    for text in [
        "<a/>",
        "<xliff version=\"2.1\"/>",
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:3.0\"/>",
    ] {
        let verdict = validate(text.as_bytes()).unwrap();
        assert!(!verdict.is_valid() && verdict.standard.is_none());
        let first = verdict.findings.iter().next().unwrap();
        assert_eq!(
            (first.code.as_str(), first.place.line),
            ("valid::unknown", Some(1))
        );
    }
}

#[test]
fn many_faults_of_one_kind_are_counted() {
    let units: String = (0..50)
        .map(|_| format!("<unit id=\"u\">{TEXT}</unit>"))
        .collect();
    let codes = found("2.1", ROOT, &file(&units));
    assert_eq!(codes.iter().filter(|code| *code == "valid::id").count(), 20);
    assert_eq!(codes.last().map(String::as_str), Some("valid::more"));
}

/// A unit may refer to itself as often as it has elements.
#[test]
fn references_take_time_by_their_number() {
    let time = |number: usize| {
        let marks: String = (0..number)
            .map(|n| format!("<mrk id=\"m{n}\" type=\"comment\" ref=\"#n=n{n}\">a</mrk>"))
            .collect();
        let notes: String = (0..number)
            .map(|n| format!("<note id=\"n{n}\">a</note>"))
            .collect();
        let unit = format!(
            "<unit id=\"u\"><notes>{notes}</notes><segment><source>{marks}</source></segment></unit>"
        );
        let start = std::time::Instant::now();
        assert_eq!(found("2.1", ROOT, &file(&unit)), [""; 0]);
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (time(500), time(4_000));
    // By their number it would be eight times, by its square sixty-four.
    assert!(long < 30.0 * short.max(0.02), "{short} {long}");
}
