"""Persons: with a post or speaking, bylines left out."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市科技局局长张茂在会上说", "张茂"),
        ("副省长孙宇到会。", "孙宇"),
        ("公司董事长刘东升表示，", "刘东升"),
        ("周南平副部长指出，", "周南平"),
        ("副行长古里·卡普尔说，", "古里·卡普尔"),
        ("材料学院匡晓军教授主持项目。", "匡晓军"),
        ("总经理欧阳明志介绍，", "欧阳明志"),
        ("合作社理事长扎西顿珠说，", "扎西顿珠"),
        ("副县长官文清说，", "官文清"),
        ("省水利厅厅长齐国平8月3日作报告。", "齐国平"),
        ("公司财务长林淑惠指出，", "林淑惠"),
        ("由以孙立强教授领衔的团队研制。", "孙立强"),
        ("院士赵国庆、钱伟、孙丽娟等参加。", "孙丽娟"),
        ("市长李明哲和县长王磊出席。", "王磊"),
        ("副专员阿卜杜·吾甫尔到会。", "阿卜杜·吾甫尔"),
        ("市科技局局长卓明给记者算了笔账。", "卓明"),
        ("中国工程院院士丁洋把团队带来了。", "丁洋"),
    ],
)
def test_person(text: str, name: str) -> None:
    assert name in named(text, "Person")


@pytest.mark.parametrize(
    "text", ["本报讯（记者 王小明）近日，", "记者李文 通讯员赵刚", "负责人说，关键在成果转化。", "高新区主任会议召开。"]
)
def test_nobody(text: str) -> None:
    assert named(text, "Person") == {}


@pytest.mark.parametrize(
    "how", ["郑重表示", "严肃指出", "时常表示", "尤其强调", "解释说", "强调说", "闻讯后表示", "向记者表示"]
)
def test_how_somebody_speaks_is_no_name(how: str) -> None:
    assert named(f"市财政局局长{how}，今年将拨付资金。", "Person") == {}
    assert named(f"市财政局局长高明亮{how}，今年将拨付资金。", "Person").keys() == {"高明亮"}


def test_donor_behind_a_date_or_a_conjunction() -> None:
    found = named("继今年5月李远三先生捐款后，海川集团及卢志明校友再次捐赠。", "Person")
    assert set(found) == {"李远三", "卢志明"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在场的还有农行江西省分行行长孙立。", "孙立"),
        ("秘书长由清华大学教授周济中担任。", "周济中"),
        ("由西安交通大学校长郑南宁任组长。", "郑南宁"),
        ("该校副校长朱敏分任两职。", "朱敏"),
    ],
)
def test_names_that_other_words_run_into(text: str, name: str) -> None:
    assert name in named(text, "Person")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区领导孙健、朱晓、张伟参加活动。", {"孙健", "朱晓", "张伟"}),
        ("蔗农李传顺得了补贴，职工陈江今年买了农机。", {"李传顺", "陈江"}),
        ("公司由仇晓莘博士创立。", {"仇晓莘"}),
        ("常务副区长全伟说。", {"全伟"}),
        ("市长全程陪同。", set()),
        ("联系人：赵女士。", set()),
        ("村民刘大爷说。", set()),
        ("移民应得的补偿到账。", set()),
        ("该县为种粮大户安排资金。", set()),
        ("王建国任四川省科技厅厅长。", {"王建国"}),
        ("陈丽，四川省科技厅副厅长。", {"陈丽"}),
        ("会议决定，任命李强为绵阳市副市长。", {"李强"}),
        ("金融是绵阳银行行长关心的事。", set()),
        ("方案，四川省科技厅厅长签发。", set()),
        ("据程晓东介绍，产品供不应求。", {"程晓东"}),
        ("在孟凡林看来，这很关键。", {"孟凡林"}),
        ("由董卫平担任首席科学家。", {"董卫平"}),
        ("谢广明，男，1975年5月生，汉族。", {"谢广明"}),
        ("公司聘任谢广明为总经理。", {"谢广明"}),
        ("理事长谢广明的手机响了。", {"谢广明"}),
        ("据金融机构介绍，贷款增长。", set()),
        ("程晓东是清河公司的创始人。", {"程晓东"}),
        ("程晓东（清河公司董事长）：我们有信心。", {"程晓东"}),
    ],
)
def test_persons_without_a_body(text: str, names: set[str]) -> None:
    assert set(named(text, "Person")) == names
