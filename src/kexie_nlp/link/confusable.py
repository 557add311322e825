"""Characters that are written or recognised one for another: they look alike, or are typed by the same syllable."""

from collections.abc import Iterator
from typing import Final

_LOOK_ALIKE: Final = (
    "人入八 己已巳 土士 日曰目 末未 干千于 大太犬 木术本 竞竟 拔拨 技枝 菌茵 进迸 出岀 缴激 众从 展晨 "
    "采釆 费赀贵 情惰 茶荼 侯候 撒撤 辨辩辫 会全 员贝 科料 学字 委季 官宫 管菅 析折拆 形彤 鸟乌岛 免兔 "
    "史吏 令今 问间闻 园圆团 困因国 待侍持 晴睛 赛塞寨 奖浆桨 创刨 农衣 村材 社杜 校较 教救 育肓 技支 "
    "普晋 验检 询讯 训川 网冈 络洛 体休 系糸 统绕 示未 范苑 基墓 质贡 量童 率卒 比此 例列 增曾 减咸 "
    "幅辐 副福 项顷 款软 类娄 数教 册删 份分 邨村 乡多 县具 市巿 镇填 街衔 道首 区匠 省看 州川 盟盍 "
    "旗施"
)
_SOUND_ALIKE: Final = (
    "新兴心欣 原愿源缘 艰坚间监 住驻注柱 在再 的地得 做作 坐座 像象相 记纪 须需 复覆付 型形行 启起 受授 "
    "练炼 以已 即既及 建健见 定订 申审 帐账 渡度 报保包 密秘 访防仿 供共公工 事示势 力利立 长常场 成城程 "
    "题提 名民明 奖讲 赛塞 优尤 秀绣 培陪 训讯 辅甫 导到 员园圆援 评平 选先 展站 普谱 科课 技计记 创闯 "
    "志智制 愿原 服福 务物 队对 推退 广光 实时 施师 效较 果国 乡香 振震阵 村存 帮邦 扶服 贫频 志致 交教 "
    "流留"
)


def _exchanges() -> Iterator[frozenset[str]]:
    """Yield the pairs of characters within each group."""
    for group in f"{_LOOK_ALIKE} {_SOUND_ALIKE}".split():
        for index, char in enumerate(group):
            yield from (frozenset((char, other)) for other in group[index + 1 :])


CONFUSABLE: Final = frozenset(_exchanges())
