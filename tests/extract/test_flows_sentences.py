"""Who pays whom, how much and through what: constructions on sentences of our own, with the parties marked by hand."""

import pytest

from tests.extract.flows_marked import told

# sentence, and each flow as “payers > through > payees | sum instrument status …”
CASES: list[tuple[str, list[str]]] = [
    (
        "2019年{国家自然科学基金:Fund/other}放榜，{滨州大学:Institution/university}拿下项目210项，经费1.3亿元；{临河大学:Institution/university}切得9800万元。",
        [
            "- > - > 滨州大学 | 1.3亿元 grant actual 2019",
            "国家自然科学基金 > - > 临河大学 | 9800万元 grant actual 2019",
        ],
    ),
    (
        "{东陵科技:Institution/company}完成1.2亿元B轮融资，由{红杉中国:Institution/financial}领投，{深创投:Institution/financial}跟投。",
        [
            "红杉中国+深创投 > - > 东陵科技 | 1.2亿元 equity actual",
        ],
    ),
    (
        "{东陵科技:Institution/company}获{红杉中国:Institution/financial}5000万元投资。",
        [
            "红杉中国 > - > 东陵科技 | 5000万元 equity actual",
        ],
    ),
    (
        "{红杉中国:Institution/financial}向{东陵科技:Institution/company}投资5000万元，占股8%。",
        [
            "红杉中国 > - > 东陵科技 | 5000万元 equity actual",
        ],
    ),
    (
        "{东陵科技:Institution/company}日前宣布获得数千万元A轮融资，投资方为{红杉中国:Institution/financial}。",
        [
            "红杉中国 > - > 东陵科技 | 数千万元 equity actual",
        ],
    ),
    (
        "{甲集团:Institution/company}以3.6亿元的价格收购{乙公司:Institution/company}51%的股权。",
        [
            "甲集团 > - > 乙公司 | 3.6亿元 equity actual",
        ],
    ),
    (
        "{甲集团:Institution/company}将所持{乙公司:Institution/company}30%股权以2亿元转让给{丙公司:Institution/company}。",
        [
            "丙公司 > - > 甲集团 | 2亿元 equity actual",
        ],
    ),
    (
        "{丙公司:Institution/company}以2亿元从{甲集团:Institution/company}手中受让{乙公司:Institution/company}30%股权。",
        [
            "丙公司 > - > 甲集团 | 2亿元 equity actual",
        ],
    ),
    (
        "{清河市科技局:Institution/local_government}与4家{银行:Category}签订战略合作协议，4家{银行:Category}将向{科技企业:Category}提供400亿元贷款。",
        [
            "银行 > - > 科技企业 | 400亿元 loan committed",
        ],
    ),
    (
        "根据协议，{广河中行:Institution/bank}将为{中科飞天:Institution/company}提供总计不超过等值20亿元人民币的授信总量。",
        [
            "广河中行 > - > 中科飞天 | 20亿元 credit_line committed up_to",
        ],
    ),
    (
        "{清河分行:Institution/bank}未来三年内将为{科技型企业:Category}累计投放200亿元信贷支持。",
        [
            "清河分行 > - > 科技型企业 | 200亿元 loan planned 2022/2025",
        ],
    ),
    (
        "{清河分行:Institution/bank}推出{科技贷:Program/product}，截至5月末已累计授信4100万元。",
        [
            "清河分行 > 科技贷 > - | 4100万元 credit_line committed cumulative 2022-05",
        ],
    ),
    (
        "{中央财政:Institution/central_government}下达{清河省:Place/province}衔接资金12亿元，比上年增长5%。",
        [
            "中央财政 > - > 清河省 | 12亿元 grant actual",
        ],
    ),
    (
        "{清河省财政厅:Institution/local_government}提前下达2023年农业保险保费补贴4.5亿元。",
        [
            "清河省财政厅 > - > - | 4.5亿元 subsidy actual 2023",
        ],
    ),
    (
        "今年{清河省:Place/province}安排3亿元，用于支持{高标准农田建设:Program/program}。",
        [
            "清河省人民政府 > - > 高标准农田建设 | 3亿元 grant actual 2022",
        ],
    ),
    (
        "{甲公司:Institution/company}发行10亿元科技创新公司债券，票面利率2.8%。",
        [
            "- > - > 甲公司 | 10亿元 bond actual",
        ],
    ),
    (
        "{工行清河分行:Institution/bank}为{甲公司:Institution/company}承销发行5亿元中期票据。",
        [
            "- > 工行清河分行 > 甲公司 | 5亿元 bond actual",
        ],
    ),
    (
        "{清河担保:Institution/financial}为{小微企业:Category}提供担保3.2亿元，在保余额8亿元。",
        [
            "清河担保 > - > 小微企业 | 3.2亿元 guarantee actual",
        ],
    ),
    (
        "{省级财政:Institution/local_government}对首次认定的{高新技术企业:Category}给予每家20万元奖励。",
        [
            "省级财政 > - > 高新技术企业 | 20万元 reward rule per recipient",
        ],
    ),
    (
        "{高新技术企业:Category}首次通过认定的，一次性奖励20万元；重新认定的，奖励10万元。",
        [
            "- > - > 高新技术企业 | 20万元 reward rule",
            "- > - > 高新技术企业 | 10万元 reward rule",
        ],
    ),
    (
        "对{科技型中小企业:Category}贷款给予不超过50%的贴息，每家每年最高30万元。",
        [
            "- > - > 科技型中小企业 | 30万元 interest_subsidy rule up_to per year",
        ],
    ),
    (
        "{甲基金:Fund/guidance}总规模50亿元，首期20亿元，由{清河市财政局:Institution/local_government}出资5亿元，{甲集团:Institution/company}出资15亿元。",
        [
            "- > - > 甲基金 | 50亿元 fund_size committed",
            "- > - > 甲基金 | 20亿元 fund_size committed",
            "清河市财政局 > - > 甲基金 | 5亿元 investment committed",
            "甲集团 > - > 甲基金 | 15亿元 investment committed",
        ],
    ),
    (
        "{甲集团:Institution/company}、{乙公司:Institution/company}各出资6亿元设立{甲基金:Fund/guidance}。",
        [
            "甲集团 > - > 甲基金 | 6亿元 investment committed",
            "乙公司 > - > 甲基金 | 6亿元 investment committed",
        ],
    ),
    (
        "{甲基金:Fund/guidance}已投资项目35个，投资金额18.6亿元，带动{社会资本:Category}投入60亿元。",
        [
            "甲基金 > - > - | 18.6亿元 investment actual",
            "社会资本 > - > - | 60亿元 investment actual",
        ],
    ),
    (
        "{甲项目:Program/program}总投资12亿元，由{甲公司:Institution/company}投资建设。",
        [
            "甲公司 > - > 甲项目 | 12亿元 investment committed",
        ],
    ),
    (
        "上半年全省新签约项目120个，总投资800亿元。",
        [
            "- > - > - | 800亿元 investment committed 2022-01/2022-06",
        ],
    ),
    ("去年全市规模以上工业企业实现营业收入1200亿元，利润85亿元。", []),
    (
        "{清河县:Place/county}争取到上级资金2.3亿元。",
        [
            "- > - > 清河县 | 2.3亿元 grant actual",
        ],
    ),
    (
        "{清河银行:Institution/bank}累计发放{创新积分贷:Program/product}85笔、金额3.4亿元。",
        [
            "清河银行 > 创新积分贷 > - | 3.4亿元 loan actual cumulative",
        ],
    ),
    (
        "全市{金融机构:Category}为{科技企业:Category}发放贷款300亿元，同比增长20%。",
        [
            "金融机构 > - > 科技企业 | 300亿元 loan actual",
        ],
    ),
    (
        "{清河市:Place/city}设立10亿元{人才基金:Fund/guidance}。",
        [
            "- > - > 人才基金 | 10亿元 fund_size committed",
        ],
    ),
    (
        "{清河市:Place/city}为企业减税降费15亿元。",
        [
            "- > - > - | 15亿元 tax_relief actual",
        ],
    ),
    (
        "上半年全市办理留抵退税28亿元，惠及企业3200户。",
        [
            "- > - > - | 28亿元 tax_relief actual 2022-01/2022-06 n=3200",
        ],
    ),
    (
        "{亚行:Institution/international}向{清河省:Place/province}提供1.5亿美元贷款，支持{湿地保护项目:Program/program}。",
        [
            "亚行 > 湿地保护项目 > 清河省 | 1.5亿美元 loan actual",
        ],
    ),
    (
        "每亩补贴120元，由{中央财政:Institution/central_government}和{省财政:Institution/local_government}按6:4分担。",
        [
            "中央财政+省财政 > - > - | 120元 subsidy rule per unit",
        ],
    ),
    (
        "{甲公司:Institution/company}挂牌转让{乙公司:Institution/company}30%股权，最终由{丙公司:Institution/company}以2.3亿元摘牌。",
        [
            "丙公司 > - > 甲公司 | 2.3亿元 equity actual",
        ],
    ),
    (
        "{丙公司:Institution/company}在{上海联交所:Institution/financial}以2.3亿元竞得{乙公司:Institution/company}30%股权，转让方为{甲公司:Institution/company}。",
        [
            "丙公司 > 上海联交所 > 甲公司 | 2.3亿元 equity actual",
        ],
    ),
    (
        "{丙公司:Institution/company}拟以自有资金2亿元对{乙公司:Institution/company}增资。",
        [
            "丙公司 > - > 乙公司 | 2亿元 equity planned",
        ],
    ),
    (
        "{乙公司:Institution/company}注册资本由1亿元增至3亿元，新增2亿元由{甲公司:Institution/company}认缴。",
        [
            "甲公司 > - > 乙公司 | 2亿元 equity committed",
        ],
    ),
    (
        "{乙公司:Institution/company}拟向{丙公司:Institution/company}定向增发募集资金5亿元。",
        [
            "- > - > 乙公司 | 5亿元 equity planned",
        ],
    ),
    (
        "{丙公司:Institution/company}认购{乙公司:Institution/company}定向增发股份5亿元。",
        [
            "丙公司 > - > 乙公司 | 5亿元 equity committed",
        ],
    ),
    (
        "{甲基金:Fund/venture}由{甲集团:Institution/company}、{清河银行:Institution/bank}和{清河市财政局:Institution/local_government}共同发起，出资额分别为10亿元、5亿元和1亿元。",
        [
            "甲集团 > - > 甲基金 | 10亿元 investment actual",
            "清河银行 > - > 甲基金 | 5亿元 investment actual",
            "清河市财政局 > - > 甲基金 | 1亿元 investment actual",
        ],
    ),
    (
        "{甲集团:Institution/company}认缴10亿元，占比40%，{清河市财政局:Institution/local_government}认缴5亿元，占比20%。",
        [
            "甲集团 > - > - | 10亿元 investment committed",
            "清河市财政局 > - > - | 5亿元 investment committed",
        ],
    ),
    (
        "{甲集团:Institution/company}出资10亿元，持股40%；{清河银行:Institution/bank}出资5亿元，持股20%。",
        [
            "甲集团 > - > - | 10亿元 investment committed",
            "清河银行 > - > - | 5亿元 investment committed",
        ],
    ),
    (
        "{东陵科技:Institution/company}获{甲基金:Fund/venture}领投的5000万美元C轮融资，{乙资本:Institution/financial}跟投。",
        [
            "甲基金+乙资本 > - > 东陵科技 | 5000万美元 equity actual",
        ],
    ),
    (
        "本轮融资由{红杉中国:Institution/financial}领投，老股东{乙资本:Institution/financial}跟投，{东陵科技:Institution/company}此次融资金额2亿元。",
        [
            "红杉中国+乙资本 > - > 东陵科技 | 2亿元 equity actual",
        ],
    ),
    (
        "{红杉中国:Institution/financial}以5000万元入股{东陵科技:Institution/company}，持股12%。",
        [
            "红杉中国 > - > 东陵科技 | 5000万元 equity actual",
        ],
    ),
    (
        "2010年，{红杉中国:Institution/financial}投了{东陵科技:Institution/company}300万美元，{乙资本:Institution/financial}投了200万美元。",
        [
            "红杉中国 > - > 东陵科技 | 300万美元 equity actual 2010",
            "乙资本 > - > 东陵科技 | 200万美元 equity actual 2010",
        ],
    ),
    (
        "{世界银行:Institution/international}贷款2亿美元，用于{清河省:Place/province}农村公路项目。",
        [
            "世界银行 > - > - | 2亿美元 loan actual",
        ],
    ),
    (
        "{国际金融公司:Institution/international}向{清河银行:Institution/bank}提供3000万美元贷款，另投资1500万美元取得5%股份。",
        [
            "国际金融公司 > - > 清河银行 | 3000万美元 loan actual",
            "国际金融公司 > - > 清河银行 | 1500万美元 equity actual",
        ],
    ),
    (
        "{农发行清河支行:Institution/bank}投放夏粮收购贷款3.2亿元，支持企业收购小麦12万吨。",
        [
            "农发行清河支行 > - > - | 3.2亿元 loan actual",
        ],
    ),
    (
        "{国开行:Institution/bank}承诺贷款50亿元，首笔8亿元已到位。",
        [
            "国开行 > - > - | 50亿元 loan committed",
            "国开行 > - > - | 8亿元 loan actual",
        ],
    ),
    (
        "{甲保险:Institution/financial}向受灾{农户:Category}赔付1200万元。",
        [
            "甲保险 > - > 农户 | 1200万元 compensation actual",
        ],
    ),
    (
        "{清河市财政局:Institution/local_government}出资2000万元设立{风险补偿资金池:Fund/fiscal}，{清河银行:Institution/bank}按10倍放大，提供2亿元授信。",
        [
            "清河市财政局 > - > 风险补偿资金池 | 2000万元 grant committed",
            "清河银行 > - > - | 2亿元 credit_line committed",
        ],
    ),
    (
        "{东陵科技:Institution/company}投入2.5亿元建设{研发中心:Institution/research}。",
        [
            "东陵科技 > - > 研发中心 | 2.5亿元 investment actual",
        ],
    ),
    (
        "{东陵科技:Institution/company}在{科创板:Institution/market}上市，募集资金12亿元。",
        [
            "- > - > 东陵科技 | 12亿元 equity actual",
        ],
    ),
    (
        "{东陵科技:Institution/company}登陆{科创板:Institution/market}，首发募资12.5亿元。",
        [
            "- > - > 东陵科技 | 12.5亿元 equity actual",
        ],
    ),
    (
        "{工信部:Institution/central_government}、{财政部:Institution/central_government}安排10亿元，支持{清河市:Place/city}等20个{试点城市:Category}，每个城市5000万元。",
        [
            "工信部+财政部 > - > 清河市 | 10亿元 grant actual n=20",
            "工信部+财政部 > - > 试点城市 | 5000万元 subsidy rule per recipient n=20",
        ],
    ),
    (
        "{清河省:Place/province}今年一般公共预算安排科技支出120亿元。",
        [
            "清河省人民政府 > - > - | 120亿元 grant committed 2022",
        ],
    ),
    (
        "{清河市:Place/city}今年将投入6亿元实施{民生工程:Program/program}。",
        [
            "清河市人民政府 > - > 民生工程 | 6亿元 grant planned 2022",
        ],
    ),
    (
        "{亚投行:Institution/international}批准向{清河省:Place/province}提供3.5亿美元贷款。",
        [
            "亚投行 > - > 清河省 | 3.5亿美元 loan committed",
        ],
    ),
    (
        "{甲基金:Fund/guidance}对{东陵科技:Institution/company}完成首笔投资3000万元。",
        [
            "甲基金 > - > 东陵科技 | 3000万元 equity actual",
        ],
    ),
    (
        "{甲基金:Fund/guidance}首期规模5亿元，其中{清河市财政局:Institution/local_government}出资2亿元，其余向{社会资本:Category}募集。",
        [
            "- > - > 甲基金 | 5亿元 fund_size committed",
            "清河市财政局 > - > 甲基金 | 2亿元 investment committed",
        ],
    ),
    (
        "{清河银行:Institution/bank}给予{甲公司:Institution/company}综合授信5亿元，其中流动资金贷款2亿元。",
        [
            "清河银行 > - > 甲公司 | 5亿元 credit_line committed",
            "清河银行 > - > 甲公司 | 2亿元 loan actual",
        ],
    ),
    (
        "{清河银行:Institution/bank}拿出30亿元专项额度，支持{专精特新企业:Category}。",
        [
            "清河银行 > - > 专精特新企业 | 30亿元 loan committed",
        ],
    ),
    (
        "{甲公司:Institution/company}以专利质押从{清河银行:Institution/bank}贷到500万元。",
        [
            "清河银行 > - > 甲公司 | 500万元 loan actual",
        ],
    ),
    (
        "{甲公司:Institution/company}以发明专利作质押，获{清河银行:Institution/bank}贷款500万元。",
        [
            "清河银行 > - > 甲公司 | 500万元 loan actual",
        ],
    ),
    (
        "靠着这笔贷款，{甲公司:Institution/company}拿到了800万元。",
        [
            "- > - > 甲公司 | 800万元 loan actual",
        ],
    ),
    (
        "{清河银行:Institution/bank}向{甲公司:Institution/company}、{乙公司:Institution/company}分别发放贷款300万元、500万元。",
        [
            "清河银行 > - > 甲公司 | 300万元 loan actual",
            "清河银行 > - > 乙公司 | 500万元 loan actual",
        ],
    ),
    (
        "对新认定的{国家级实验室:Category}，给予最高500万元支持。",
        [
            "- > - > 国家级实验室 | 500万元 subsidy rule up_to",
        ],
    ),
    (
        "{企业:Category}牵头承担{国家重点研发计划:Program/program}项目的，按国拨经费的10%给予配套，最高200万元。",
        [
            "- > 国家重点研发计划 > 企业 | 200万元 subsidy rule up_to",
        ],
    ),
    (
        "对引进的{高层次人才:Category}，给予100万元安家补贴，并提供每月3000元生活津贴。",
        [
            "- > - > 高层次人才 | 100万元 subsidy rule",
            "- > - > 高层次人才 | 3000元 subsidy rule per month",
        ],
    ),
    (
        "支持{企业:Category}建设研发中心，按投资额的20%给予补助，单个项目最高1000万元。",
        [
            "- > - > 企业 | 1000万元 subsidy rule up_to",
        ],
    ),
    (
        "{科技企业孵化器:Category}被认定为国家级的，奖励100万元；省级的，奖励50万元。",
        [
            "- > - > 科技企业孵化器 | 100万元 reward rule",
            "- > - > 科技企业孵化器 | 50万元 reward rule",
        ],
    ),
    (
        "鼓励{银行:Category}向{科技型企业:Category}发放信用贷款，按新增贷款的1%给予奖励，年度最高100万元。",
        [
            "- > - > 银行 | 100万元 reward rule up_to",
        ],
    ),
    (
        "{企业:Category}在{科创板:Institution/market}上市的，分阶段给予总额1000万元奖励。",
        [
            "- > - > 企业 | 1000万元 reward rule",
        ],
    ),
    (
        "对年营业收入首次突破10亿元的{企业:Category}，一次性奖励50万元。",
        [
            "- > - > 企业 | 50万元 reward rule",
        ],
    ),
    (
        "{种粮大户:Category}每亩可享受补贴120元。",
        [
            "- > - > 种粮大户 | 120元 subsidy rule per unit",
        ],
    ),
    (
        "对符合条件的{中小企业:Category}，按贷款合同利率的30%给予贴息，每户每年不超过20万元。",
        [
            "- > - > 中小企业 | 20万元 interest_subsidy rule up_to per year",
        ],
    ),
    (
        "{企业:Category}购买科技保险，按保费的50%给予补贴，每家每年累计不超过50万元。",
        [
            "- > - > 企业 | 50万元 subsidy rule up_to per year",
        ],
    ),
    (
        "根据《{若干措施:Policy}》，{企业:Category}首次入选“小巨人”的，给予60万元奖励。",
        [
            "- > 若干措施 > 企业 | 60万元 reward rule",
        ],
    ),
    (
        "设立总规模100亿元的{产业基金:Fund/guidance}，对重大项目给予最高5000万元股权投资支持。",
        [
            "- > - > 产业基金 | 100亿元 fund_size committed",
            "- > - > - | 5000万元 subsidy rule up_to",
        ],
    ),
    (
        "单个项目资助额度为30万至50万元。",
        [
            "- > - > - | 30万至50万元 grant rule",
        ],
    ),
    (
        "项目经费标准为每项20万元，由{省科技厅:Institution/local_government}一次性拨付。",
        [
            "省科技厅 > - > - | 20万元 grant rule per recipient",
        ],
    ),
    (
        "博士后进站每人每年资助12万元，期限两年。",
        [
            "- > - > - | 12万元 grant rule per year",
        ],
    ),
    (
        "{清河县:Place/county}对今年种植油菜的{农户:Category}，每亩补贴200元，共发放补贴资金1200万元。",
        [
            "- > - > 农户 | 200元 subsidy rule per unit",
            "清河县人民政府 > - > 农户 | 1200万元 subsidy actual 2022",
        ],
    ),
    (
        "符合条件的企业最高可贷1000万元，期限3年。",
        [
            "- > - > - | 1000万元 loan rule up_to",
        ],
    ),
    (
        "{科技贷:Program/product}单户授信额度最高3000万元。",
        [
            "- > 科技贷 > - | 3000万元 credit_line committed up_to",
        ],
    ),
    ("对{担保机构:Category}开展的小微企业担保业务，给予1%的保费补贴。", []),
    (
        "中小企业可凭券抵扣30%费用，每家每年最高领取10万元{创新券:Program/product}。",
        [
            "- > 创新券 > - | 10万元 subsidy rule up_to per year",
        ],
    ),
    (
        "{清河市:Place/city}明确，企业研发投入达到标准的，按5%给予后补助，最高100万元；高校院所成果转化的，按合同额的3%奖励。",
        [
            "- > - > - | 100万元 subsidy rule up_to",
        ],
    ),
    (
        "5亿元授信额度，随着{清河银行:Institution/bank}与{甲公司:Institution/company}签订协议而落地。",
        [
            "清河银行 > - > 甲公司 | 5亿元 credit_line committed",
        ],
    ),
    (
        "一笔800万元的贴息，日前由{省财政厅:Institution/local_government}兑现给{甲公司:Institution/company}。",
        [
            "- > - > 甲公司 | 800万元 interest_subsidy actual",
        ],
    ),
]


@pytest.mark.parametrize("sentence, flows", CASES, ids=[s for s, _ in CASES])
def test_flows_of_a_sentence(sentence: str, flows: list[str]) -> None:
    assert told(sentence) == flows
