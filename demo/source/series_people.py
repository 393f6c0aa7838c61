"""Social assistance, subsidies, water supply and the environment: lists and tables with masked personal data only."""
from common import SURNAMES, office_days_before, pick, steady, table_text
from document import UNIT_NAMES, document

VILLAGES = {
    "lushan": ["学府社区", "滨河社区", "麓山社区", "云溪社区"], "yunling": ["茶坪村", "云顶村", "竹溪村", "石门村", "雾岭村"],
    "qinghe": ["青禾村", "稻香村", "水口村", "新塘村", "荷塘村"], "baisha": ["白沙村", "沙洲村", "窑前村", "新桥村"],
    "shiqiao": ["古桥村", "橘园村", "双河村", "上坪村"], "longtan": ["龙潭村", "瀑布村", "杉木坪村", "高峰村"],
}


def masked(key):
    return pick(key, SURNAMES) + pick(key + "m", ["某", "某某", "*"])


def assistance_documents():
    out = []
    plans = [("yunling", "2026年10月", "2026-11-03"), ("qinghe", "2026年10月", "2026-11-05"), ("baisha", "2026年7月", "2026-08-04"), ("shiqiao", "2026年7月", "2026-08-06"),
             ("longtan", "2026年4月", "2026-05-08"), ("lushan", "2025年10月", "2025-11-05")]
    for unit, month, on in plans:
        rows = []
        for i in range(steady(unit + month, 6, 11)):
            key = f"{unit}{month}{i}"
            size = steady(key, 1, 4)
            rows.append([i + 1, pick(key, VILLAGES[unit]), masked(key), size, pick(key + "t", ["A类", "B类", "C类"]), size * steady(key + "s", 320, 610)])
        body = f"""根据《社会救助暂行办法》和县民政局关于最低生活保障审核确认的有关规定，经个人申请、家庭经济状况核对、入户调查和民主评议，{UNIT_NAMES[unit]}对{month}新申请和动态调整的最低生活保障对象进行了初审，现将初审结果公示如下。
{table_text(['序号', '村（社区）', '户主', '保障人口', '拟定类别', '拟定月保障金（元）'], rows)}
本月共受理申请{len(rows) + steady(unit + month + 'x', 1, 4)}户，拟纳入{len(rows)}户；其余{pick(unit + month, ['因家庭人均收入高于现行标准', '因名下有经营主体且正常经营', '因核对发现大额存款'])}，已书面告知不予确认的理由和救济途径。因家庭收入增加、人口变化拟停发{steady(unit + month + 'q', 0, 3)}户。
公示期7个工作日。公示期间，如有异议，请以书面、电话或者当面方式向{UNIT_NAMES[unit]}社会救助窗口或者县民政局社会救助科（电话0990-5550115）反映，反映人应当说明具体事实。公示内容按照个人信息保护有关规定作了隐名处理，不公开身份证件号码、详细住址、病情和残疾情况。公示期满后，本名单按规定撤下。"""
        out.append(document(unit, "notice", f"{UNIT_NAMES[unit]}{month}最低生活保障对象初审公示", on, body, item="shehuijiuzhu-05", subjects="jiuzhu", keywords="低保,初审公示,社会救助"))
    for quarter, on, families in [("2026年第二季度", "2026-07-08", 46), ("2026年第三季度", "2026-10-15", 53)]:
        rows = [[UNIT_NAMES[u].removeprefix("云麓县"), steady(quarter + u, 4, 14), pick(quarter + u, ["因病支出较大", "遭遇交通事故", "火灾受损", "子女就学负担重", "洪涝受灾"]), steady(quarter + u + "y", 9, 48) * 1000] for u in VILLAGES]
        total = sum(r[1] for r in rows)
        body = f"""{quarter}，全县共实施临时救助{total}户，支出资金{sum(r[3] for r in rows) / 10000:.2f}万元。其中乡镇（街道）在小额审批权限内直接审批{round(total * .7)}户，县民政局审批{total - round(total * .7)}户；采取“先行救助”方式{steady(quarter, 3, 9)}户，均在救助后10个工作日内补齐手续。
{table_text(['乡镇（街道）', '救助户数', '主要事由', '救助金额（元）'], rows)}
救助标准按照《云麓县临时救助实施办法》执行：急难型单次不超过月低保标准的6倍，支出型按照自付费用分段计算，一个自然年度内以同一事由救助一般不超过2次。
名单按规定在户籍地或者经常居住地村（居）务公开栏公示，本平台公布汇总情况。群众遇到突发性、紧迫性困难，可以拨打县民政局24小时社会救助热线0990-5550115，或者直接向所在乡镇（街道）便民服务中心提出。"""
        out.append(document("minzheng", "notice", f"云麓县{quarter}临时救助实施情况", on, body, item="shehuijiuzhu-11", subjects="jiuzhu", keywords="临时救助,先行救助"))
    return out


def subsidy_documents():
    out = []
    for unit, year, on in [("yunling", "2026", "2026-06-16"), ("qinghe", "2026", "2026-06-18"), ("baisha", "2026", "2026-06-23"), ("shiqiao", "2025", "2025-06-19"), ("longtan", "2024", "2024-06-20")]:
        rate = {"2026": 112.60, "2025": 109.85, "2024": 108.20}[year]
        rows, households, area = [], 0, 0.0
        for v in VILLAGES[unit]:
            h, a = steady(v + year, 180, 460), steady(v + year + "a", 9200, 31500) / 10
            rows.append([v, h, f"{a:.1f}", f"{rate:.2f}", f"{a * rate:.2f}"])
            households, area = households + h, area + a
        rows.append(["合计", households, f"{area:.1f}", f"{rate:.2f}", f"{area * rate:.2f}"])
        sample = [[i + 1, pick(f"{unit}{year}{i}v", VILLAGES[unit]), masked(f"{unit}{year}{i}"), f"{steady(f'{unit}{year}{i}h', 12, 98) / 10:.1f}"] for i in range(6)]
        sample = [r + [f"{float(r[3]) * rate:.2f}"] for r in sample]
        body = f"""根据县财政局、县农业农村局关于做好{year}年耕地地力保护补贴发放工作的通知，{UNIT_NAMES[unit]}组织各村对种植面积进行了申报、核实和两轮张榜公示，现将补贴发放结果公开如下。
一、补贴对象和标准
补贴对象为拥有耕地承包权的种地农民，补贴面积以农村土地承包经营权确权登记面积为基础，扣除已作为畜牧养殖场、林地、成片转为设施农业用地、非农业征（占）用和长期撂荒的面积。{year}年补贴标准为每亩{rate:.2f}元，由全县补贴资金总额除以核定面积得出。
二、各村发放情况
{table_text(['村', '户数', '补贴面积（亩）', '标准（元/亩）', '补贴金额（元）'], rows)}
三、发放明细节选
{table_text(['序号', '村', '户主', '面积（亩）', '金额（元）'], sample)}
完整明细按规定在村务公开栏张贴，不公开身份证件号码和银行账号。资金已通过惠民惠农财政补贴资金“一卡通”拨付到户，到账时摘要显示“耕地补贴”。
四、查询和监督
农户对面积、金额有疑问的，可以持身份证件到{UNIT_NAMES[unit]}农业农村办公室或者便民服务中心查询；举报虚报冒领的，请拨打县财政局监督电话0990-5550121。{pick(unit + year, ['上年度核减的面积中，因修建水渠占用的已重新丈量。', '本年度复耕撂荒地已纳入补贴范围，请复耕农户核对。', '去世户主名下承包地由家庭成员继续承包的，请于年底前办理户主变更。'])}"""
        out.append(document(unit, "notice", f"{UNIT_NAMES[unit]}{year}年耕地地力保护补贴发放结果公示", on, body, item="shenong-02", subjects="zijin", keywords="耕地地力保护补贴,一卡通,惠农补贴",
                            attachments=["青禾镇2026年耕地地力保护补贴分村汇总表.xlsx"] if unit == "qinghe" else []))
    for batch, on in [("2025年第二批", "2025-11-20"), ("2026年第一批", "2026-08-12")]:
        rows = []
        for kind, each in [("轮式拖拉机", 21600), ("乘坐式插秧机", 15800), ("谷物联合收割机", 32400), ("茶叶修剪机", 620), ("茶叶杀青机", 2600), ("植保无人驾驶航空器", 8200), ("微耕机", 480), ("粮食烘干机", 24800)]:
            count = steady(batch + kind, 2, 46)
            rows.append([kind, count, each, f"{count * each / 10000:.2f}"])
        body = f"""根据农机购置与应用补贴实施方案，{batch}共受理申请{sum(r[1] for r in rows) + 9}台（套），经实物核验和重复申报比对，符合条件{sum(r[1] for r in rows)}台（套），拟兑付补贴资金{sum(float(r[3]) for r in rows):.2f}万元。
{table_text(['机具品目', '数量（台）', '单台最高补贴额（元）', '补贴金额（万元）'], rows)}
未通过的9台主要原因是{pick(batch, ['发票日期早于牌证核发日期', '机具铭牌与申报型号不一致', '同一机具已在外县申报'])}，已退回并告知申请人。
公示时间为5个工作日，公示名单对购机者姓名作隐名处理，可凭申请编号在农机购置补贴辅助管理系统查询。联系电话：县农业农村局0990-5550136。"""
        out.append(document("nongye", "notice", f"云麓县{batch}农机购置与应用补贴受益情况公示", on, body, item="shenong-03", subjects="zijin", keywords="农机补贴,购机"))
    return out


STOPS = [
    ("2026-03-12", "学府街（明德路至麓山路段）DN400主管更换", "学府街、学府社区、县第一中学、县人民医院东区生活区", "3月14日22:00至15日5:00", "管道使用超过二十年，多处锈蚀渗漏"),
    ("2026-07-03", "滨河路加压泵站设备检修", "滨河社区、滨河花苑、云溪新居三期及周边商户", "7月5日23:00至6日4:30", "夏季用水高峰前对两台水泵和控制柜例行检修"),
    ("2026-11-17", "云溪大道综合管廊接口施工", "行政中心周边、云溪社区、建设新村", "11月20日21:00至21日6:00", "配合市政综合管廊新旧管道连通"),
    ("2025-12-09", "白沙镇工业大道DN300管道抢修", "白沙村、新桥村、工业大道沿线企业", "12月9日14:00起，预计当日20:00恢复", "道路施工机械挖断供水管"),
]


def water_documents():
    out = []
    for on, work, area, span, cause in STOPS:
        urgent = "抢修" in work
        body = f"""尊敬的用户：
因{work}（{cause}），定于{span}对以下区域{'停水抢修' if urgent else '计划停水'}。
**停水范围**：{area}。高层用户和管网末梢恢复供水时间可能顺延1至2小时。
**温馨提示**
- 请提前储备必要的生活用水，并关闭家中用水阀门，防止来水时无人在家造成损失。
- 恢复供水初期可能出现短时浑浊或者气泡，属于正常现象，放水数分钟后即可正常使用。
- 使用太阳能热水器、电热水器的用户，停水期间请断开电源并关闭进水阀。
- 医院、学校、养老机构和用水企业请启用备用水源；确有困难的，请联系客户服务部安排送水车，本次备有送水车{steady(work, 2, 4)}台。
停水期间抄表、缴费等营业服务不受影响。施工提前完成的，将提前恢复供水并通过微信公众号通知。
24小时服务热线：0990-5550175，12345政务服务便民热线同步受理。"""
        out.append(document("gongshui", "notice", f"关于{work}{'紧急' if urgent else ''}停水的通知", on, body, made=on, item="general-27", keywords="停水,供水", any_day=urgent))
    for month, on in [("2026年7月", "2026-08-07"), ("2026年8月", "2026-09-08"), ("2026年9月", "2026-10-12"), ("2026年10月", "2026-11-06")]:
        rows = [["浑浊度", "≤1 NTU", f"0.{steady(month + 't', 12, 38)}", "合格"], ["色度", "≤15 度", "＜5", "合格"], ["臭和味", "无异臭、异味", "无", "合格"], ["肉眼可见物", "无", "无", "合格"],
                ["pH", "6.5～8.5", f"7.{steady(month + 'p', 12, 58)}", "合格"], ["高锰酸盐指数（以O₂计）", "≤3 mg/L", f"1.{steady(month + 'o', 10, 62)} mg/L", "合格"], ["菌落总数", "≤100 CFU/mL", "未检出", "合格"],
                ["总大肠菌群", "不得检出", "未检出", "合格"], ["游离余氯（管网末梢）", "≥0.05 mg/L", f"0.{steady(month + 'c', 12, 34)} mg/L", "合格"], ["氨（以N计）", "≤0.5 mg/L", f"0.0{steady(month + 'n', 2, 8)} mg/L", "合格"]]
        body = f"""按照《生活饮用水卫生标准》（GB 5749—2022）和城市供水水质监测要求，县供水公司{month}对第一水厂、第二水厂出厂水和{steady(month, 18, 24)}个管网点开展检测，现将结果公布如下。
{table_text(['检测项目', '标准限值', '检测结果（平均值）', '评价'], rows)}
本月共采集样品{steady(month + 'k', 96, 132)}份，检测{steady(month + 'l', 960, 1320)}项次，出厂水、管网水综合合格率均为100%。出厂水全项98项指标由具备资质的第三方机构每半年检测一次，最近一次检测时间为2026年6月，结果全部符合标准。
{pick(month, ['本月对三处管网末梢进行了集中冲洗。', '汛期原水浊度最高升至46 NTU，水厂增加混凝剂投加量，出厂水质未受影响。', '受连续晴热影响，已将青禾水库取水口调整到中层取水。', '本月新增荷塘村延伸供水片区监测点一处。'])}用户对水质有疑问的，可以拨打0990-5550175预约入户检测，不收取费用。"""
        out.append(document("gongshui", "notice", f"{month}城市供水水质公告", on, body, item="general-27", keywords="水质公告,饮用水,出厂水,管网水"))
    return out


def environment_documents():
    out = []
    for month, on, good in [("2026年1月", "2026-02-10", 27), ("2026年5月", "2026-06-09", 31), ("2026年8月", "2026-09-09", 30), ("2026年10月", "2026-11-10", 31)]:
        days = 30 if month.endswith(("4月", "6月", "9月", "11月")) else 31
        pm25 = steady(month, 16, 24) if "1月" != month[-2:] else 38
        rows = [["PM2.5（微克/立方米）", pm25, 35], ["PM10（微克/立方米）", pm25 + steady(month + "x", 14, 22), 70], ["二氧化硫（微克/立方米）", steady(month + "so", 5, 9), 60], ["二氧化氮（微克/立方米）", steady(month + "no", 10, 21), 40],
                ["一氧化碳第95百分位（毫克/立方米）", steady(month + "co", 6, 11) / 10, 4.0], ["臭氧日最大8小时第90百分位（微克/立方米）", steady(month + "o3", 84, 141), 160]]
        body = f"""{month}，县城环境空气质量自动监测站有效监测{days}天，优良{good}天，优良率{good / days:.1%}，{'首要污染物为PM2.5，轻度污染' + str(days - good) + '天' if days - good > 1 else ('首要污染物为臭氧，轻度污染1天' if days - good else '未出现污染天气')}。
{table_text(['污染物', '本月浓度', '二级标准限值'], rows)}
与上年同月相比，PM2.5浓度{pick(month, ['下降2微克/立方米', '持平', '上升1微克/立方米', '下降3微克/立方米'])}。{pick(month + 'r', ['污染天主要受静稳天气和烟花爆竹燃放影响。', '晴热少雨天气有利于臭氧生成，已对加油站和汽修喷涂企业开展专项检查。', '秸秆露天焚烧巡查累计出动82人次，发现并制止火点3处。', '建筑工地扬尘在线监测接入率达到100%。'])}
实时数据可以在省生态环境监测信息平台和县城三处电子屏查看。监测数据按国家技术规范审核，年度评价以上级核定数据为准。"""
        out.append(document("shengtai", "statistics", f"云麓县{month}环境空气质量状况", on, body, item="shengtai-03", subjects="shengtai", keywords="空气质量,PM2.5,优良天数"))
    for quarter, on in [("2025年第四季度", "2026-01-12"), ("2026年第一季度", "2026-04-10"), ("2026年第二季度", "2026-07-10"), ("2026年第三季度", "2026-10-14")]:
        rows = [[name, kind, steady(quarter + name, 61, 64), "Ⅱ类" if steady(quarter + name + "w", 0, 3) else "Ⅰ类", "达标"] for name, kind in
                [("青禾水库（县城水源地）", "湖库型"), ("龙潭河取水口（县城备用水源）", "河流型"), ("白沙镇沙洲水源地", "河流型"), ("云岭镇雾岭水源地", "山溪型"), ("石桥乡双河水源地", "河流型")]]
        body = f"""县生态环境局、县水文监测站于{quarter}对全县5处集中式饮用水水源地开展采样监测，湖库型水源监测61项至63项，河流型水源监测61项至64项，评价标准为《地表水环境质量标准》（GB 3838—2002）。
{table_text(['水源地', '类型', '监测项目数', '水质类别', '评价'], rows)}
{quarter}集中式饮用水水源地取水水质达标率为100%。青禾水库综合营养状态指数为{steady(quarter, 312, 392) / 10}，属{'中营养' if steady(quarter, 312, 392) >= 300 else '贫营养'}状态。
{pick(quarter, ['本季度完成一级保护区隔离网维修2.4公里。', '对保护区内3户农家乐生活污水接管情况进行了复查，均已接入镇污水管网。', '清理水源地网箱残留设施1处，更换保护区标志牌12块。', '汛期加密监测频次，每周采样一次，未发现异常。'])}饮用水安全状况由供水、卫生健康、生态环境部门分别公布：水源水质见本页，出厂水见县供水有限公司水质公告，龙头水见县卫生健康局公告。"""
        out.append(document("shengtai", "statistics", f"云麓县{quarter}集中式饮用水水源地水质状况报告", on, body, item="shengtai-05", subjects="shengtai", keywords="饮用水水源,水质达标率"))
    return out
