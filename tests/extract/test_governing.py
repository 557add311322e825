"""Which campaign, contest or works a figure belongs to, and what the clause before or behind it alone tells."""

import pytest

from extract.readings import metrics

CASES: list[tuple[str, list[str]]] = [
    # the campaign during which, not the nameless activities that were counted
    (
        "⟦全国科普日|ACTIVITY⟧期间组织⟦重点科普活动|ACTIVITY⟧⟦86项|QUANTITY⟧，受众⟦4万人次|QUANTITY⟧。",
        ["全国科普日期间组织重点科普活动 = 86 项", "全国科普日受众 = 40000 人次"],
    ),
    (
        "⟦全国科普日活动|ACTIVITY⟧期间，全县推出⟦科普活动|ACTIVITY⟧⟦42项|QUANTITY⟧，参与公众⟦1.2万人次|QUANTITY⟧。",
        ["全国科普日活动推出科普活动 = 42 项", "全国科普日活动参与公众 = 12000 人次"],
    ),
    (
        "⟦科技活动周|ACTIVITY⟧期间举办⟦“田间课堂”活动|ACTIVITY⟧⟦6场|QUANTITY⟧，参与农民⟦300人|QUANTITY⟧。",
        ["“田间课堂”活动 = 6 场", "“田间课堂”活动农民 = 300 人"],
    ),
    (
        "全年开展⟦主题科普活动|ACTIVITY⟧⟦12场|QUANTITY⟧，参与群众⟦3000人次|QUANTITY⟧。",
        ["主题科普活动 = 12 场", "主题科普活动参与群众 = 3000 人次"],
    ),
    # a theme is no event
    ("⟦全国科普日活动|ACTIVITY⟧以“⟦食品与健康|ACTIVITY⟧”为主题，参加群众⟦1万人次|QUANTITY⟧。", ["全国科普日活动参加群众 = 10000 人次"]),
    ("围绕“⟦清洁水源|ACTIVITY⟧”开展宣传，参加群众⟦300人|QUANTITY⟧。", ["“清洁水源”参加群众 = 300 人"]),
    # several events together
    ("⟦科技活动周|ACTIVITY⟧、⟦全国科普日|ACTIVITY⟧接连登场，⟦2万人次|QUANTITY⟧参与。", ["科技活动周、全国科普日参与人员 = 20000 人次"]),
    (
        "举办⟦茶叶研修班|ACTIVITY⟧⟦2期|QUANTITY⟧、⟦青年沙龙|ACTIVITY⟧⟦8场|QUANTITY⟧，⟦560人次|QUANTITY⟧参加。",
        ["茶叶研修班 = 2 期", "青年沙龙 = 8 场", "茶叶研修班、青年沙龙参加人员 = 560 人次"],
    ),
    ("⟦科技活动周|ACTIVITY⟧、⟦全国科普日|ACTIVITY⟧期间展出展板⟦60块|QUANTITY⟧。", ["展出展板 = 60 块"]),
    # stages of contests told by their level
    ("选送⟦12项|QUANTITY⟧参加省赛，获奖⟦9项|QUANTITY⟧。", ["选送参加省赛 = 12 项", "省赛获奖 = 9 项"]),
    ("推荐⟦40件|QUANTITY⟧参评市赛。", ["推荐参评市赛 = 40 件"]),
    ("⟦青禾市机器人竞赛|COMPETITION⟧上，我县代表队共获奖⟦11项|QUANTITY⟧。", ["青禾市机器人竞赛获奖 = 11 项"]),
    ("⟦青禾市机器人竞赛|COMPETITION⟧上，我县获奖⟦11项|QUANTITY⟧。", ["青禾市机器人竞赛获奖 = 11 项"]),
    # what was kept or done year by year
    ("县科协连续⟦三年|QUANTITY⟧保持县文明单位称号。", ["连续保持县文明单位 = 3 年"]),
    ("连续⟦两年|QUANTITY⟧承办⟦青禾市机器人竞赛|COMPETITION⟧。", ["连续承办青禾市机器人竞赛 = 2 年"]),
    ("县科协连续⟦五届|QUANTITY⟧派人参加。", ["县科协派人 = 5 届"]),
    # halls and works
    ("筹建青禾县科普活动中心，设计面积⟦800平方米|QUANTITY⟧。", ["青禾县科普活动中心设计面积 = 800 平方米"]),
    ("青禾县科技馆布展工程基本完工，完成投资⟦386万元|AMOUNT⟧。", ["青禾县科技馆布展工程投资 = 3860000 元"]),
    ("推广水稻直播技术，示范面积⟦2万亩|QUANTITY⟧。", ["水稻直播技术示范面积 = 20000 亩"]),
    ("新建科普广场，占地面积⟦3000平方米|QUANTITY⟧。", ["科普广场占地面积 = 3000 平方米"]),
    ("全县增加投入，总投资⟦300万元|AMOUNT⟧。", ["总投资 = 3000000 元"]),
    # talks without a name
    ("到北坡镇作柑橘保鲜技术讲座，听众⟦210人|QUANTITY⟧。", ["柑橘保鲜技术讲座听众 = 210 人"]),
    ("到北坡镇作⟦柑橘保鲜技术讲座|ACTIVITY⟧，听众⟦210人|QUANTITY⟧。", ["柑橘保鲜技术讲座听众 = 210 人"]),
    # shares
    ("上半年支出占全年的⟦21%|PERCENT⟧。", ["上半年支出占全年 = 21 %"]),
    ("绩效指标中定性指标偏多，占⟦35%|PERCENT⟧。", ["定性指标占绩效指标 = 35 %"]),
    (
        "走访贫困户⟦23户|QUANTITY⟧，占全县⟦92户|QUANTITY⟧贫困户的⟦25%|PERCENT⟧。",
        ["走访贫困户 = 23 户", "贫困户 = 92 户", "走访贫困户占贫困户 = 25 %"],
    ),
    ("仍有⟦27%|PERCENT⟧的村未建科普活动室。", ["未建科普活动室村 = 27 %"]),
    ("现有⟦七成|PERCENT⟧的学生参加过科技社团。", ["参加过科技社团学生 = 70 %"]),
    ("提高了⟦15%|PERCENT⟧的目标。", ["提高 = 15 % by"]),
    # states
    (
        "科普经费创下新高，达到⟦1126万元|AMOUNT⟧，比⟦上年|DATE⟧净增⟦214万元|AMOUNT⟧。",
        ["科普经费 = 11260000 元", "科普经费净增 = 2140000 元 by"],
    ),
    (
        "科普活动室达到⟦64个|QUANTITY⟧，覆盖率由⟦58%|PERCENT⟧提高到⟦69%|PERCENT⟧。",
        ["科普活动室 = 64 个", "科普活动室覆盖率 = 58 % from", "科普活动室覆盖率 = 69 %"],
    ),
    (
        "新建科普活动室⟦19个|QUANTITY⟧，配发图书⟦5700册|QUANTITY⟧，覆盖率由⟦52%|PERCENT⟧提高到⟦61%|PERCENT⟧。",
        ["新建科普活动室 = 19 个", "配发图书 = 5700 册", "新建科普活动室覆盖率 = 52 % from", "新建科普活动室覆盖率 = 61 %"],
    ),
    # what became of those counted
    ("指导⟦8家|QUANTITY⟧学会完成换届，⟦2家|QUANTITY⟧学会被限期整改。", ["完成换届学会 = 8 家", "被限期整改学会 = 2 家"]),
    ("⟦6个|QUANTITY⟧学会如期换届。", ["如期换届学会 = 6 个"]),
    ("⟦31个|QUANTITY⟧乡镇中还有⟦8个|QUANTITY⟧没有科普专干。", ["乡镇 = 31 个", "没有科普专干乡镇 = 8 个"]),
    ("⟦31个|QUANTITY⟧镇中还有⟦8个|QUANTITY⟧建成科普馆。", ["镇 = 31 个", "镇中建成科普馆 = 8 个"]),
    ("⟦七位|QUANTITY⟧患者被列入青禾县医院的复明工程。", ["患者 = 7 位"]),
    ("召开座谈会征集意见⟦23条|QUANTITY⟧，办结⟦19条|QUANTITY⟧。", ["座谈会征集意见 = 23 条", "座谈会办结意见 = 19 条"]),
    ("新建企业科协⟦27家|QUANTITY⟧，总数达⟦203家|QUANTITY⟧。", ["新建企业科协 = 27 家", "企业科协 = 203 家"]),
    (
        "⟦县学会|ORG⟧⟦28个|QUANTITY⟧，会员⟦3600人|QUANTITY⟧，换届⟦6个|QUANTITY⟧。",
        ["县学会 = 28 个", "县学会会员 = 3600 人", "换届县学会 = 6 个"],
    ),
    # persons and where they go
    ("选派⟦24名|QUANTITY⟧专家到村担任科技特派员。", ["选派科技特派员 = 24 名"]),
    ("选送⟦12名|QUANTITY⟧骨干到⟦青禾农校|ORG⟧学习。", ["选送骨干 = 12 名"]),
    ("专家⟦三次|QUANTITY⟧到⟦北坡镇|PLACE⟧指导。", ["到北坡镇指导 = 3 次"]),
    ("⟦24所|QUANTITY⟧学校⟦186名|QUANTITY⟧学生参加⟦机器人竞赛|COMPETITION⟧。", ["机器人竞赛学校 = 24 所", "机器人竞赛参加学生 = 186 名"]),
    (
        "⟦58名|QUANTITY⟧选手携⟦47项|QUANTITY⟧作品亮相⟦青禾市机器人竞赛|COMPETITION⟧。",
        ["青禾市机器人竞赛选手 = 58 名", "青禾市机器人竞赛选手携作品亮相 = 47 项"],
    ),
    ("与会代表⟦580人|QUANTITY⟧。", ["与会代表 = 580 人"]),
    # whose figures
    ("县科协帮扶的北坡村全年脱贫⟦46户|QUANTITY⟧。", ["北坡村全年脱贫 = 46 户"]),
    ("“⟦科学家精神宣讲活动|ACTIVITY⟧”中，观看⟦《戈壁》|DOCUMENT⟧⟦1200人次|QUANTITY⟧。", ["“科学家精神宣讲活动”观看《戈壁》 = 1200 人次"]),
    (
        "⟦北坡协会|ORG⟧、李强分别被评为⟦先进基地|AWARD⟧和⟦科普带头人|AWARD⟧，分别获奖补⟦5万元|AMOUNT⟧和⟦2万元|AMOUNT⟧。",
        ["先进基地奖补 = 50000 元", "科普带头人奖补 = 20000 元"],
    ),
    ("领导调研⟦2次|QUANTITY⟧，市领导批示⟦3次|QUANTITY⟧。", ["领导调研 = 2 次", "市领导批示 = 3 次"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_governing(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected
