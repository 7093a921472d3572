//! Whether a text is in the script its locale says.
//!
//! A translation in the wrong script is worse than none: one mis-tagged file
//! fills a memory with it.

use std::collections::BTreeSet;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::model::Locale;

use super::token::words;

/// Characters that only Simplified or only Traditional texts use, as pairs.
/// Taken from the commonest of the one-to-one simplifications (Unicode Unihan,
/// kTraditionalVariant); characters that both use (后, 里, 台) are left out.
const HAN_PAIRS: &str = "\
这這来來个個们們国國对對说說时時会會过過发發为為学學经經动動现現当當从從还還进進种種样樣开開无無\
问問关關体體长長见見两兩实實点點电電业業东東话話头頭声聲给給气氣战戰书書车車门門马馬风風\
认認请請议議论論证證记記报報护護权權员員历歷压壓严嚴丽麗义義亚亞产產亲親众眾价價优優传傳\
伤傷伦倫侨僑债債倾傾党黨决決况況减減别別务務劳勞势勢区區医醫协協单單卖賣卫衛厅廳县縣\
变變叶葉号號启啟团團园園图圖圆圓场場坏壞块塊坚堅坛壇处處备備够夠奋奮妇婦孙孫宁寧宝寶审審\
宪憲宽寬导導尽盡层層属屬岁歲岛島币幣师師帮幫庆慶库庫应應废廢张張弹彈强強归歸录錄忆憶态態\
总總恶惡惊驚惩懲愿願戏戲户戶执執扩擴扫掃抢搶担擔拥擁择擇损損换換据據摄攝敌敵数數断斷旧舊\
显顯晓曉术術杀殺杂雜条條极極构構标標栏欄树樹桥橋检檢机機欢歡残殘毁毀毕畢汇匯汉漢汤湯沟溝\
济濟测測浓濃涛濤润潤涨漲渐漸湾灣湿濕满滿滥濫灭滅灵靈灾災炼煉烂爛热熱爱愛爷爺牵牽状狀独獨\
狱獄猎獵环環疗療监監盖蓋盘盤着著矿礦码碼确確离離称稱积積稳穩穷窮竞競笔筆筑築签簽简簡类類\
紧緊纪紀约約红紅纯純纳納纷紛纸紙线線练練组組细細织織终終结結绝絕统統继繼绩績续續维維综綜缓緩\
编編缘緣缩縮网網罗羅罚罰职職联聯肃肅脑腦脚腳脸臉脱脫节節药藥获獲营營萧蕭蓝藍虑慮虽雖补補\
装裝规規视視览覽觉覺誉譽计計订訂训訓讨討让讓设設访訪评評识識诉訴词詞译譯试試诗詩诚誠详詳语語\
误誤诸諸谁誰调調谈談谋謀谢謝谨謹贝貝贡貢财財责責败敗货貨质質贩販贫貧购購贸貿费費资資赋賦赏賞\
赖賴赛賽赵趙趋趨跃躍践踐轨軌转轉轮輪软軟轻輕载載较較辅輔辆輛辈輩输輸边邊达達迁遷运運近近返返\
违違连連迟遲适適选選递遞逻邏遗遺邮郵邻鄰郑鄭释釋钟鐘钢鋼钱錢银銀铁鐵错錯键鍵镇鎮闭閉间間闻聞阅閱\
阳陽阴陰阶階际際陆陸陈陳险險随隨隐隱难難静靜页頁项項顺順须須预預领領频頻题題颜顏额額类類飞飛饭飯\
饮飲馆館驱驅验驗骗騙鱼魚鲁魯鸟鳥麦麥黄黃齐齊齿齒龙龍龟龜";

/// What was found wrong with the script of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Fewer than 60 % of the letters are of the script: the share in per cent.
    OtherScript(u8),
    /// Chinese of the other kind: characters that the locale does not use.
    OtherChinese(String),
}

/// So many letters of another script are more than an acronym.
const STRANGE_LETTERS: u64 = 5;

/// Looks at the letters of a translation. Words that the source has too (names,
/// acronyms) do not count; a text without letters has no fault.
///
/// The bound of 60 % is that of `docs/formats.md`, digits and punctuation.
pub fn fault(target: &str, source: &str, locale: &Locale) -> Option<Fault> {
    let borrowed: BTreeSet<&str> = words(source).collect();
    let mut letters = 0_u64;
    let mut right = 0_u64;
    for word in words(target).filter(|word| !borrowed.contains(word)) {
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            right += u64::from(belongs(c, locale.script()));
        }
    }
    // "BM" may be the whole translation of "UN", but not that of a sentence.
    let acronym = letters - right < STRANGE_LETTERS && (right > 0 || words(source).count() <= 3);
    if letters > 0 && !acronym && right * 100 < letters * 60 {
        let share = u8::try_from(right * 100 / letters).unwrap_or(0);
        return Some(Fault::OtherScript(share));
    }
    other_chinese(target, source, locale).map(Fault::OtherChinese)
}

fn belongs(c: char, script: &str) -> bool {
    let wanted: &[Script] = match script {
        "Arab" => &[Script::Arabic],
        "Cyrl" => &[Script::Cyrillic],
        "Latn" => &[Script::Latin],
        "Hans" | "Hant" => &[Script::Han],
        // A script we have no table for is not judged.
        _ => return true,
    };
    let script = CodePointMapData::<Script>::new().get(c);
    wanted.contains(&script) || matches!(script, Script::Inherited | Script::Common)
}

/// Characters of the other Chinese, when the text has at least two kinds of
/// them and more than of its own. One alone may be a name or a quotation.
fn other_chinese(target: &str, source: &str, locale: &Locale) -> Option<String> {
    let (own_first, other_first) = match locale.script() {
        "Hans" => (true, false),
        "Hant" => (false, true),
        _ => return None,
    };
    let own = han_side(own_first);
    let other = han_side(other_first);
    let mut strange = BTreeSet::new();
    let mut at_home = BTreeSet::new();
    for c in target.chars().filter(|c| !source.contains(*c)) {
        if other.contains(&c) {
            strange.insert(c);
        } else if own.contains(&c) {
            at_home.insert(c);
        }
    }
    (strange.len() >= 2 && strange.len() > at_home.len()).then(|| strange.into_iter().collect())
}

/// One side of the pairs, without characters that stand on both.
fn han_side(first: bool) -> BTreeSet<char> {
    let characters: Vec<char> = HAN_PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
    characters
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [simple, full] if simple != full => Some(if first { *simple } else { *full }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, target: &str, source: &str, wrong: bool) {
        let locale: Locale = tag.parse().expect("a tag of the test");
        assert_eq!(fault(target, source, &locale).is_some(), wrong, "{target}");
    }

    #[test]
    fn wrong_scripts_are_seen() {
        check("ug", "Bu bir cümle.", "This is a sentence.", true);
        check("kk", "بۇ بىر جۈملە", "This is a sentence.", true);
        check("tr", "Бұл сөйлем.", "This is a sentence.", true);
        check("zh-Hans", "Bu bir cümle.", "This is a sentence.", true);
        check("zh-Hans", "這個國家的問題", "This country’s problem", true);
        check("zh-Hant", "这个国家的问题", "This country’s problem", true);
    }

    #[test]
    fn right_scripts_and_borrowed_names_pass() {
        check("ug", "ئامنېستى OHCHR", "Amnesty OHCHR", false);
        check(
            "ug",
            "Amnesty International",
            "Amnesty International",
            false,
        );
        check("ug", "2022", "2022", false);
        check("ug", "BM (OHCHR)", "UN (OHCHR)", false);
        check("ug", "TEST", "No one shall be subjected to torture.", true);
        check("zh-Hans", "联合国人权事务高级专员办事处", "OHCHR", false);
        check("zh-Hant", "聯合國人權事務高級專員辦事處", "OHCHR", false);
        check("kk", "Қазақстан", "Kazakhstan", false);
    }

    #[test]
    fn no_character_stands_on_both_sides() {
        let both: Vec<char> = han_side(true)
            .intersection(&han_side(false))
            .copied()
            .collect();
        assert!(both.is_empty(), "{both:?}");
    }
}
