"""Records on their way: what the desk shows when the demo starts."""
from document import document

ATTACHMENTS = {"云麓县2026年10月临时救助对象公示": ["云麓县2026年10月临时救助花名册.xlsx"]}

# unit|kind|produced_on|state|filer|item|subjects|keywords|title|remark or scheduled time|body
ROWS = """
jiaoyu|notice|2026-11-20|draft|jiaoyu.filer|yiwujiaoyu-07|jiaoyu|学区划分,征求意见|关于公开征求2027年义务教育学区划分方案意见的公告||为做好2027年义务教育招生工作，县教育局组织编制了学区划分方案（征求意见稿），现面向社会公开征求意见。¶一、主要调整¶云溪大道以南、滨河路以东划入明德小学南校区；建设新村由学府小学调整到滨河小学。¶二、征求意见时间¶2026年12月1日至12月31日。¶三、反馈方式¶可以通过政务公开平台“意见征集”栏目、来信或者电话0990-5550109反馈。
caizheng|statistics|2026-11-19|draft|caizheng.filer|yusuan-05|zijin|预算执行|云麓县2026年1—10月财政预算执行情况||1至10月，全县一般公共预算收入完成87340万元，为年度预算的84.2%。支出完成324800万元，其中教育、社会保障和就业、卫生健康支出占比51.8%。¶（各科目明细待国库科核对后补充）
minzheng|notice|2026-11-18|in_review|minzheng.filer|yanglao-04|jiuzhu|养老机构,等级评定|2026年养老机构等级评定结果公示||经机构自评、实地评估和评定委员会审议，拟评定县养老服务中心为三级养老机构，云岭镇敬老院、白沙镇敬老院为二级养老机构。公示期自发布之日起7个工作日。¶对评定结果有异议的，请向县民政局养老服务科反映，电话0990-5550115。
longtan|notice|2026-11-19|in_review|longtan.filer|shehuijiuzhu-05|jiuzhu|低保,初审公示|云麓县龙潭乡人民政府2026年11月最低生活保障对象初审公示||现将2026年11月低保初审结果公示如下，公示期7个工作日。¶|序号|村|户主|保障人口|拟月保障金（元）|¶|1|高峰村|石某|2|760|¶|2|瀑布村|周某某|1|412|¶|3|杉木坪村|田某|3|1180|
shengtai|licence|2026-11-17|in_secrecy_review|shengtai.filer|shengtai-01|shengtai|环评审批,拟审批公示|关于拟对云岭茶叶精深加工产业园项目环境影响报告表作出审批意见的公示||根据建设项目环境影响评价审批程序的有关规定，经审议，我局拟对云岭茶叶精深加工产业园项目环境影响报告表作出批准决定，现予公示。¶一、项目概况¶位于云岭镇茶市街以北，总投资2.35亿元，建设清洁化加工车间3栋。¶二、主要环境影响及对策¶茶尘采用布袋除尘；生活污水经化粪池处理后接入镇污水管网；噪声设备基础减振。¶公示期5个工作日，利害关系人可以申请听证。
ziran|notice|2026-11-16|in_secrecy_review|ziran.filer|zhengdi-02|zhufang|征地预公告|城乡供水一体化二期加压泵站征收土地预公告||拟征收石桥乡双河村集体土地0.4260公顷，用于城乡供水一体化二期加压泵站建设。预公告期限10个工作日，公告期间开展土地现状调查。¶任何单位和个人不得在拟征收范围内抢栽抢建。
zhengfuban|policy|2026-11-16|in_recheck|zhengfuban.filer|general-02|anquan|森林防火,野外用火|云麓县人民政府办公室关于做好今冬明春森林防火工作的通知||各乡镇人民政府，麓山街道办事处，县政府有关部门：¶为切实做好今冬明春森林防火工作，现就有关事项通知如下。¶一、压实责任¶各级林长每月巡林不少于一次，护林员在岗率达到100%。¶二、管住火源¶林区全面禁止野外用火，祭扫、农事用火实行报备。¶三、备足力量¶县级专业队24小时靠前驻防，乡镇半专业队不少于20人。
yingji|project|2026-11-13|in_recheck|yingji.filer|anquan-04|anquan|冬春救助,救灾资金|云麓县2026—2027年度冬春救助资金分配方案公示||经乡镇摸底、评估和县级审核，全县冬春期间需救助受灾困难群众2148户5360人，下拨冬春救助资金268万元。¶|乡镇（街道）|救助人口|资金（万元）|¶|云岭镇|1180|59.0|¶|青禾镇|920|46.0|¶|白沙镇|610|30.5|¶|石桥乡|1240|62.0|¶|龙潭乡|1130|56.5|¶|麓山街道|280|14.0|
caizheng|procurement|2026-11-12|returned|caizheng.filer|general-14|zijin|政府采购,中标结果|财政投资评审服务定点采购中标结果公告|中标金额的大小写不一致；评审专家姓名应按采购公告格式公布，请补充后重新提交。|财政投资评审服务定点采购项目于11月11日完成评审，确定3家中标供应商，服务期两年，按评审金额的千分之一点八计费。
jiaoyu|notice|2026-11-10|returned|jiaoyu.filer|yiwujiaoyu-09|jiaoyu|学生资助,名单公示|2026年秋季学期家庭经济困难学生资助情况|原附件名册含学生姓名和学校，请改为分校汇总人数和金额，个人信息不得公开。|2026年秋季学期，全县共资助义务教育阶段家庭经济困难学生3862人，发放生活补助186.40万元。寄宿生小学每生每学期625元、初中750元，非寄宿生减半。
gongshui|notice|2026-11-20|scheduled|gongshui.filer|general-27||停水,管网冲洗|关于开展2026年冬季管网集中冲洗的通知|2026-12-01T09:00:00+08:00|定于2026年12月3日至12月5日每日23:00至次日4:00对学府街、明德路、滨河路片区管网进行冲洗，期间水压降低，可能出现短时浑浊，请提前储水。
minzheng|notice|2026-11-19|scheduled|minzheng.filer|shehuijiuzhu-06|jiuzhu|低保审批|云麓县2026年10月最低生活保障审批情况|2026-11-27T09:00:00+08:00|2026年10月，全县新批准低保对象128户216人，停发74户131人。截至月末，在册城市低保对象1562人、农村低保对象8264人，当月发放低保金402.6万元。
yingji|emergency|2026-11-23|in_secrecy_review|yingji.filer|general-17|anquan|森林火情,应急响应|云岭镇雾岭村森林火情及处置情况通报（第一号）||11月23日13时10分，云岭镇雾岭村发生森林火情。县森林防灭火指挥部立即启动Ⅳ级应急响应，调集专业队伍和护林员182人、消防车6台到场扑救。截至17时，明火已全部扑灭，正在清理看守，过火面积约1.6公顷，无人员伤亡，附近23户居民已临时转移安置。¶云岭镇至雾岭村公路18公里处临时管制，请绕行。起火原因正在调查。后续情况将及时发布。应急值班电话：0990-5550145。
minzheng|notice|2026-11-20|in_secrecy_review|minzheng.filer|shehuijiuzhu-05|jiuzhu|临时救助,公示|云麓县2026年10月临时救助对象公示||2026年10月，全县审批临时救助8户，发放临时救助金36200元，救助原因为突发疾病、火灾、交通事故等急难情形。现予公示，公示期7个工作日，名单见附件。¶对公示内容有异议的，请在公示期内向县民政局社会救助科反映，电话0990-5550115。
"""


def drafts():
    out = []
    for serial, line in enumerate(ROWS.strip().split("\n"), 1):
        body_start = line.split("|", 10)
        unit, kind, on, state, filer, item, subjects, keywords, title, note, body = body_start
        record = document(unit, kind, title, on, body.replace("¶", "\n"), made=on, item=item, subjects=subjects, keywords=keywords, any_day=True,
                          attachments=ATTACHMENTS.get(title, []))
        record.update(id=f"draft-{serial:02d}", published_on=None, state=state, filer=filer, remark=note if state == "returned" else None,
                      scheduled_at=note if state == "scheduled" else None, emergency=kind == "emergency")
        out.append(record)
    return out
