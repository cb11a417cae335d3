"""Tables in plain text without tabs or rules: columns between bars, wide blanks or commas, where they hold figures."""

import pytest

from extract.read_tables import laid_out


@pytest.mark.parametrize(
    "rows",
    [
        ["县市      合计（万元）   其中：省级", "长沙县      500       300", "浏阳市      420    220"],
        ["银行 | 余额 | 增速", "江州银行 | 150亿元 | -1.5%", "临港银行 | 90亿元 | —"],
        ["企业,投资方,金额", "甲公司,滨海基金,35亿元", "乙公司,滨海基金,6亿元"],
    ],
)
def test_columns_of_figures_are_a_table(rows: list[str]) -> None:
    text, (table,) = laid_out("\n".join(["江州下达资金", "明细如下：", *rows, "以上资金年底前到位。"]))
    assert len(table.rows) == 3 and {len(row) for row in table.rows} == {3}
    for row in table.rows:
        assert all(text[cell.start : cell.end] == cell.text for cell in row)


@pytest.mark.parametrize(
    "lines",
    [
        ["记者 王芳    通讯员 李东", "江州日报    2021年3月4日", "责任编辑    赵一"],
        ["资金3亿元,用于道路,年底到位", "资金4亿元,用于桥梁,明年到位", "资金5亿元,用于码头,后年到位"],
        ["首页 | 新闻 | 政务", "要闻 | 财经 | 科技", "视频 | 图片 | 专题"],
        ["江州市 | 500", "临港区 | 300"],
    ],
)
def test_other_lines_are_none(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert laid_out(text) == (text, [])
