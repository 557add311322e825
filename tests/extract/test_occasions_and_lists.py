"""Where honours were handed out, what is listed without a verb, and awards that are but spoken of."""

import pytest

from extract.readings import achievements

CASES: list[tuple[str, list[str]]] = [
    # honours of a day, week or month of science: told in the sentence, by the honour before it, or as what the paragraph is about
    (
        "⟦全国科普日|ACTIVITY⟧期间全市开展活动，获⟦中国科协|ORG⟧通报表扬的⟦优秀组织单位|AWARD⟧⟦6个|QUANTITY⟧、⟦优秀活动|AWARD⟧⟦8个|QUANTITY⟧。",
        ["- | 全国科普日 | 优秀组织单位 | 6 | 个 | -", "- | 全国科普日 | 优秀活动 | 8 | 个 | -"],
    ),
    (
        "1.⟦全国科普日|ACTIVITY⟧。开展活动⟦28项|QUANTITY⟧。⟦市科协|ORG⟧获⟦优秀组织单位|AWARD⟧。",
        ["市科协 | 全国科普日 | 优秀组织单位 | 1 | - | -"],
    ),
    (
        "⟦州科协|ORG⟧被授予“⟦全国科普日活动优秀组织单位|AWARD⟧”，⟦北坡县科协|ORG⟧的“云上科普”被评为⟦优秀特色活动|AWARD⟧。",
        ["州科协 | - | 全国科普日活动优秀组织单位 | 1 | - | -", "北坡县科协 | 全国科普日活动 | 优秀特色活动 | 1 | - | -"],
    ),
    (
        "⟦科技活动周|ACTIVITY⟧期间，⟦3个|QUANTITY⟧单位被⟦省科技厅|ORG⟧评为⟦优秀组织单位|AWARD⟧。",
        ["单位 | 科技活动周 | 优秀组织单位 | 3 | 个 | -"],
    ),
    (
        "⟦北坡小学|ORG⟧参加⟦青少年高校科学营|ACTIVITY⟧。⟦周岚|PERSON⟧被评为⟦优秀带队教师|AWARD⟧。",
        ["周岚 | 青少年高校科学营 | 优秀带队教师 | 1 | - | -"],
    ),
    (
        "⟦科技工作者状况调查|ACTIVITY⟧完成问卷⟦88份|QUANTITY⟧，⟦4个|QUANTITY⟧站点被评为⟦优秀调查站点|AWARD⟧。",
        ["站点 | 科技工作者状况调查 | 优秀调查站点 | 4 | 个 | -"],
    ),
    (
        "开展⟦全国科普日活动|ACTIVITY⟧⟦17项|QUANTITY⟧，⟦市科协|ORG⟧获评⟦全国科普日优秀组织单位|AWARD⟧。",
        ["市科协 | - | 全国科普日优秀组织单位 | 1 | - | -"],
    ),
    ("⟦科技活动周|ACTIVITY⟧期间，⟦市林学会|ORG⟧获评⟦先进学会|AWARD⟧。", ["市林学会 | - | 先进学会 | 1 | - | -"]),
    (
        "⟦全国科普日|ACTIVITY⟧前夕，举办⟦青禾市科普讲解大赛|COMPETITION⟧，⟦市科协|ORG⟧获⟦优秀组织奖|AWARD⟧。",
        ["市科协 | 青禾市科普讲解大赛 | 优秀组织奖 | 1 | - | -"],
    ),
    ("开展⟦科普讲座|ACTIVITY⟧⟦20场|QUANTITY⟧，⟦市科协|ORG⟧获⟦优秀组织单位|AWARD⟧。", ["市科协 | - | 优秀组织单位 | 1 | - | -"]),
    # who hands out during a day does so then
    (
        "⟦全国科技工作者日|ACTIVITY⟧期间，学会命名⟦10名|QUANTITY⟧会员为“⟦最美守望者|AWARD⟧”。",
        ["- | 全国科技工作者日 | 最美守望者 | 10 | 名 | -"],
    ),
    (
        "⟦全国科技工作者日主场活动|ACTIVITY⟧在⟦青禾会展中心|PLACE⟧举行，为⟦30位|QUANTITY⟧老专家颁发“⟦荣誉纪念章|AWARD⟧”。",
        ["- | 全国科技工作者日主场活动 | 荣誉纪念章 | 30 | 位 | -"],
    ),
    # meetings: told earlier in the text, gone on in the next sentence, of other kinds
    (
        "⟦青禾县科协四届六次全委会|ACTIVITY⟧召开。\n会议对⟦15个|QUANTITY⟧⟦先进集体|AWARD⟧和⟦40名|QUANTITY⟧⟦先进个人|AWARD⟧进行了通报表扬。",
        ["- | 青禾县科协四届六次全委会 | 先进集体 | 15 | 个 | -", "- | 青禾县科协四届六次全委会 | 先进个人 | 40 | 名 | -"],
    ),
    (
        "⟦全市科协系统工作会议|ACTIVITY⟧召开。\n会上还通报表扬了⟦先进单位|AWARD⟧⟦40个|QUANTITY⟧。",
        ["- | 全市科协系统工作会议 | 先进单位 | 40 | 个 | -"],
    ),
    (
        "召开⟦市科协四届五次全委会议|ACTIVITY⟧。会议为⟦先进集体|AWARD⟧颁奖。⟦北坡县科协|ORG⟧等⟦6个|QUANTITY⟧单位获评⟦先进集体|AWARD⟧。",
        ["北坡县科协 | 市科协四届五次全委会议 | 先进集体 | 6 | 个 | -"],
    ),
    (
        "召开⟦科技工作者座谈会|ACTIVITY⟧，会上为⟦8名|QUANTITY⟧⟦优秀科技志愿者|AWARD⟧颁发证书。",
        ["- | 科技工作者座谈会 | 优秀科技志愿者 | 8 | 名 | -"],
    ),
    (
        "⟦青禾一中百年校庆庆典|ACTIVITY⟧举行。庆典上，校长向⟦周岚|PERSON⟧颁发“⟦荣誉校友|AWARD⟧”证书。",
        ["周岚 | 青禾一中百年校庆庆典 | 荣誉校友 | 1 | - | -"],
    ),
    (
        "⟦全市科协系统工作会议|ACTIVITY⟧召开。\n会议还通报，⟦市科协|ORG⟧荣获⟦全国科普日优秀组织单位|AWARD⟧。",
        ["市科协 | - | 全国科普日优秀组织单位 | 1 | - | -"],
    ),
    ("⟦全市科协系统工作会议|ACTIVITY⟧召开。\n年底，⟦市科协|ORG⟧获评⟦先进单位|AWARD⟧。", ["市科协 | - | 先进单位 | 1 | - | -"]),
    (
        "召开⟦科技工作者座谈会|ACTIVITY⟧，会上⟦周岚|PERSON⟧等⟦10名|QUANTITY⟧⟦第八届青禾市青年科技奖|AWARD⟧获得者予以表彰。",
        ["周岚 | - | 第八届青禾市青年科技奖 | 10 | 名 | -"],
    ),
    ("召开⟦学会工作会议|ACTIVITY⟧⟦3场|QUANTITY⟧，表彰⟦先进学会|AWARD⟧⟦5个|QUANTITY⟧。", ["- | - | 先进学会 | 5 | 个 | -"]),
    # reviews
    (
        "在⟦市科协|ORG⟧⟦2022年度|DATE⟧综合考核中，⟦县科协|ORG⟧被评为⟦先进单位|AWARD⟧。",
        ["县科协 | 市科协2022年度综合考核 | 先进单位 | 1 | - | -"],
    ),
    (
        "⟦市林学会|ORG⟧、⟦市农学会|ORG⟧在⟦市民政局|ORG⟧社会组织等级评估中获⟦5A级社会组织|AWARD⟧。",
        [
            "市林学会 | 市民政局社会组织等级评估 | 5A级社会组织 | 1 | - | -",
            "市农学会 | 市民政局社会组织等级评估 | 5A级社会组织 | 1 | - | -",
        ],
    ),
    (
        "⟦市林学会|ORG⟧、⟦市农学会|ORG⟧通过⟦市民政局|ORG⟧评估，获评⟦4A级社会组织|AWARD⟧。",
        ["市林学会 | - | 4A级社会组织 | 1 | - | -", "市农学会 | - | 4A级社会组织 | 1 | - | -"],
    ),
    (
        "在“⟦科普惠农兴村计划|PROGRAM⟧”评审中，⟦北坡镇蜜柚协会|ORG⟧被评为⟦先进农技协|AWARD⟧。",
        ["北坡镇蜜柚协会 | “科普惠农兴村计划”评审 | 先进农技协 | 1 | - | -"],
    ),
    ("在党建考核中，⟦县科协|ORG⟧获⟦第一名|AWARD⟧。", ["县科协 | 党建考核 | 第一名 | 1 | - | -"]),
    (
        "在市直机关目标绩效考核中，⟦县科协|ORG⟧成绩优秀，连续⟦三年|QUANTITY⟧获⟦先进单位|AWARD⟧。",
        ["县科协 | 市直机关目标绩效考核 | 先进单位 | 1 | - | -"],
    ),
    (
        "⟦县科协|ORG⟧在⟦2022年度|DATE⟧绩效考核中荣获⟦一等奖|AWARD⟧，获评⟦市级文明单位|AWARD⟧。",
        ["县科协 | 2022年度绩效考核 | 一等奖 | 1 | - | -", "县科协 | - | 市级文明单位 | 1 | - | -"],
    ),
    (
        "在年终综合考评中，⟦县科协|ORG⟧获⟦优秀等次|AWARD⟧；⟦周岚|PERSON⟧获⟦先进个人|AWARD⟧。",
        ["县科协 | 年终综合考评 | 优秀等次 | 1 | - | -", "周岚 | - | 先进个人 | 1 | - | -"],
    ),
    # a standing prize is not conferred in a selection for another honour, nor an honour of one place in that of another
    (
        "开展⟦第二届“青禾最美科技工作者”选树活动|COMPETITION⟧，⟦周岚|PERSON⟧当选⟦青禾最美科技工作者|AWARD⟧。⟦林小禾|PERSON⟧被授予“⟦全省最美科技工作者|AWARD⟧”称号。",
        ["周岚 | 第二届“青禾最美科技工作者”选树活动 | 青禾最美科技工作者 | 1 | - | -", "林小禾 | - | 全省最美科技工作者 | 1 | - | -"],
    ),
    ("开展⟦第五届云岭省优秀科技工作者评选|COMPETITION⟧，⟦周岚|PERSON⟧荣获⟦省青年科技奖|AWARD⟧。", ["周岚 | - | 省青年科技奖 | 1 | - | -"]),
    (
        "⟦周岚|PERSON⟧在⟦第五届云岭省优秀科技工作者评选|COMPETITION⟧中胜出，⟦林小禾|PERSON⟧获⟦青禾市科学技术奖三等奖|AWARD⟧。",
        ["林小禾 | - | 青禾市科学技术奖三等奖 | 1 | - | -"],
    ),
    (
        "⟦第五届青禾市青年科技奖评选|COMPETITION⟧揭晓，⟦周岚|PERSON⟧荣获⟦青禾市青年科技奖|AWARD⟧。",
        ["周岚 | 第五届青禾市青年科技奖评选 | 青禾市青年科技奖 | 1 | - | -"],
    ),
    (
        "⟦周岚|PERSON⟧参加⟦全省最美科技工作者评选|COMPETITION⟧，获⟦云岭省最美科技工作者|AWARD⟧称号。",
        ["周岚 | 全省最美科技工作者评选 | 云岭省最美科技工作者 | 1 | - | -"],
    ),
    (
        "⟦周岚|PERSON⟧在⟦云岭省科普讲解大赛|COMPETITION⟧中获⟦二等奖|AWARD⟧。本市评出⟦青禾市优秀农技协|AWARD⟧⟦8个|QUANTITY⟧。",
        ["周岚 | 云岭省科普讲解大赛 | 二等奖 | 1 | - | -", "- | - | 青禾市优秀农技协 | 8 | 个 | -"],
    ),
    # those who speak of science are named in the contest of their level
    (
        "⟦云岭省科普讲解大赛|COMPETITION⟧决出⟦一等奖|AWARD⟧⟦10名|QUANTITY⟧。获奖选手同时被授予“⟦云岭省十佳科普使者|AWARD⟧”称号。",
        ["- | 云岭省科普讲解大赛 | 一等奖 | 10 | 名 | -", "- | 云岭省科普讲解大赛 | 云岭省十佳科普使者 | 1 | - | -"],
    ),
    (
        "⟦青禾市科普讲解大赛|COMPETITION⟧决出⟦一等奖|AWARD⟧⟦10名|QUANTITY⟧。⟦周岚|PERSON⟧被授予“⟦云岭省十佳科普使者|AWARD⟧”称号。",
        ["- | 青禾市科普讲解大赛 | 一等奖 | 10 | 名 | -", "周岚 | - | 云岭省十佳科普使者 | 1 | - | -"],
    ),
    # totals
    (
        "举办⟦青禾县第三届科技创新大赛|COMPETITION⟧，评出获奖作品⟦88件|QUANTITY⟧。选送参加⟦云岭省科技创新大赛|COMPETITION⟧，获⟦二等奖|AWARD⟧⟦1件|QUANTITY⟧。",
        ["- | 青禾县第三届科技创新大赛 | 获奖 | 88 | 件 | -", "- | 云岭省科技创新大赛 | 二等奖 | 1 | 件 | -"],
    ),
    (
        "⟦第十二届自然科学优秀论文评选|COMPETITION⟧共评出获奖论文⟦156篇|QUANTITY⟧。",
        ["- | 第十二届自然科学优秀论文评选 | 获奖 | 156 | 篇 | -"],
    ),
    ("⟦云岭省青少年机器人竞赛|COMPETITION⟧：⟦9支|QUANTITY⟧队伍获奖。", ["- | 云岭省青少年机器人竞赛 | 获奖 | 9 | 支 | -"]),
    (
        "⟦6件|QUANTITY⟧作品在⟦云岭省科技创新大赛|COMPETITION⟧中获奖，其中⟦一等奖|AWARD⟧⟦2件|QUANTITY⟧。",
        ["- | 云岭省科技创新大赛 | 获奖 | 6 | 件 | -", "- | 云岭省科技创新大赛 | 一等奖 | 2 | 件 | -"],
    ),
    (
        "举办⟦青禾县第三届科技创新大赛|COMPETITION⟧，评出获奖作品⟦3件|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦1件|QUANTITY⟧、⟦二等奖|AWARD⟧⟦2件|QUANTITY⟧。",
        ["- | 青禾县第三届科技创新大赛 | 一等奖 | 1 | 件 | -", "- | 青禾县第三届科技创新大赛 | 二等奖 | 2 | 件 | -"],
    ),
    ("⟦9支|QUANTITY⟧队伍在⟦云岭省青少年机器人竞赛|COMPETITION⟧中亮相。", []),
    # lists: those who won before a colon, numbered honours, honours under a heading
    (
        "⟦市科协|ORG⟧：⟦云岭省科协系统先进集体|AWARD⟧；\n⟦北坡县|PLACE⟧：首批⟦全国科普示范县|AWARD⟧；\n⟦市医学会|ORG⟧、⟦市林学会|ORG⟧：⟦云岭省先进学会|AWARD⟧。",
        [
            "市科协 | - | 云岭省科协系统先进集体 | 1 | - | -",
            "北坡县 | - | 全国科普示范县 | 1 | - | -",
            "市医学会 | - | 云岭省先进学会 | 1 | - | -",
            "市林学会 | - | 云岭省先进学会 | 1 | - | -",
        ],
    ),
    ("（1）⟦周岚|PERSON⟧（⟦市林学会|ORG⟧）：⟦优秀科技工作者|AWARD⟧。", ["周岚 | - | 优秀科技工作者 | 1 | - | -"]),
    ("获得荣誉：1.⟦先进集体|AWARD⟧；2.⟦市级文明单位|AWARD⟧。", ["- | - | 先进集体 | 1 | - | -", "- | - | 市级文明单位 | 1 | - | -"]),
    ("二、获得荣誉情况\n1.⟦先进集体|AWARD⟧\n2.⟦市级文明单位|AWARD⟧", ["- | - | 先进集体 | 1 | - | -", "- | - | 市级文明单位 | 1 | - | -"]),
    ("二、评选范围\n1.⟦先进集体|AWARD⟧\n2.⟦市级文明单位|AWARD⟧", []),
    ("⟦市科协|ORG⟧介绍：⟦先进集体|AWARD⟧的经验值得推广。", []),
    ("⟦先进集体|AWARD⟧：⟦市科协|ORG⟧、⟦北坡县科协|ORG⟧", ["市科协、北坡县科协 | - | 先进集体 | 1 | - | -"]),
    # who has it, and who of two
    ("⟦省农学会|ORG⟧首次设立⟦农业青年创新奖|AWARD⟧，授予⟦周岚|PERSON⟧等⟦5人|QUANTITY⟧。", ["周岚 | - | 农业青年创新奖 | 5 | 人 | -"]),
    (
        "会议命名⟦市农学会|ORG⟧等⟦8个|QUANTITY⟧学会为“⟦先进学会|AWARD⟧”，授予⟦周岚|PERSON⟧等⟦20名|QUANTITY⟧同志“⟦优秀学会工作者|AWARD⟧”称号。",
        ["市农学会 | - | 先进学会 | 8 | 个 | -", "周岚 | - | 优秀学会工作者 | 20 | 名 | -"],
    ),
    (
        "在⟦省机器人竞赛|COMPETITION⟧中，获⟦一等奖|AWARD⟧的有⟦北坡中学|ORG⟧，获⟦二等奖|AWARD⟧的有⟦南坪小学|ORG⟧。",
        ["北坡中学 | 省机器人竞赛 | 一等奖 | 1 | - | -", "南坪小学 | 省机器人竞赛 | 二等奖 | 1 | - | -"],
    ),
    ("⟦北坡科技小院|ORG⟧、⟦南坪科技小院|ORG⟧获得授牌，前者还获评⟦十佳科技小院|AWARD⟧。", ["北坡科技小院 | - | 十佳科技小院 | 1 | - | -"]),
    ("⟦北坡科技小院|ORG⟧、⟦南坪科技小院|ORG⟧获得授牌，后者还获评⟦十佳科技小院|AWARD⟧。", ["南坪科技小院 | - | 十佳科技小院 | 1 | - | -"]),
    ("对获得⟦省机器人竞赛|COMPETITION⟧⟦一等奖|AWARD⟧的⟦15名|QUANTITY⟧学生给予奖励。", ["- | 省机器人竞赛 | 一等奖 | 15 | 名 | -"]),
    ("⟦周岚|PERSON⟧入选⟦全国创新争先奖状|AWARD⟧获得者。", ["周岚 | - | 全国创新争先奖状 | 1 | - | -"]),
    ("邀请⟦全国创新争先奖|AWARD⟧获得者作报告。", []),
    # made or only sought, and what is but said of a prize
    ("⟦北坡县|PLACE⟧成功创建⟦全国科普示范县|AWARD⟧。", ["北坡县 | - | 全国科普示范县 | 1 | - | -"]),
    ("⟦北坡县|PLACE⟧积极创建⟦全国科普示范县|AWARD⟧。", []),
    (
        "⟦周岚|PERSON⟧在⟦全国发明展|COMPETITION⟧中获⟦一等奖|AWARD⟧，这是我市首个⟦国家级一等奖|AWARD⟧。",
        ["周岚 | 全国发明展 | 一等奖 | 1 | - | -"],
    ),
    # contests told in passing or by their level, and the nearest of two
    (
        "⟦青禾市教学技能大赛|COMPETITION⟧举行。这件教具此前在⟦全国教具展评|COMPETITION⟧中获⟦一等奖|AWARD⟧。最终，⟦周岚|PERSON⟧获得⟦一等奖|AWARD⟧。",
        ["- | 全国教具展评 | 一等奖 | 1 | - | -", "周岚 | 青禾市教学技能大赛 | 一等奖 | 1 | - | -"],
    ),
    ("国赛获奖情况：⟦三等奖|AWARD⟧⟦1项|QUANTITY⟧。", ["- | 国赛 | 三等奖 | 1 | 项 | -"]),
    (
        "评选出⟦一等奖|AWARD⟧⟦10篇|QUANTITY⟧，推荐参加省级评选获⟦一等奖|AWARD⟧⟦2篇|QUANTITY⟧。",
        ["- | - | 一等奖 | 10 | 篇 | -", "- | 省级评选 | 一等奖 | 2 | 篇 | -"],
    ),
    # institutions that are said to be what a title names
    ("作为⟦全国科普教育基地|AWARD⟧，⟦北坡科技馆|ORG⟧常年开放。", ["北坡科技馆 | - | 全国科普教育基地 | 1 | - | -"]),
    (
        "作为“⟦特色学校|AWARD⟧”和“⟦基地学校|AWARD⟧”，⟦北坡中学|ORG⟧成绩突出。",
        ["北坡中学 | - | 特色学校 | 1 | - | -", "北坡中学 | - | 基地学校 | 1 | - | -"],
    ),
    ("作为⟦全国科普教育基地|AWARD⟧，要常年开放。", []),
    ("作为⟦先进集体|AWARD⟧的推荐单位，⟦北坡科技馆|ORG⟧做了公示。", []),
    # prizes won together in several contests
    (
        "在⟦第9届云岭省科技创新大赛|COMPETITION⟧、⟦云岭省机器人竞赛|COMPETITION⟧上，⟦市代表队|ORG⟧共获⟦一等奖|AWARD⟧⟦21个|QUANTITY⟧。",
        ["市代表队 | 第9届云岭省科技创新大赛 | 一等奖 | 21 | 个 | -"],
    ),
    (
        "在⟦全国物理竞赛|COMPETITION⟧、⟦全国化学竞赛|COMPETITION⟧等学科竞赛中，⟦187人|QUANTITY⟧获⟦一等奖|AWARD⟧。",
        ["- | - | 一等奖 | 187 | 人 | -"],
    ),
    (
        "在⟦第9届云岭省科技创新大赛|COMPETITION⟧获⟦二等奖|AWARD⟧⟦3项|QUANTITY⟧，在⟦云岭省机器人竞赛|COMPETITION⟧上，共获⟦一等奖|AWARD⟧⟦2个|QUANTITY⟧。",
        ["- | 第9届云岭省科技创新大赛 | 二等奖 | 3 | 项 | -", "- | 云岭省机器人竞赛 | 一等奖 | 2 | 个 | -"],
    ),
    # persons with brackets behind their names
    (
        "⟦周岚|PERSON⟧（⟦青禾学院|ORG⟧讲师）、⟦方平|PERSON⟧（⟦市农科院|ORG⟧研究员）的论文获⟦第9届论文评选|COMPETITION⟧⟦一等奖|AWARD⟧。",
        ["周岚 | 第9届论文评选 | 一等奖 | 1 | - | -", "方平 | 第9届论文评选 | 一等奖 | 1 | - | -"],
    ),
    (
        "⟦周岚|PERSON⟧（指导教师⟦何川|PERSON⟧）、⟦方平|PERSON⟧获⟦第9届科技创新大赛|COMPETITION⟧⟦二等奖|AWARD⟧。",
        ["周岚 | 第9届科技创新大赛 | 二等奖 | 1 | - | -", "方平 | 第9届科技创新大赛 | 二等奖 | 1 | - | -"],
    ),
    # numbers told for several prizes, and such as are left open
    (
        "产生⟦一、二、三等奖|AWARD⟧各⟦100名|QUANTITY⟧、⟦200名|QUANTITY⟧、⟦300名|QUANTITY⟧。",
        ["- | - | 一等奖 | 100 | 名 | -", "- | - | 二等奖 | 200 | 名 | -", "- | - | 三等奖 | 300 | 名 | -"],
    ),
    (
        "产生⟦一、二、三等奖|AWARD⟧各⟦100名|QUANTITY⟧。",
        ["- | - | 一等奖 | 100 | 名 | -", "- | - | 二等奖 | 100 | 名 | -", "- | - | 三等奖 | 100 | 名 | -"],
    ),
    ("评出⟦一等奖|AWARD⟧⟦2个|QUANTITY⟧，⟦优秀奖|AWARD⟧若干。", ["- | - | 一等奖 | 2 | 个 | -", "- | - | 优秀奖 | - | - | -"]),
    # lines of a list that end in a stop, and those who share one number
    (
        "⟦第9届科技创新大赛|COMPETITION⟧颁奖。\n三、⟦优秀组织奖|AWARD⟧（⟦8个|QUANTITY⟧）\n⟦北坡中学|ORG⟧、⟦南坪小学|ORG⟧等。",
        ["北坡中学、南坪小学 | 第9届科技创新大赛 | 优秀组织奖 | 8 | 个 | -"],
    ),
    # those who were honoured together by words behind, if no more is told of them
    (
        "召开⟦市科协五届二次全委会议|ACTIVITY⟧，会议对⟦科普工作先进集体|AWARD⟧、⟦先进个人|AWARD⟧进行了表彰。",
        ["- | 市科协五届二次全委会议 | 科普工作先进集体 | - | - | -", "- | 市科协五届二次全委会议 | 先进个人 | - | - | -"],
    ),
    ("⟦市科协第五次代表大会|ACTIVITY⟧召开。会上为⟦先进集体|AWARD⟧颁奖。", ["- | 市科协第五次代表大会 | 先进集体 | - | - | -"]),
    ("每年对⟦先进集体|AWARD⟧、⟦先进个人|AWARD⟧进行表彰。", []),
    ("会议为⟦先进集体|AWARD⟧颁奖。⟦北坡县科协|ORG⟧获评⟦先进集体|AWARD⟧。", ["北坡县科协 | - | 先进集体 | 1 | - | -"]),
    ("对⟦先进集体|AWARD⟧进行表彰的办法。", []),
    # the finals behind a heat
    (
        "⟦周岚|PERSON⟧在⟦全国辅导员大赛西北赛区预赛|COMPETITION⟧中获⟦一等奖|AWARD⟧，并晋级⟦全国总决赛|COMPETITION⟧获⟦三等奖|AWARD⟧。",
        ["周岚 | 全国辅导员大赛西北赛区预赛 | 一等奖 | 1 | - | -", "- | 全国总决赛 | 三等奖 | 1 | - | -"],
    ),
    (
        "⟦周岚|PERSON⟧在⟦全国辅导员大赛|COMPETITION⟧中闯入⟦全国总决赛|COMPETITION⟧，获⟦三等奖|AWARD⟧。",
        ["周岚 | 全国辅导员大赛 | 三等奖 | 1 | - | -"],
    ),
    # what a contest of the same sentence decides is its prize, be it named after a place
    (
        "⟦云岭省科普讲解大赛|COMPETITION⟧评出⟦云岭省十佳讲解员|AWARD⟧⟦10名|QUANTITY⟧。",
        ["- | 云岭省科普讲解大赛 | 云岭省十佳讲解员 | 10 | 名 | -"],
    ),
    # lines of honours with a date before, or who gave them behind
    (
        "所获荣誉：\n1.⟦2022年|DATE⟧⟦先进集体|AWARD⟧（⟦省科协|ORG⟧）\n2.⟦市级文明单位|AWARD⟧（⟦市委|ORG⟧）",
        ["- | - | 先进集体 | 1 | - | -", "- | - | 市级文明单位 | 1 | - | -"],
    ),
    ("三、奖项设置\n1.⟦先进集体|AWARD⟧\n2.⟦市级文明单位|AWARD⟧", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_occasions_and_lists(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
