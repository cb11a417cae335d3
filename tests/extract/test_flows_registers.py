"""Flows in the registers of banks, guarantors, investors and rankings of grants, on sentences of our own."""

import pytest

from tests.extract.flows_marked import told

# sentence, and each flow as “payers > through > payees | sum instrument status …”
CASES: list[tuple[str, list[str]]] = [
    (
        "3000万元贷款很快从{清河银行:Institution/bank}打到了{甲公司:Institution/company}账上。",
        [
            "清河银行 > - > 甲公司 | 3000万元 loan actual",
        ],
    ),
    (
        "{省财政厅:Institution/local_government}日前补发2021年度奖补资金1200万元，{甲县:Place/county}等6个县受益。",
        [
            "省财政厅 > - > 甲县 | 1200万元 subsidy actual 2021 n=6",
        ],
    ),
    (
        "在国家社科基金立项中，{甲大学:Institution/university}立项56项，资助经费1150万元，{乙大学:Institution/university}立项50项，资助经费1020万元。",
        [
            "- > - > 甲大学 | 1150万元 grant actual",
            "- > - > 乙大学 | 1020万元 grant actual",
        ],
    ),
    (
        "{部省:Category}共建{甲实验室:Institution/research}，{科技部:Institution/central_government}投入2亿元，{清河省:Place/province}匹配4亿元。",
        [
            "科技部 > - > 甲实验室 | 2亿元 grant actual",
            "清河省人民政府 > - > 甲实验室 | 4亿元 grant committed",
        ],
    ),
    (
        "来自{省科技厅:Institution/local_government}的2000万元专项经费让{甲研究院:Institution/research}吃了定心丸。",
        [
            "省科技厅 > - > 甲研究院 | 2000万元 grant actual",
        ],
    ),
    (
        "{甲公司:Institution/company}去年拿到{省科技厅:Institution/local_government}300万元后补助。",
        [
            "省科技厅 > - > 甲公司 | 300万元 subsidy actual 2021",
        ],
    ),
    (
        "有了{清河银行:Institution/bank}的5000万元贷款，{甲公司:Institution/company}的新生产线月底即可投产。",
        [
            "清河银行 > - > - | 5000万元 loan actual",
        ],
    ),
    (
        "{甲公司:Institution/company}从{清河银行:Institution/bank}、{乙银行:Institution/bank}分别获得授信2亿元和1亿元。",
        [
            "清河银行 > - > 甲公司 | 2亿元 credit_line committed",
            "乙银行 > - > 甲公司 | 1亿元 credit_line committed",
        ],
    ),
    (
        "{清河银行:Institution/bank}行长介绍，今年已放款12亿元，支持{科技企业:Category}300多家。",
        [
            "清河银行 > - > 科技企业 | 12亿元 loan actual 2022 n=300",
        ],
    ),
    (
        "{甲公司:Institution/company}斥资15亿元建厂。",
        [
            "甲公司 > - > - | 15亿元 investment actual",
        ],
    ),
    (
        "总投资15亿元的{甲项目:Program/program}开工，投资方为{甲公司:Institution/company}。",
        [
            "甲公司 > - > 甲项目 | 15亿元 investment committed",
        ],
    ),
    (
        "{甲银行:Institution/bank}将“{甲基金:Fund/other}”规模扩大到20亿元。",
        [
            "- > - > 甲基金 | 20亿元 fund_size planned",
        ],
    ),
    (
        "{社保基金:Fund/other}出资100亿元，与{清河市:Place/city}合作设立{科创基金:Fund/fund_of_funds}。",
        [
            "社保基金 > - > 科创基金 | 100亿元 investment committed",
        ],
    ),
    (
        "{甲县:Place/county}争取到{农发行:Institution/bank}贷款4.5亿元，用于{水利工程:Program/program}。",
        [
            "农发行 > - > 甲县 | 4.5亿元 loan actual",
        ],
    ),
    (
        "{甲公司:Institution/company}获批{清河银行:Institution/bank}贷款3000万元。",
        [
            "清河银行 > - > 甲公司 | 3000万元 loan committed",
        ],
    ),
    (
        "{清河银行:Institution/bank}批给{甲公司:Institution/company}贷款3000万元。",
        [
            "清河银行 > - > 甲公司 | 3000万元 loan actual",
        ],
    ),
    (
        "{甲公司:Institution/company}向{清河银行:Institution/bank}申请贷款3000万元，三天就到账。",
        [
            "清河银行 > - > 甲公司 | 3000万元 loan actual",
        ],
    ),
    (
        "{清河银行:Institution/bank}、{甲担保:Institution/financial}联手，为{乙公司:Institution/company}解决资金800万元。",
        [
            "清河银行+甲担保 > - > 乙公司 | 800万元 loan actual",
        ],
    ),
    (
        "{甲基金会:Institution/association}向{甲大学:Institution/university}捐款2000万元。",
        [
            "甲基金会 > - > 甲大学 | 2000万元 grant actual",
        ],
    ),
    (
        "{甲公司:Institution/company}科创板IPO拟募资20亿元。",
        [
            "- > - > 甲公司 | 20亿元 equity planned",
        ],
    ),
    (
        "{乙公司:Institution/company}完成A轮和A+轮融资，累计融资超3亿元。",
        [
            "- > - > 乙公司 | 3亿元 equity actual over cumulative",
        ],
    ),
    (
        "{清河市:Place/city}拨出1亿元作为{风险补偿金:Fund/fiscal}，撬动{银行:Category}贷款10亿元。",
        [
            "清河市人民政府 > - > 风险补偿金 | 1亿元 grant actual",
            "银行 > 风险补偿金 > - | 10亿元 loan actual",
        ],
    ),
    (
        "{欧盟:Institution/international}给予{甲项目:Program/program}赠款500万欧元。",
        [
            "欧盟 > - > 甲项目 | 500万欧元 grant actual",
        ],
    ),
    (
        "{财政部:Institution/central_government}下拨{清河省:Place/province}防汛救灾资金3亿元。",
        [
            "财政部 > - > 清河省 | 3亿元 grant actual",
        ],
    ),
    (
        "{省财政:Institution/local_government}切块下达{甲市:Place/city}2亿元、{乙市:Place/city}1.5亿元。",
        [
            "省财政 > - > 甲市 | 2亿元 grant actual",
            "省财政 > - > 乙市 | 1.5亿元 grant actual",
        ],
    ),
    (
        "{甲市:Place/city}、{乙市:Place/city}、{丙市:Place/city}分别获得2亿元、1.5亿元和1亿元补助。",
        [
            "- > - > 甲市 | 2亿元 subsidy actual",
            "- > - > 乙市 | 1.5亿元 subsidy actual",
            "- > - > 丙市 | 1亿元 subsidy actual",
        ],
    ),
    (
        "去年全省获{国家自然科学基金:Fund/other}资助经费6.1亿元，{甲大学:Institution/university}以立项348项、资助经费2.4亿元位列第一，{乙大学:Institution/university}147项、7600万元，{丙医科大学:Institution/university}128项、5500万元，分列二三位。",
        [
            "国家自然科学基金 > - > - | 6.1亿元 grant actual 2021",
            "国家自然科学基金 > - > 甲大学 | 2.4亿元 grant actual 2021",
            "国家自然科学基金 > - > 乙大学 | 7600万元 grant actual 2021",
            "国家自然科学基金 > - > 丙医科大学 | 5500万元 grant actual 2021",
        ],
    ),
    (
        "{甲引导基金:Fund/guidance}实现了178亿元的基金募集规模。",
        [
            "- > - > 甲引导基金 | 178亿元 fund_size committed",
        ],
    ),
    (
        "截至4月底，{甲引导基金:Fund/guidance}已投资参股{子基金:Category}40支，承诺出资约45亿元，参股{子基金:Category}规模合计约280亿元。",
        [
            "甲引导基金 > - > 子基金 | 45亿元 investment committed about cumulative 2022-04 n=40",
            "- > - > 子基金 | 280亿元 fund_size actual about cumulative 2022-04",
        ],
    ),
    (
        "{甲母基金:Fund/fund_of_funds}已设立4支子基金，包括10亿元{汽车基金:Fund/venture}、20亿元{松林基金:Fund/venture}和100亿元{能源基金:Fund/venture}。",
        [
            "- > - > 汽车基金 | 10亿元 fund_size committed",
            "- > - > 松林基金 | 20亿元 fund_size committed",
            "- > - > 能源基金 | 100亿元 fund_size committed",
        ],
    ),
    (
        "总投资130亿元的{甲项目:Program/program}、总投资100亿元的{乙项目:Program/program}实现当年开工。",
        [
            "- > - > 甲项目 | 130亿元 investment committed 2022",
            "- > - > 乙项目 | 100亿元 investment committed 2022",
        ],
    ),
    (
        "{甲农担:Institution/financial}为{种植户:Category}提供贷款担保3500万元。",
        [
            "甲农担 > - > 种植户 | 3500万元 guarantee actual",
        ],
    ),
    (
        "{甲县财政局:Institution/local_government}做担保，由{农行:Institution/bank}向{甲合作社:Institution/company}贷款60万元。",
        [
            "农行 > - > 甲合作社 | 60万元 loan actual",
        ],
    ),
    (
        "{甲农担:Institution/financial}已累计支持各类{经营主体:Category}5万余个，累计提供担保放款超过200亿元。",
        [
            "甲农担 > - > 经营主体 | 200亿元 guarantee actual over cumulative n=50000",
        ],
    ),
    (
        "通过{甲农担:Institution/financial}提供担保，{甲合作社:Institution/company}顺利从银行贷款60万元。",
        [
            "- > 甲农担 > 甲合作社 | 60万元 loan actual",
        ],
    ),
    (
        "多亏了{甲农担:Institution/financial}的担保，{甲合作社:Institution/company}获得了{农行:Institution/bank}50万元的贷款支持。",
        [
            "农行 > 甲农担 > 甲合作社 | 50万元 loan actual",
        ],
    ),
    (
        "{甲学校:Institution/university}5个项目获立项，共获得市级财政资助8万元。",
        [
            "- > - > 甲学校 | 8万元 grant actual",
        ],
    ),
    (
        "对认定为国家、省、市级的{高新企业:Category}，将分别给予50万元、20万元、10万元的奖励。",
        [
            "- > - > 高新企业 | 50万元 reward rule",
            "- > - > 高新企业 | 20万元 reward rule",
            "- > - > 高新企业 | 10万元 reward rule",
        ],
    ),
    (
        "2010年，{红杉:Institution/financial}向{东陵科技:Institution/company}注资1000万美元。",
        [
            "红杉 > - > 东陵科技 | 1000万美元 equity actual 2010",
        ],
    ),
    (
        "{红杉:Institution/financial}、{IDG:Institution/financial}联合向{东陵科技:Institution/company}投资2000万美元。",
        [
            "红杉+IDG > - > 东陵科技 | 2000万美元 equity actual",
        ],
    ),
    (
        "{红杉:Institution/financial}联手{IDG:Institution/financial}斥资2000万美元入股{东陵科技:Institution/company}。",
        [
            "红杉 > - > 东陵科技 | 2000万美元 equity actual",
        ],
    ),
    (
        "{深创投:Institution/financial}出资3000万元认购{东陵科技:Institution/company}500万股。",
        [
            "深创投 > - > 东陵科技 | 3000万元 equity committed",
        ],
    ),
    (
        "{红杉:Institution/financial}以每股5元的价格认购{东陵科技:Institution/company}600万股，合计3000万元。",
        [
            "红杉 > - > 东陵科技 | 3000万元 equity actual",
        ],
    ),
    (
        "{东陵科技:Institution/company}得到{863计划:Program/program}支持经费1200万元。",
        [
            "- > 863计划 > 东陵科技 | 1200万元 grant actual",
        ],
    ),
    (
        "{东陵科技:Institution/company}获{国家重点研发计划:Program/program}资助2000万元。",
        [
            "- > 国家重点研发计划 > 东陵科技 | 2000万元 grant actual",
        ],
    ),
    (
        "去年全市有45个项目获{创新基金:Fund/fiscal}立项，支持金额3200万元。",
        [
            "- > 创新基金 > - | 3200万元 grant actual 2021",
        ],
    ),
    (
        "{美国国家科学基金会:Institution/international}资助{甲大学:Institution/university}500万美元开展研究。",
        [
            "美国国家科学基金会 > - > 甲大学 | 500万美元 grant actual",
        ],
    ),
    (
        "{清河农商行:Institution/bank}已为{东陵科技:Institution/company}放款500万元。",
        [
            "清河农商行 > - > 东陵科技 | 500万元 loan actual cumulative",
        ],
    ),
    (
        "{东陵科技:Institution/company}用三项专利从{清河农商行:Institution/bank}换来500万元贷款。",
        [
            "清河农商行 > - > 东陵科技 | 500万元 loan actual",
        ],
    ),
    (
        "{东方银行:Institution/bank}牵头组建20亿元银团贷款，支持{地铁项目:Program/program}。",
        [
            "东方银行 > - > 地铁项目 | 20亿元 loan actual",
        ],
    ),
    (
        "{国开行:Institution/bank}与{清河省:Place/province}签订合作协议，“十二五”期间将提供1000亿元融资支持。",
        [
            "国开行 > - > 清河省 | 1000亿元 loan committed 2011/2015",
        ],
    ),
    (
        "{清河省:Place/province}与{国开行:Institution/bank}签署协议，未来五年获得融资额度1000亿元。",
        [
            "国开行 > - > 清河省 | 1000亿元 credit_line committed 2022/2027",
        ],
    ),
    (
        "{甲保险公司:Institution/financial}投资50亿元参与{棚改项目:Program/program}。",
        [
            "甲保险公司 > - > 棚改项目 | 50亿元 investment actual",
        ],
    ),
    (
        "{清河市政府:Institution/local_government}出资4亿元、{东陵科技:Institution/company}出资6亿元，共同组建{合资公司:Institution/company}。",
        [
            "清河市政府 > - > 合资公司 | 4亿元 equity committed",
            "东陵科技 > - > 合资公司 | 6亿元 equity committed",
        ],
    ),
    (
        "{合资公司:Institution/company}注册资本10亿元，其中{清河市政府:Institution/local_government}出资4亿元，占40%。",
        [
            "清河市政府 > - > 合资公司 | 4亿元 equity committed",
        ],
    ),
    (
        "{甲高新区:Zone/high_tech}每年安排1亿元专项资金，重奖科技人才。",
        [
            "甲高新区 > - > - | 1亿元 grant committed per year",
        ],
    ),
    (
        "{上海市:Place/province}向{日喀则:Place/city}援助资金5000万元，建设{人民医院:Institution/other}。",
        [
            "上海市人民政府 > - > 日喀则 | 5000万元 grant actual",
        ],
    ),
    (
        "{国家电网:Institution/company}投资35亿元的{特高压工程:Program/program}开工建设。",
        [
            "国家电网 > - > 特高压工程 | 35亿元 investment actual",
        ],
    ),
    (
        "{清河市:Place/city}发行专项债20亿元，用于{轨道交通项目:Program/program}。",
        [
            "清河市人民政府 > - > 轨道交通项目 | 20亿元 bond actual",
        ],
    ),
    (
        "{清河省:Place/province}获中央财政专项资金3亿元。",
        [
            "- > - > 清河省 | 3亿元 grant actual",
        ],
    ),
    (
        "{甲公司:Institution/company}、{乙公司:Institution/company}、{丙公司:Institution/company}三家企业获得补助资金共计300万元。",
        [
            "- > - > 甲公司+乙公司+丙公司 | 300万元 subsidy actual n=3",
        ],
    ),
    (
        "{市科技局:Institution/local_government}公布了资助名单：{甲公司:Institution/company}100万元，{乙公司:Institution/company}80万元，{丙公司:Institution/company}60万元。",
        [
            "- > - > 甲公司 | 100万元 grant actual",
            "- > - > 乙公司 | 80万元 grant actual",
            "- > - > 丙公司 | 60万元 grant actual",
        ],
    ),
    (
        "受到表彰的企业包括{甲公司:Institution/company}、{乙公司:Institution/company}，每家奖励10万元。",
        [
            "- > - > 甲公司+乙公司 | 10万元 reward actual per recipient",
        ],
    ),
    (
        "{市财政局:Institution/local_government}拨付补助资金1800万元。其中，{甲公司:Institution/company}获得1000万元，{乙公司:Institution/company}获得800万元。",
        [
            "市财政局 > - > - | 1800万元 subsidy actual",
            "市财政局 > - > 甲公司 | 1000万元 subsidy actual",
            "市财政局 > - > 乙公司 | 800万元 subsidy actual",
        ],
    ),
    (
        "银团由{甲银行:Institution/bank}、{乙银行:Institution/bank}、{丙银行:Institution/bank}组成，向{丁公司:Institution/company}提供贷款30亿元。",
        [
            "甲银行+乙银行+丙银行 > - > 丁公司 | 30亿元 loan actual",
        ],
    ),
    (
        "{甲银行:Institution/bank}、{乙银行:Institution/bank}分别与{清河高新区:Zone/high_tech}签约，授信额度分别为50亿元、30亿元。",
        [
            "甲银行 > - > 清河高新区 | 50亿元 credit_line committed",
            "乙银行 > - > 清河高新区 | 30亿元 credit_line committed",
        ],
    ),
    (
        "{甲银行:Institution/bank}等5家银行与{甲公司:Institution/company}等10家企业签约，贷款金额12亿元。",
        [
            "甲银行 > - > 甲公司 | 12亿元 loan actual n=10",
        ],
    ),
    (
        "{财政部:Institution/central_government}、{科技部:Institution/central_government}启动实施{甲专项:Program/program}，首批支持{甲省:Place/province}、{乙省:Place/province}和{丙市:Place/city}，安排资金10亿元。",
        [
            "财政部+科技部 > 甲专项 > 甲省+乙省+丙市 | 10亿元 grant actual",
        ],
    ),
    (
        "{国家基金:Fund/guidance}向{甲公司:Institution/company}、{乙公司:Institution/company}投资，金额分别为3亿元和2亿元。",
        [
            "国家基金 > - > 甲公司 | 3亿元 equity actual",
            "国家基金 > - > 乙公司 | 2亿元 equity actual",
        ],
    ),
    (
        "截至目前，已有{甲公司:Institution/company}、{乙公司:Institution/company}等20多家企业获得{科技贷:Program/product}支持，贷款总额1.5亿元。",
        [
            "- > 科技贷 > 甲公司+乙公司 | 1.5亿元 loan actual cumulative 2022-06 n=20",
        ],
    ),
    (
        "{甲银行:Institution/bank}给{甲公司:Institution/company}贷款3000万元，给{乙公司:Institution/company}贷款2000万元。",
        [
            "甲银行 > - > 甲公司 | 3000万元 loan actual",
            "甲银行 > - > 乙公司 | 2000万元 loan actual",
        ],
    ),
    (
        "{甲公司:Institution/company}从{甲银行:Institution/bank}贷款3000万元，从{乙银行:Institution/bank}贷款2000万元。",
        [
            "甲银行 > - > 甲公司 | 3000万元 loan actual",
            "乙银行 > - > 甲公司 | 2000万元 loan actual",
        ],
    ),
    (
        "今年，{省科技厅:Institution/local_government}共立项120项，下达经费6000万元，其中{甲大学:Institution/university}18项、900万元，{乙大学:Institution/university}15项、750万元。",
        [
            "省科技厅 > - > - | 6000万元 grant actual 2022",
            "省科技厅 > - > 甲大学 | 900万元 grant actual 2022",
            "省科技厅 > - > 乙大学 | 750万元 grant actual 2022",
        ],
    ),
    (
        "{中央财政:Institution/central_government}下达{甲省:Place/province}3亿元、{乙省:Place/province}2亿元、{丙省:Place/province}1亿元。",
        [
            "中央财政 > - > 甲省 | 3亿元 grant actual",
            "中央财政 > - > 乙省 | 2亿元 grant actual",
            "中央财政 > - > 丙省 | 1亿元 grant actual",
        ],
    ),
    (
        "{甲基金:Fund/venture}的出资人包括{甲公司:Institution/company}（出资3亿元）、{乙公司:Institution/company}（出资2亿元）。",
        [
            "甲公司 > - > 甲基金 | 3亿元 investment committed",
            "乙公司 > - > 甲基金 | 2亿元 investment committed",
        ],
    ),
    (
        "{甲公司:Institution/company}（3亿元）、{乙公司:Institution/company}（2亿元）共同出资设立{甲基金:Fund/venture}。",
        [
            "甲公司 > - > 甲基金 | 3亿元 investment committed",
            "乙公司 > - > 甲基金 | 2亿元 investment committed",
        ],
    ),
    (
        "{甲公司:Institution/company}以3亿元持股60%，{乙公司:Institution/company}以2亿元持股40%。",
        [
            "甲公司 > - > - | 3亿元 investment committed",
            "乙公司 > - > - | 2亿元 investment committed",
        ],
    ),
    (
        "项目总投资5亿元，{甲银行:Institution/bank}贷款3亿元，其余由{甲公司:Institution/company}自筹。",
        [
            "- > - > - | 5亿元 investment committed",
            "甲银行 > - > - | 3亿元 loan actual",
        ],
    ),
    (
        "{甲公司:Institution/company}、{乙公司:Institution/company}双双获得{甲银行:Institution/bank}授信，额度分别为2亿元、1亿元。",
        [
            "甲银行 > - > 甲公司 | 2亿元 credit_line committed",
            "甲银行 > - > 乙公司 | 1亿元 credit_line committed",
        ],
    ),
    (
        "{滨州大学:Institution/university}（20780万元）、{泰州大学:Institution/university}（5100万元）和{临河大学:Institution/university}（4800万元）的资助经费位列前三。",
        [
            "- > - > 滨州大学 | 20780万元 grant actual",
            "- > - > 泰州大学 | 5100万元 grant actual",
            "- > - > 临河大学 | 4800万元 grant actual",
        ],
    ),
    (
        "经费方面，{滨州大学:Institution/university}最多，为20780万元；其次是{泰州大学:Institution/university}，为5100万元；{临河大学:Institution/university}以4800万元排第三。",
        [
            "- > - > 滨州大学 | 20780万元 grant actual",
            "- > - > 泰州大学 | 5100万元 grant actual",
            "- > - > 临河大学 | 4800万元 grant actual",
        ],
    ),
    (
        "资助经费超过1000万元的单位有5家：{滨州大学:Institution/university}20780万元、{泰州大学:Institution/university}5100万元、{临河大学:Institution/university}4800万元。",
        [
            "- > - > 滨州大学 | 20780万元 grant actual",
            "- > - > 泰州大学 | 5100万元 grant actual",
            "- > - > 临河大学 | 4800万元 grant actual",
        ],
    ),
    (
        "此外，{临河大学:Institution/university}获重点项目2项，经费580万元；{甲研究所:Institution/research}获优秀青年基金1项，经费200万元。",
        [
            "- > - > 临河大学 | 580万元 grant actual",
            "- > - > 甲研究所 | 200万元 grant actual",
        ],
    ),
    (
        "{滨州大学:Institution/university}教授张三主持的重大项目获资助1500万元，是我省首个。",
        [
            "- > - > 滨州大学 | 1500万元 grant actual",
        ],
    ),
    (
        "{滨州大学:Institution/university}今年共有348个项目获{国家自然科学基金:Fund/other}资助，直接费用2.07亿元。",
        [
            "国家自然科学基金 > - > 滨州大学 | 2.07亿元 grant actual 2022",
        ],
    ),
    (
        "{清河市:Place/city}高校院所共获资助3.1亿元，占全省七成；{临河市:Place/city}获资助8000万元，{泰州市:Place/city}获资助5600万元。",
        [
            "- > - > 清河市 | 3.1亿元 grant actual",
            "- > - > 临河市 | 8000万元 grant actual",
            "- > - > 泰州市 | 5600万元 grant actual",
        ],
    ),
    (
        "省属高校中，{福州大学:Institution/university}立项经费7600万元，{甲医科大学:Institution/university}立项经费5500万元，均创历史新高。",
        [
            "- > - > 福州大学 | 7600万元 grant actual",
            "- > - > 甲医科大学 | 5500万元 grant actual",
        ],
    ),
    (
        "{甲农担公司:Institution/financial}累计为{种植户:Category}提供担保贷款3547万元。",
        [
            "甲农担公司 > - > 种植户 | 3547万元 guarantee actual cumulative",
        ],
    ),
    (
        "{甲农担公司:Institution/financial}今年新增担保12亿元，累计担保放款超过200亿元。",
        [
            "甲农担公司 > - > - | 12亿元 guarantee actual 2022",
            "甲农担公司 > - > - | 200亿元 guarantee actual over cumulative 2022",
        ],
    ),
    (
        "通过{甲农担公司:Institution/financial}担保，{甲合作社:Institution/company}从{农行:Institution/bank}贷款60万元。",
        [
            "农行 > 甲农担公司 > 甲合作社 | 60万元 loan actual",
        ],
    ),
    (
        "由{甲农担公司:Institution/financial}提供担保，{农行:Institution/bank}向{甲合作社:Institution/company}发放贷款100万元。",
        [
            "农行 > 甲农担公司 > 甲合作社 | 100万元 loan actual",
        ],
    ),
    (
        "{清河银行:Institution/bank}推出{专利贷:Program/product}，单户最高可贷1000万元，利率低至3.5%。",
        [
            "清河银行 > 专利贷 > - | 1000万元 loan rule up_to",
        ],
    ),
    (
        "{惠农贷:Program/product}分为两类，{农户:Category}最低贷款3000元，最高5万元；{合作社:Category}最高可贷3000万元。",
        [
            "- > 惠农贷 > 农户 | 3000元 loan actual",
            "- > 惠农贷 > 农户 | 5万元 loan rule up_to",
            "- > 惠农贷 > 合作社 | 3000万元 loan rule up_to",
        ],
    ),
]


@pytest.mark.parametrize("sentence, flows", CASES, ids=[s for s, _ in CASES])
def test_flows_of_a_sentence(sentence: str, flows: list[str]) -> None:
    assert told(sentence) == flows
