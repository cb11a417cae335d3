"""Pages of web sites as readers paste them: labels, times, columns and credits around a story."""

from tests.extract.test_layout import BANK, PORT, RIVER, read


def test_a_month_that_a_list_is_about_is_no_date_of_print() -> None:
    title = "2021年3月份江州市中小企业贷款贴息名单公告"
    (article,) = read(
        f"{title}\n时间2021年04月08日 10:12　江州市财政局\n{RIVER}\n附件：2021年3月份江州市贷款贴息名单\n"
    )
    assert (article.title, article.date, article.publisher) == (title, "2021-04-08", "江州市财政局")


def test_the_column_of_a_site_is_no_publisher() -> None:
    (article,) = read(f"江州港口获贷五千万元\n栏目：要闻　发布：2021-12-15\n{RIVER}\n")
    assert (article.date, article.publisher) == ("2021-12-15", None)


def test_what_is_read_for_a_bullet_before_a_byline_is_left_out() -> None:
    (article,) = read(f"江州港口获贷五千万元\n2012-03-30\nN本报记者 王文山\n本报讯 {RIVER}\n")
    assert (article.title, article.authors) == ("江州港口获贷五千万元", ["王文山"])


def test_captions_below_a_dated_headline_are_no_headline() -> None:
    (article,) = read(
        f"江州港区金融联盟成立（图）\n2011年05月05日 17:21:26\n副市长致辞\n港区和银行签约\n江州网5月5日讯 {RIVER}\n"
    )
    assert (article.title, article.date) == ("江州港区金融联盟成立（图）", "2011-05-05")


def test_a_summary_before_the_dateline_is_of_the_same_story() -> None:
    page = f"江州港口基金：一年投出两亿元\n来源：江州广播电视台　2018年04月09日\n内容提要：{PORT}\n江州在线网讯：{RIVER}\n{BANK}\n"
    (article,) = read(page)
    assert article.publisher == "江州广播电视台" and PORT in article.text and BANK in article.text


def test_two_names_of_an_outlet_open_a_story() -> None:
    (article,) = read(f"江州港口获贷五千万元\n2021年4月24日\n江州网·港口新闻4月24日讯 {RIVER}\n")
    assert article.publisher == "江州网·港口新闻"


def test_a_headline_over_paragraphs_of_a_line_each_is_not_glued_to_the_first() -> None:
    (article,) = read(f"港区与江州银行签订协议\n3月4日，港区与江州银行签订协议。\n{RIVER}\n{BANK}\n")
    assert article.title == "港区与江州银行签订协议" and article.text.split("\n")[1].startswith("3月4日")


def test_an_original_headline_in_brackets_is_the_headline() -> None:
    (article,) = read(f"（原标题：三家港口公司收到补助）\n3月4日晚，三家公司公告收到补助。\n{RIVER}\n{BANK}\n")
    assert article.title == "三家港口公司收到补助"


def test_labels_times_and_places_of_a_site_are_no_publisher_and_no_headline() -> None:
    lines = [
        "您现在的位置：港口在线 > 资讯",
        "江州港口获贷五千万元",
        "所属地区：江州 发布日期：2015年10月14日 02:47AM 第04版：行业服务",
        RIVER,
        BANK,
    ]
    (article,) = read("\n".join(lines))
    assert (article.title, article.date, article.publisher) == (lines[1], "2015-10-14", None)
    (article,) = read(f"{lines[1]}\n日期：10-25\n{RIVER}\n{BANK}\n")
    assert (article.title, article.date) == (lines[1], None)


def test_a_source_may_name_the_writer_before_the_paper() -> None:
    (article,) = read(f"江州港口获贷五千万元\n发布时间：2009年2月11日 来源：王芳 21世纪经济报道\n{RIVER}\n")
    assert (article.publisher, article.authors) == ("21世纪经济报道", ["王芳"])


def test_a_source_in_brackets_may_end_the_story_without_the_marks_of_a_title() -> None:
    (article,) = read(f"江州港口获贷五千万元\n2014-07-23\n{RIVER}（据江州财政厅网站）\n")
    assert article.publisher == "江州财政厅网站" and "据江州" not in article.text


def test_those_who_report_may_stand_without_brackets() -> None:
    (article,) = read(f"江州港口获贷五千万元\n本报讯 记者王芳 通讯员李强 赵红报道 {RIVER}\n")
    assert article.authors == ["王芳", "李强", "赵红"]
    (article,) = read(f"江州港口获贷五千万元\n【记者 王芳】{RIVER}\n{BANK}\n")
    assert article.authors == ["王芳"]


def test_a_label_whose_date_stands_in_the_next_line_is_no_part_of_the_headline() -> None:
    (article,) = read(f"江州小额贷款已发放五千万元\n日期：\n2008-08-28\n{RIVER}\n")
    assert (article.title, article.date) == ("江州小额贷款已发放五千万元", "2008-08-28")


def test_a_name_that_ends_in_the_word_for_who_wrote_is_whole_before_another() -> None:
    (article,) = read(f"江州港口获贷五千万元\n2012-03-30\n本报记者 王小文 李强\n{RIVER}\n")
    assert article.authors == ["王小文", "李强"]


def test_a_question_that_a_paper_puts_is_no_headline() -> None:
    page = f"江州发布会实录：港口基金怎么投\n江州网　2021年3月4日\n王晓明：{PORT}\n江州晚报社：明年还有第二期吗？\n王晓明：{RIVER}\n李东：{BANK}\n（江州网记者 周一鸣 整理）\n"
    (article,) = read(page)
    assert "江州晚报社：明年还有第二期吗？" in article.text and BANK in article.text
