"""The standard catalogues in the columns of 国办发〔2019〕54号, and which unit carries which item at which cadence."""

WD20 = "信息形成或者变更之日起20个工作日内"
WD10 = "制定或获取信息之日起10个工作日内"
WEB, WEB_POINT = "政府网站", "政府网站;公开查阅点;政务服务中心"
BOARD = "政府网站;社区/企事业单位/村公示栏（电子屏）"
OGI = "《政府信息公开条例》"

# code|name|subject of disclosure|default time limit|default channels|level; then rows level1|level2|content|basis|time|channels
DOMAINS = [
    ("general|法定主动公开内容|各行政机关|" + WD20 + "|" + WEB + "|县级、乡级", """
政策文件|行政规范性文件|现行有效、失效、废止的规范性文件全文、文号、有效期和解读|条例第二十条第一项|
政策文件|其他政策文件|县政府、县政府办公室和各部门、乡镇主动公开的通知、意见、方案|条例第二十条第一项|
政策文件|政策解读|制定背景、主要内容、涉及范围、执行标准、新旧差别|条例第十九条；国办发〔2016〕80号|文件公开后3个工作日内
机构职能|机关职能与机构设置|职能、内设机构、办公地址、办公时间、联系方式|条例第二十条第二项|
机构职能|领导信息|负责人姓名、职务、分工|条例第二十条第二项|
规划计划|国民经济和社会发展规划|规划纲要、年度计划及执行情况|条例第二十条第三项|
规划计划|专项规划和区域规划|专项规划、国土空间规划、年度工作要点|条例第二十条第三项|
统计信息|统计公报与季度数据|年度统计公报、季度主要指标、专项普查结果|条例第二十条第四项|
行政许可|许可事项与办理结果|依据、条件、程序、期限和许可决定|条例第二十条第五项|作出决定之日起7个工作日内
行政处罚与行政强制|处罚依据与决定|依据、条件、程序、裁量基准和有一定社会影响的处罚决定|条例第二十条第六项；《行政处罚法》第四十八条|作出决定之日起7个工作日内
财政信息|政府预算和决算|县级政府预算、决算报告及报表|条例第二十条第七项；《预算法》第十四条|批准后20日内
财政信息|部门预算和决算|部门及所属单位预算、决算、“三公”经费和绩效|条例第二十条第七项；《预算法》第十四条|批复后20日内
收费项目|行政事业性收费|收费项目、依据、标准和减免政策|条例第二十条第八项|
政府采购|集中采购目录、标准及实施|采购意向、公告、中标成交结果和合同|条例第二十条第九项；《政府采购法实施条例》第四十三条、第五十条|确定之日起2个工作日内
重大建设项目|批准和实施情况|批准结果、招标投标、进展和竣工验收|条例第二十条第十项|
民生政策|教育、医疗、社会保障、就业政策及实施|政策措施、办理渠道和实施结果|条例第二十条第十一项|
应急管理|应急预案、预警和应对|预案、预警信息、应对情况和调查报告|条例第二十条第十二项|预警信息即时公开
监督检查|环保、公共卫生、安全生产、食品药品检查|检查计划、检查结果、抽检不合格信息|条例第二十条第十三项|
人事信息|公务员招考与事业单位招聘|职位、名额、条件和录用结果|条例第二十条第十四项|
人事信息|人事任免|县政府任免工作人员的通知|条例第二十条第二项|
公开制度|政府信息公开指南和制度|公开指南、公开制度、保密审查制度|条例第十二条、第十七条|
公开年报|政府信息公开工作年度报告|县政府、各部门年度报告|条例第四十九条、第五十条|每年1月31日前、3月31日前
会议公开|政府常务会议|议题、决定事项|国办发〔2016〕80号|
政务动态|政务要闻|县政府及部门、乡镇重要工作动态|条例第十九条|
建议提案|人大代表建议和政协提案办理|办理复文和总体情况|国办公开制度|
行政执法公示|执法主体、人员、权限和总体情况|权责清单、执法流程、年度执法数据|国办发〔2018〕118号|作出决定之日起20个工作日内
公共企事业单位|供水信息|水价、水质、停水通知、报装和服务承诺|条例第五十五条；国办发〔2020〕50号|
公共企事业单位|医疗机构信息|服务项目、价格、流程、监督渠道|条例第五十五条；国办发〔2020〕50号|
"""),
    ("shehuijiuzhu|社会救助|县民政局、乡镇人民政府（街道办事处）|" + WD10 + "|" + WEB_POINT + "|县级、乡级", """
综合业务|政策法规文件|《社会救助暂行办法》和各地配套政策文件|条例及相关规定|
综合业务|监督检查|社会救助信访通讯地址、投诉举报电话|条例及相关规定|
最低生活保障|政策法规文件|国家、省、市、县最低生活保障政策文件|国务院关于最低生活保障工作的意见|
最低生活保障|办事指南|办理事项、条件、标准、材料、流程、时间、地点、联系方式|国务院关于最低生活保障工作的意见|
最低生活保障|审核信息|初审对象名单及相关信息|国务院关于最低生活保障工作的意见|公示7个工作日|BOARD
最低生活保障|审批信息|低保对象名单及相关信息|国务院关于最低生活保障工作的意见||BOARD
特困人员救助供养|办事指南|办理条件、救助供养标准、材料、流程、地点|特困人员救助供养制度的意见|
特困人员救助供养|审核信息|初审对象名单、终止供养名单|特困人员救助供养制度的意见|公示7个工作日|BOARD
特困人员救助供养|审批信息|特困人员名单及相关信息|特困人员救助供养制度的意见||BOARD
临时救助|办事指南|办理条件、救助标准、材料、流程、地点|全面建立临时救助制度的通知|
临时救助|审核审批信息|支出型临时救助对象、金额、事由|全面建立临时救助制度的通知||BOARD
"""),
    ("yiwujiaoyu|义务教育|县教育局|" + WD20 + "|政府网站;两微一端;公开查阅点|县级", """
政策文件|规范性文件|教育政策文件和配套措施|条例|
教育概况|教育统计数据|学校、在校生、教师、办学条件数据和县级汇总|《统计法》、条例、《教育统计管理规定》|
教育概况|义务教育学校名录|学校名称、地址、办学层次、办学类型、办公电话|条例|
民办学校信息|日常监管信息|年检结果、行政处罚|《民办教育促进法》、条例|
招生管理|招生政策|招生工作实施方案、随迁子女入学办法、延缓入学和休学政策|小学升初中免试就近入学的实施意见|
招生管理|招生计划|各校年度招生计划|条例、中小学信息公开的意见|
招生管理|招生范围|学区划分详细情况|条例、中小学信息公开的意见|
招生管理|招生结果|入学名单查询方式、报名条件、分类人数|条例、中小学信息公开的意见|
学生管理|收费与资助|义务教育阶段服务性收费、代收费和困难学生资助|条例|
教师管理|教师招聘与评优|招聘岗位、考试结果、评优公示|条例|
"""),
    ("zhongdaxiangmu|重大建设项目|县发改局及项目主管部门|信息形成之日起20个工作日内|政府网站;投资项目在线审批监管平台|县级", """
批准服务信息|办事指南|申报材料、流程、期限、联系方式|《企业投资项目核准和备案管理条例》|
批准结果信息|项目审批、核准、备案结果|项目名称、代码、批复文号、批复时间、建设规模和投资|条例、国办发〔2017〕94号|
招标投标信息|招标公告和中标结果|招标公告、中标候选人、中标结果、合同订立|《招标投标法实施条例》第五十四条|收到评标报告之日起3日内|公共资源交易平台
施工信息|项目进度|重大建设项目投资计划与进展|国办发〔2017〕94号|
竣工信息|竣工验收备案|验收时间、机构、备案结果|《建设工程质量管理条例》|
"""),
    ("yanglao|养老服务|县民政局|" + WD10 + "|" + WEB_POINT + "|县级、乡级", """
通用政策|养老服务扶持政策|建设补贴、运营补贴、优惠政策|条例|
业务办理|老年人补贴|高龄津贴、护理补贴的条件、标准、流程|条例|
业务办理|养老机构备案|备案条件、材料、结果|《养老机构管理办法》|
行业管理|养老机构信息|机构名称、地址、床位、等级、收费|条例|
"""),
    ("yusuan|财政预决算|县财政局及各部门|批准或批复后20日内|政府网站|县级", """
财政预决算|政府预算|县级一般公共预算、政府性基金、国有资本经营、社保基金预算和债务|《预算法》第十四条|
财政预决算|政府决算|县级四本决算及说明、债务、绩效|《预算法》第十四条|
部门预决算|部门预算|收支总表、“三公”经费、政府采购、绩效目标|《预算法》第十四条、第八十九条|
部门预决算|部门决算|收支决算、“三公”经费决算、机关运行经费、绩效评价|《预算法》第十四条|
财政预决算|预算执行情况|月度、季度财政收支执行情况|条例|
"""),
    ("jiuye|就业|县人社局|" + WD20 + "|政府网站;政务服务中心;两微一端|县级、乡级", """
就业信息服务|岗位信息发布|招聘会、岗位、联系方式|《就业促进法》|
职业技能培训|培训项目和补贴|培训机构、工种、补贴标准、补贴结果|《就业促进法》|
就业创业政策|补贴申领与结果|申领条件、流程、补贴发放结果|《就业促进法》|
社会保险|参保与待遇|参保登记、缴费、待遇标准和办理指南|《社会保险法》|
"""),
    ("zhengdi|农村集体土地征收|县自然资源局、乡镇人民政府|信息形成之日起20个工作日内|政府网站;征地信息公开平台;社区/企事业单位/村公示栏（电子屏）|县级、乡级", """
征地管理政策|征地补偿标准|区片综合地价、青苗和地上附着物补偿标准|《土地管理法》第四十八条|
征前准备|征收土地预公告|征收范围、目的、开展现状调查的安排|《土地管理法实施条例》第二十六条|公告不少于10个工作日
征前准备|征地补偿安置公告|补偿方式和标准、安置对象和方式、社会保障、办理补偿登记期限|《土地管理法实施条例》第二十八条|公告不少于30日
征地审批|征收土地公告|批准机关、文号、征收范围、补偿安置|《土地管理法实施条例》第三十一条|收到批准文件之日起15个工作日内
征地实施|征地补偿费用支付|支付凭证、分配情况|《土地管理法》|
"""),
    ("shengtai|生态环境|县生态环境局|" + WD20 + "|政府网站;两微一端|县级", """
行政许可|建设项目环评审批|受理、拟审批、审批决定|《环境影响评价法》|审批决定作出之日起7个工作日内
行政许可|排污许可|许可证核发、变更、注销|《排污许可管理条例》|
公共服务|生态环境质量|水环境、空气、声环境质量|《环境保护法》|按月、按季
行政处罚|处罚决定|违法事实、依据、处罚内容|《行政处罚法》|作出决定之日起7个工作日内
公共服务|饮用水水源水质|集中式饮用水水源水质状况|《水污染防治法》|按季
"""),
    ("zhufang|保障性住房与房屋征收|县住建局|" + WD20 + "|政府网站;公开查阅点;社区/企事业单位/村公示栏（电子屏）|县级", """
保障性住房|申请审核与分配|申请条件、审核结果、配租方案、分配结果|《公共租赁住房管理办法》|公示不少于15日
保障性住房|建设管理|年度建设计划、进展、竣工|条例|
房屋征收|征收决定与补偿方案|补偿方案、征求意见、征收决定|《国有土地上房屋征收与补偿条例》|征求意见不少于30日
农村危房改造|对象与补助|改造政策、对象认定、补助结果|条例|
老旧小区改造|计划与进展|年度计划、改造内容、进度|条例|
"""),
    ("shenong|涉农补贴|县农业农村局、县财政局、乡镇人民政府|" + WD20 + "|" + BOARD + "|县级、乡级", """
补贴政策|耕地地力保护补贴|补贴对象、标准、依据、咨询渠道|条例|
补贴结果|耕地地力保护补贴结果|补贴面积、金额、公示|条例|公示不少于7日
补贴结果|农机购置与应用补贴|机具种类、补贴额、受益情况|条例|
补贴结果|其他惠民惠农补贴|特色产业、生态补偿等补贴发放情况|条例|
农村事务|承包经营权流转、宅基地、筹资筹劳|流转情况、宅基地审核、农田水利、筹资筹劳|条例第二十一条|
"""),
    ("anquan|安全生产与食品药品监管|县应急局、县市场监管局|" + WD20 + "|政府网站;两微一端|县级", """
安全生产|监督检查计划和结果|年度执法计划、检查结果、重大隐患|《安全生产法》|
安全生产|事故调查报告|事故经过、原因、责任、整改措施|《生产安全事故报告和调查处理条例》|
食品安全|抽检信息|抽检批次、不合格产品、核查处置|《食品安全法》|
救灾|灾情与款物管理|灾情、救助款物发放|《自然灾害救助条例》|
应急预案|应急预案与演练|预案文本、演练情况|《突发事件应对法》|
"""),
]

# unit=item:cadence:days:unit, …; special periods first. Every department also carries the DEFAULT items, and of the USUAL ones those that it
# has published under; the entries without a document among the others are the few empty columns that the patrol finds.
DEFAULT = ["general-04:long_term:20:working_day", "general-05:long_term:20:working_day"]
USUAL = ["general-12:yearly:20:day", "general-02:at_once:20:working_day", "general-22:yearly:20:working_day", "general-24:monthly:20:working_day"]
CARRIED = """
xian=general-01:at_once:20:working_day general-02:at_once:20:working_day general-06:yearly:20:working_day general-20:at_once:20:working_day general-22:yearly:20:working_day general-23:monthly:20:working_day general-05:long_term:20:working_day
zhengfuban=general-01:at_once:20:working_day general-03:at_once:3:working_day general-21:long_term:20:working_day
fagai=general-08:quarterly:20:working_day general-13:yearly:20:working_day zhongdaxiangmu-04:quarterly:20:working_day
jiaoyu=yiwujiaoyu-02:yearly:20:working_day yiwujiaoyu-03:yearly:20:working_day yiwujiaoyu-05:yearly:20:working_day yiwujiaoyu-06:yearly:20:working_day yiwujiaoyu-07:yearly:20:working_day yiwujiaoyu-08:yearly:20:working_day yiwujiaoyu-09:half_yearly:20:working_day general-19:by_stage:20:working_day
gongan=general-09:long_term:7:working_day general-16:at_once:20:working_day
minzheng=shehuijiuzhu-03:at_once:10:working_day shehuijiuzhu-04:long_term:10:working_day shehuijiuzhu-06:monthly:10:working_day shehuijiuzhu-10:long_term:10:working_day shehuijiuzhu-11:quarterly:10:working_day yanglao-02:long_term:10:working_day yanglao-03:at_once:10:working_day yanglao-04:half_yearly:10:working_day
sifa=general-26:yearly:20:working_day general-16:at_once:20:working_day
caizheng=yusuan-01:yearly:20:day yusuan-02:yearly:20:day yusuan-05:quarterly:20:working_day general-14:at_once:2:working_day
renshe=jiuye-01:monthly:20:working_day jiuye-02:quarterly:20:working_day jiuye-03:quarterly:20:working_day jiuye-04:yearly:20:working_day
ziran=zhengdi-01:long_term:20:working_day zhengdi-02:at_once:20:working_day zhengdi-03:at_once:20:working_day zhengdi-04:at_once:15:working_day general-07:yearly:20:working_day general-09:at_once:7:working_day
shengtai=shengtai-01:at_once:7:working_day shengtai-02:at_once:7:working_day shengtai-03:monthly:20:working_day shengtai-04:at_once:7:working_day shengtai-05:quarterly:20:working_day
zhujian=zhufang-01:by_stage:20:working_day zhufang-02:quarterly:20:working_day zhufang-03:by_stage:20:working_day zhufang-05:quarterly:20:working_day general-09:at_once:7:working_day
jiaotong=general-10:at_once:7:working_day general-16:at_once:20:working_day
nongye=shenong-02:yearly:20:working_day shenong-03:quarterly:20:working_day shenong-04:yearly:20:working_day
weijian=general-09:at_once:7:working_day general-16:at_once:20:working_day general-18:quarterly:20:working_day general-24:monthly:20:working_day
yingji=anquan-01:half_yearly:20:working_day anquan-02:at_once:20:working_day anquan-04:by_stage:20:working_day anquan-05:yearly:20:working_day general-17:at_once:5:hour general-10:at_once:7:working_day
shijian=anquan-03:monthly:20:working_day general-09:at_once:7:working_day general-10:at_once:7:working_day
shenji=general-18:yearly:20:working_day
lushan=shehuijiuzhu-05:quarterly:10:working_day zhufang-05:quarterly:20:working_day
yunling=shehuijiuzhu-05:quarterly:10:working_day shenong-02:yearly:20:working_day shenong-05:half_yearly:20:working_day
qinghe=shehuijiuzhu-05:quarterly:10:working_day shenong-02:yearly:20:working_day shenong-05:half_yearly:20:working_day
baisha=shehuijiuzhu-05:quarterly:10:working_day zhengdi-05:by_stage:20:working_day shenong-02:yearly:20:working_day shenong-05:half_yearly:20:working_day
shiqiao=shehuijiuzhu-05:quarterly:10:working_day shenong-02:yearly:20:working_day shenong-05:half_yearly:20:working_day
longtan=shehuijiuzhu-05:quarterly:10:working_day shenong-02:yearly:20:working_day shenong-05:half_yearly:20:working_day general-17:at_once:24:hour
gongshui=general-04:long_term:20:working_day general-27:at_once:20:working_day
yiyuan=general-04:long_term:20:working_day general-28:monthly:20:working_day
"""
COLUMNS = "code,level1,level2,content,basis,time_limit,subject,channels,audience,way,level".split(",")


def catalogues():
    """[(file code, name, rows)] with rows as dicts in the order of COLUMNS."""
    out = []
    for head, body in DOMAINS:
        code, name, subject, time_limit, channels, level = head.split("|")
        rows = []
        for serial, line in enumerate(body.strip().split("\n"), 1):
            cells = (line.split("|") + ["", "", "", ""])[:6]
            limit = cells[4] or time_limit
            if limit.startswith(("公示", "公告", "征求")):
                limit = f"{time_limit}，{limit}"
            rows.append({"code": f"{code}-{serial:02d}", "level1": cells[0], "level2": cells[1], "content": cells[2],
                         "basis": cells[3].replace("条例", OGI, 1) if cells[3].startswith("条例") else cells[3], "time_limit": limit,
                         "subject": subject, "channels": {"BOARD": BOARD}.get(cells[5], cells[5] or channels), "audience": "全社会",
                         "way": "主动", "level": level})
        out.append((code, name, rows))
    return out


def unit_catalogues(published):
    """`published`: pairs of unit and item."""
    out = []
    for line in CARRIED.strip().split("\n"):
        unit, items = line.split("=")
        carried = items.split()
        if unit not in ("xian", "gongshui", "yiyuan"):
            held = {i.split(":")[0] for i in carried}
            usual = [u for u in USUAL if (unit, u.split(":")[0]) in published]
            carried += [d for d in DEFAULT + usual if d.split(":")[0] not in held]
        for item in carried:
            code, cadence, days, unit_of_time = item.split(":")
            out.append({"unit": unit, "item_code": code, "cadence": cadence, "time_limit_days": int(days), "time_limit_unit": unit_of_time})
    return out
