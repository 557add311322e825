"""Contests, awards, places and persons that the tagger passed over."""

from itertools import pairwise

import pytest

from extract.readings import marked_reading
from kexie_nlp.tag.name_parts import NameParts
from kexie_nlp.tag.passed_over import with_passed_over

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"

CASES = [
    # places in a row, told by what they are
    ("巡展走了乌蓝、平岗、古渡等9个县。", ["乌蓝 PLACE", "平岗 PLACE", "古渡 PLACE"]),
    ("巡展走了乌蓝、⟦平岗|PERSON⟧、古渡等地。", ["乌蓝 PLACE", "平岗 PLACE", "古渡 PLACE"]),
    ("邀请⟦平岗|PERSON⟧、古渡等9名专家。", []),
    ("⟦青禾县|PLACE⟧、平岗、古渡等地的讲师。", ["平岗 PLACE", "古渡 PLACE"]),
    ("⟦平岗中学|ORG⟧、古渡小学等9个社区学校。", []),
    ("在⟦洛觉乡|PLACE⟧、则普镇、尔马村办培训。", ["则普镇 PLACE", "尔马村 PLACE"]),
    ("走进企业、农村、社区，助力产业强县、科教兴县。", []),
    ("竞赛在云京举办，年会在我市召开，活动在校内举行。", ["云京 PLACE"]),
    # honours of a list of names, and others that are none
    ("⟦周岚|PERSON⟧登上了青禾省“最美科技工作者”榜单。", ["青禾省“最美科技工作者” AWARD"]),
    ("视频登上平台热搜榜单。", []),
    ("平岗社区入选青禾省科普标准化社区。", ["青禾省科普标准化社区 AWARD"]),
    # a village told with its town, of which a part was found or nothing
    ("在⟦平岗街道|PLACE⟧站前社区、古渡公园。", ["平岗街道站前社区 PLACE"]),
    ("新增2个（西寨镇坪上村、大拐⟦乡阴坡村|PLACE⟧）。", ["西寨镇坪上村 PLACE", "大拐乡阴坡村 PLACE"]),
    ("走进黎岭镇和五更村，赠书1200册。", []),
    ("研究生4人驻点安湖镇坪头村120天。", ["安湖镇坪头村 PLACE"]),
    ("到⟦大拐乡阴坡村教学点|PLACE⟧，来回174公里。", []),
    ("⟦平岗街道站前社区|ORG⟧、古渡公园。", []),
    ("向平岗街道站前社区赠书。", ["平岗街道站前社区 PLACE"]),
    ("各乡镇街道的行政村、社区，全镇中心村。", []),
    # a village by itself, and those of a row in the pastures
    ("分会场设在落水洞村村部，干部常驻冲口村。", ["落水洞村 PLACE", "冲口村 PLACE"]),
    ("走在村里，到了村村有明白人，在贫困村办班，驻村干部和驻镇帮镇扶村。", []),
    ("赴⟦平岗镇|PLACE⟧、哈日敖包嘎查办班。", ["哈日敖包嘎查 PLACE"]),
    # what was taken into a name beside it
    ("按⟦按青财〔2023〕7号|DOCUMENT⟧要求。", ["青财〔2023〕7号 DOCUMENT"]),
    ("⟦五届青禾市少年航模大赛|COMPETITION⟧吸引学生。", ["青禾市少年航模大赛 COMPETITION"]),
    ("年内⟦新设蓝藻专业委员会|ORG⟧。", ["蓝藻专业委员会 ORG"]),
    ("⟦仅浪沙镇|PLACE⟧就占了19场。", ["浪沙镇 PLACE"]),
    ("⟦办双语果树培训班|ACTIVITY⟧21期。", ["双语果树培训班 ACTIVITY"]),
    ("⟦林小禾已|PERSON⟧被推荐参评。", ["林小禾 PERSON"]),
    ("⟦▲市科协|ORG⟧获奖。", ["市科协 ORG"]),
    # associations that arrange something
    ("项目由旗科协组织实施。", ["旗科协 ORG"]),
    ("州科协组织专家下乡。", ["州科协 ORG"]),
    ("⟦青禾县科协|ORG⟧组织专家下乡。", []),
    ("全县科协组织认真履职，县科协组织建设进展明显。", []),
    ("⟦林小禾|PERSON⟧荣获全国“讲、比”活动科技标兵。", ["全国“讲、比”活动科技标兵 AWARD"]),
    ("⟦市林学会|ORG⟧被评为云岭省扶贫先进集体。", ["云岭省扶贫先进集体 AWARD"]),
    ("⟦市林学会|ORG⟧被评为⟦云岭省|PLACE⟧扶贫先进集体。", ["云岭省扶贫先进集体 AWARD"]),  # takes up what stands in its name
    ("⟦市林学会|ORG⟧荣获“2022年青禾市科普突出组织”荣誉。", ["青禾市科普突出组织 AWARD"]),
    ("⟦市林学会|ORG⟧获得“⟦青禾市优秀项目|PROGRAM⟧”荣誉称号。", ["青禾市优秀项目 AWARD"]),
    ("⟦市林学会|ORG⟧获得“青禾市优秀项目”资金⟦5万元|AMOUNT⟧。", []),
    (f"{FAIR}评出发明类一等奖⟦4项|QUANTITY⟧、⟦二等奖|AWARD⟧⟦6项|QUANTITY⟧，园丁奖⟦15个|QUANTITY⟧。", ["一等奖 AWARD", "园丁奖 AWARD"]),
    (f"{FAIR}评出⟦二等奖|AWARD⟧⟦6项|QUANTITY⟧，培训教师⟦15个|QUANTITY⟧。", []),
    ("会议表彰了⟦15名|QUANTITY⟧优秀会员。", ["优秀会员 AWARD"]),
    ("组织⟦15名|QUANTITY⟧优秀教师疗养。", []),
    ("⟦林小禾|PERSON⟧獲國小組佳作。", ["國小組佳作 AWARD"]),
    ("领导为获奖选手颁奖。", []),
    ("⟦林小禾|PERSON⟧获得先进集体的帮助。", []),
    ("⟦林小禾|PERSON⟧参加先进个人座谈会。", []),
    ("成功举办青禾市第9届少年航模大赛。", ["青禾市第9届少年航模大赛 COMPETITION"]),
    ("青禾市首届中小学生创客马拉松举行。", ["青禾市首届中小学生创客马拉松 COMPETITION"]),
    ("在2021年少年航模竞赛中夺冠。", ["2021年少年航模竞赛 COMPETITION"]),
    ("2021年举办少年航模竞赛。", []),
    ("成功举办⟦青禾市第9届少年航模大赛|COMPETITION⟧。", []),
    ("首届赛事组委会成立。", []),
    # grades in one breath, whole
    (f"{FAIR}评出一、二、⟦三等奖|AWARD⟧。", ["一、二、三等奖 AWARD"]),
    ("评出特、⟦一等奖|AWARD⟧。", ["特、一等奖 AWARD"]),
    ("⟦林小禾|PERSON⟧列第二、⟦一等奖|AWARD⟧空缺。", []),
    # quoted honours, also later ones of a list
    ("公众号获“⟦十佳科普账号|PROGRAM⟧”，⟦3部|QUANTITY⟧作品参展。", ["十佳科普账号 AWARD"]),
    ("⟦林小禾|PERSON⟧获得“⟦省劳动模范|AWARD⟧”“市杰出青年”等荣誉。", ["市杰出青年 AWARD"]),
    ("公众号获“科普青禾”，⟦3部|QUANTITY⟧作品参展。", []),
    # honours of a programme, further ones of a list, those that are chosen by number
    ("⟦市林学会|ORG⟧获得市级“⟦科普惠农|PROGRAM⟧”先进单位。", ["市级“科普惠农”先进单位 AWARD"]),
    ("机关被评为⟦文明单位|AWARD⟧、综治工作先进单位和平安建设先进单位。", ["综治工作先进单位 AWARD"]),
    ("选树县级最美科技人⟦8名|QUANTITY⟧。", ["县级最美科技人 AWARD"]),
    ("走访最美科技人⟦8名|QUANTITY⟧。", []),
    ("⟦18名|QUANTITY⟧学者获青禾市第九届青年科技奖，⟦2人|QUANTITY⟧入围。", ["青禾市第九届青年科技奖 AWARD"]),
    ("⟦省科普征集活动|COMPETITION⟧优秀作品，", ["优秀作品 AWARD"]),
    ("⟦省科普征集活动|COMPETITION⟧的优秀作品展出。", []),
    # contests of a level
    ("举办全市中小学生“我爱科学”征文比赛，收到征文。", ["中小学生“我爱科学”征文比赛 COMPETITION"]),
    ("在全市职工技能大赛中夺冠。", ["职工技能大赛 COMPETITION"]),
    ("在全省职工技能大赛中夺冠。", ["全省职工技能大赛 COMPETITION"]),
    ("青禾市第三届“文心杯”少年“小创客”大赛落幕。", ["青禾市第三届“文心杯”少年“小创客”大赛 COMPETITION"]),
    ("选拔选手冲刺全省比赛，力争突破。", []),
    # selections that are named after an honour, and the campaign of the works
    ("开展青禾市“⟦最美科技人|AWARD⟧”评选。", ["青禾市“最美科技人”评选 COMPETITION"]),
    ("深化“讲理想、比贡献”活动。", ["“讲理想、比贡献”活动 COMPETITION"]),
    ("“讲理想、比贡献”活动先进集体受表彰。", []),
    # prizes right behind the name of their contest, whole names of prizes with an edition
    ("获⟦青禾市山歌擂台赛|COMPETITION⟧金嗓子奖，", ["金嗓子奖 AWARD"]),
    ("获⟦青禾市航模锦标赛|COMPETITION⟧季军，", ["季军 AWARD"]),
    ("⟦青禾市航模锦标赛|COMPETITION⟧颁奖，", []),
    ("授予⟦2人|QUANTITY⟧第六届青禾市科技⟦贡献奖|AWARD⟧，", ["第六届青禾市科技贡献奖 AWARD"]),
    # 跻身…行列, 评为…, a further title
    ("协会跻身全省“百强农技协”行列。", ["全省“百强农技协” AWARD"]),
    ("志愿者走进游行行列。", []),
    ("协会被评为全区优秀农村专业技术协会，", ["全区优秀农村专业技术协会 AWARD"]),
    ("获市委颁发的优秀基层宣讲员证书。", []),
    ("授予⟦省三八红旗手|AWARD⟧、青禾最美科技人称号。", ["青禾最美科技人 AWARD"]),
    ("评选第三届青禾县优秀科技工作者⟦10人|QUANTITY⟧，", ["第三届青禾县优秀科技工作者 AWARD"]),
    ("获⟦VEX挑战赛|COMPETITION⟧初中组银牌。", ["初中组银牌 AWARD"]),
    # a grade of a prize with a name of its own, and 确定…为
    ("⟦《科技周刊》|DOCUMENT⟧获省优秀科技期刊⟦一等奖|AWARD⟧。", ["省优秀科技期刊一等奖 AWARD"]),
    ("⟦林小禾|PERSON⟧获⟦省青年科普大赛|COMPETITION⟧⟦一等奖|AWARD⟧。", []),
    ("确定⟦林小禾|PERSON⟧等⟦10人|QUANTITY⟧为“青禾好人”。", ["青禾好人 AWARD"]),
    # what is called a title
    ("⟦林小禾|PERSON⟧获第八届青禾市科技功臣称号。", ["第八届青禾市科技功臣 AWARD"]),
    ("授予其青禾市荣誉市民称号。", ["青禾市荣誉市民 AWARD"]),
    ("完善职业资格和职务称号。", []),
    # honours by the number, none in the title of a post
    ("评出“巧手匠人”⟦10名|QUANTITY⟧、“技术能手”⟦30名|QUANTITY⟧。", ["巧手匠人 AWARD", "技术能手 AWARD"]),
    ("党委书记走访慰问科技工作者⟦8名|QUANTITY⟧。", []),
    ("全市举办青年大赛，", []),
    ("东坡社区创成云岭省科普示范社区⟦2个|QUANTITY⟧，", ["云岭省科普示范社区 AWARD"]),
    ("镇上获得全市科技之春活动先进县。", ["科技之春活动先进县 AWARD"]),
    ("表扬了⟦20名|QUANTITY⟧云泉市优秀科技工作者，", ["云泉市优秀科技工作者 AWARD"]),
    ("在第二十届云岭省自然科学优秀论文评审中获奖", ["第二十届云岭省自然科学优秀论文评审 COMPETITION"]),
    ("第二十届云岭省自然科学优秀论文评审会", []),
    # what stands outside a name that was found, two honours in one, and the sign of an item
    ("摘得⟦自治区赛一等奖|AWARD⟧。", ["自治区赛 COMPETITION", "一等奖 AWARD"]),
    ("获⟦省级赛区一等奖|AWARD⟧。", []),
    ("获⟦各类赛事优秀指导教师|AWARD⟧。", ["优秀指导教师 AWARD"]),
    ("分获⟦云岭省科普惠农先进基地和科普带头人|AWARD⟧。", ["云岭省科普惠农先进基地 AWARD", "科普带头人 AWARD"]),
    ("获⟦云岭省学术和技术带头人|AWARD⟧。", []),
    ("⟦①青少年航模比赛|COMPETITION⟧：", ["青少年航模比赛 COMPETITION"]),
    # villages that are helped, towns where something was held
    ("机关结对帮扶大垄村，", ["大垄村 PLACE"]),
    ("派驻柳河县石坎村第一书记⟦1名|QUANTITY⟧", ["柳河县石坎村 PLACE"]),
    ("挂钩联系的白坪乡枫垭村如期脱贫", ["白坪乡枫垭村 PLACE"]),
    ("对口帮扶贫困村，帮扶全村，联系村民，定点帮扶各村", []),
    ("联系帮扶的⟦石坎村|ORG⟧", []),
    ("帮扶村级集体经济", []),
    ("比赛在屿泽市举行，", ["屿泽市 PLACE"]),
    ("比赛在屿泽市的体育馆举行，在全市举办，在我市召开", []),
    # long names
    ("市畜牧站研究员额尔德木图荣获⟦二等奖|AWARD⟧。", ["额尔德木图 PERSON"]),
    ("市畜牧站研究员额尔德木图荣获第三届青年科技奖", ["额尔德木图 PERSON"]),
    ("学生娜⟦仁托雅|PERSON⟧获得⟦二等奖|AWARD⟧。", ["娜仁托雅 PERSON"]),
    ("选手阿依古丽·买买提获全省⟦一等奖|AWARD⟧。", ["阿依古丽·买买提 PERSON"]),
    ("选手⟦欧阳慧|PERSON⟧编写的《果树》获得⟦二等奖|AWARD⟧。", []),
    ("选手再次获得⟦二等奖|AWARD⟧。", []),
    ("学生物理竞赛中获得⟦二等奖|AWARD⟧。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_passed_over(marked: str, expected: list[str]) -> None:
    reading, entities = marked_reading(marked)
    found = with_passed_over(reading.text, entities, lambda _: None)
    assert [f"{entity.text} {entity.type}" for entity in found if entity not in entities] == expected
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_what_is_put_in_does_not_overlap() -> None:
    found = with_passed_over("走访了多吉、尼玛次仁等9个村。", [], lambda _: None, NameParts(("尼玛", "次仁")))
    assert [f"{entity.text} {entity.type}" for entity in found] == ["多吉 PLACE", "尼玛次仁 PLACE"]
