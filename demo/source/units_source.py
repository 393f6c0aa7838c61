"""The units of the county: who they are, what they do, who leads them, and who signs in for them."""
from common import credit_code, invented_name

DOMAIN = "www.yunlu.example"

# code | name | short name | kind | parent | address | posts of the leaders | divisions | duties, by ' / '
ROWS = """
xian|云麓县人民政府|县政府|government||云溪大道1号|县长;常务副县长;副县长;副县长;副县长||领导全县经济、教育、科学、文化、卫生、体育、生态环境保护、城乡建设和财政、民政、公安、司法行政等行政工作。 / 执行县人民代表大会及其常务委员会的决议和上级国家行政机关的决定、命令，规定行政措施，发布决定和命令。 / 领导所属各工作部门和乡镇人民政府、街道办事处的工作，改变或者撤销其不适当的命令、指示和决定。
zhengfuban|云麓县人民政府办公室|县政府办公室|office|xian|云溪大道1号行政中心3号楼|主任;副主任;副主任|政务公开科:负责推进、指导、协调、监督全县政府信息公开和政务公开工作，管理政务公开平台;综合科:负责县政府会议组织、文稿起草和公文审核;督查科:负责县政府决定事项和领导批示的督促落实;总值班室:负责县政府值班和紧急信息的接收报送|协助县政府领导组织会议、审核公文，督促检查县政府决定事项的落实。 / 县政府信息公开工作主管部门，推进、指导、协调、监督全县政府信息公开工作，承办县政府本级依申请公开事项。 / 负责县政府值班、紧急信息报送和12345政务服务便民热线的管理。
fagai|云麓县发展和改革局|县发改局|department|xian|云溪大道9号|局长;副局长;总经济师|规划与综合科:拟订国民经济和社会发展规划、年度计划;项目管理科:承担重大建设项目审批、核准、备案和调度;价格与收费科:管理政府定价和行政事业性收费标准;统计调查科:组织统计调查、核算并发布统计数据|拟订并组织实施国民经济和社会发展战略、中长期规划和年度计划。 / 承担固定资产投资项目审批、核准、备案，调度县重大建设项目。 / 管理政府定价商品和服务价格，承担粮食和物资储备、统计调查工作。
jiaoyu|云麓县教育局|县教育局|department|xian|学府街18号|局长;副局长;副局长|基础教育科:负责学前教育、义务教育和高中阶段教育管理及招生入学;人事科:负责教师招聘、调配、职称和培训;计划财务科:负责教育经费、基建和学生资助|拟订并实施全县教育事业发展规划，统筹义务教育优质均衡发展和学前教育普及普惠。 / 管理全县中小学、幼儿园招生入学、学籍和教学质量，规范校外培训。 / 管理教师队伍，落实学生资助、营养改善和校园安全工作。
gongan|云麓县公安局|县公安局|department|xian|明德路66号|局长;政委;副局长|治安管理大队:负责治安管理、养犬登记和特种行业管理;交通管理大队:负责道路交通秩序和车辆驾驶人管理;户政与出入境科:负责户籍、居民身份证和出入境证件|预防、制止和侦查违法犯罪活动，维护社会治安秩序。 / 管理户政、居民身份证、出入境、道路交通安全和消防相关事务。 / 监督管理公共信息网络的安全监察，组织群防群治。
minzheng|云麓县民政局|县民政局|department|xian|云溪大道15号|局长;副局长;副局长|社会救助科:负责最低生活保障、特困人员供养、临时救助;养老服务科:负责养老机构管理和居家社区养老服务;社会事务科:负责婚姻登记、殡葬管理和地名工作|统筹社会救助体系建设，组织实施最低生活保障、特困人员救助供养和临时救助。 / 拟订养老服务体系规划并组织实施，负责老年人福利和儿童福利。 / 承担婚姻登记、社会组织登记、行政区划、地名和殡葬管理。
sifa|云麓县司法局|县司法局|department|xian|明德路28号|局长;副局长|法治督察科:承办行政执法监督、规范性文件合法性审查和备案;行政复议科:承办县政府行政复议和行政应诉;公共法律服务科:负责法律援助、公证、人民调解|统筹法治政府建设，承担县政府规范性文件合法性审查、备案和清理。 / 承办县政府行政复议案件和行政应诉，指导监督行政执法。 / 管理法律援助、公证、人民调解、社区矫正和普法宣传。
caizheng|云麓县财政局|县财政局|department|xian|云溪大道21号|局长;副局长;副局长;总会计师|预算科:编制县级预决算草案，组织部门预决算公开;国库科:办理国库集中支付和预算执行分析;政府采购管理科:监督管理政府采购，处理采购投诉;绩效评价科:组织预算绩效管理|编制县级预决算草案并组织执行，向县人民代表大会及其常务委员会报告。 / 管理财政收入、非税收入、政府性基金、国有资本经营预算和政府债务。 / 监督管理政府采购、国有资产、会计和惠民惠农补贴资金。
renshe|云麓县人力资源和社会保障局|县人社局|department|xian|云溪大道23号|局长;副局长;副局长|就业促进科:负责就业服务、创业扶持和职业技能培训;社会保险科:负责养老、失业、工伤保险;事业单位人事科:负责事业单位公开招聘和岗位管理;劳动监察大队:负责农民工工资支付保障和劳动监察|促进就业创业，统筹城乡公共就业服务和职业技能培训。 / 管理养老、失业、工伤保险经办和基金监督。 / 管理事业单位人员、专业技术人员和公务员考录有关事务，处理劳动人事争议。
ziran|云麓县自然资源局|县自然资源局|department|xian|麓山路40号|局长;副局长;总规划师|国土空间规划科:编制并监督实施国土空间规划和村庄规划;征地管理科:组织土地征收和补偿安置;不动产登记中心:办理不动产统一登记;耕地保护科:负责耕地和永久基本农田保护|履行全民所有自然资源资产所有者职责，负责自然资源调查、确权登记。 / 编制并监督实施国土空间规划，管理土地征收、转用和供应。 / 负责耕地保护、矿产资源、测绘地理信息和地质灾害防治。
shengtai|云麓县生态环境局|县生态环境局|department|xian|麓山路58号|局长;副局长|环评与许可科:承担建设项目环评审批和排污许可;监测科:负责环境质量监测和信息发布;执法大队:查处环境违法行为|负责大气、水、土壤、噪声、固体废物污染防治的监督管理。 / 承担建设项目环境影响评价审批、排污许可和辐射安全管理。 / 组织生态环境监测，发布环境质量信息，查处生态环境违法行为。
zhujian|云麓县住房和城乡建设局|县住建局|department|xian|云溪大道30号|局长;副局长;总工程师|住房保障科:负责公租房、保障性住房和危房改造;建筑市场科:负责施工许可、质量安全监督;市政公用科:负责供水、供气、排水和市政设施;房屋征收办公室:组织国有土地上房屋征收与补偿|管理住房保障、房地产市场和城镇老旧小区改造。 / 监督管理建筑市场、工程质量安全和消防设计审查验收。 / 指导供水、供气、排水、园林、环卫和农村危房改造。
jiaotong|云麓县交通运输局|县交通运输局|department|xian|迎宾路12号|局长;副局长|公路科:负责农村公路建设养护;运输科:负责客货运输、出租车和公共交通;综合执法大队:查处道路运输和路政违法行为|拟订公路、水路发展规划，组织农村公路建设、养护和管理。 / 管理道路客货运输、城市公共交通和出租汽车。 / 承担交通运输综合行政执法和安全监管。
nongye|云麓县农业农村局|县农业农村局|department|xian|迎宾路35号|局长;副局长;总农艺师|种植业科:负责粮食生产、植保和耕地质量;农村经济科:负责承包地、宅基地和农村集体资产;产业发展科:负责茶叶等特色产业和农产品质量安全;帮扶科:负责防止返贫监测帮扶|统筹实施乡村全面振兴，负责种植业、畜牧业、渔业和农业机械化。 / 管理农村承包地、宅基地和集体资产，落实惠农补贴政策。 / 监管农产品质量安全，组织动植物疫病防控和防止返贫监测帮扶。
weijian|云麓县卫生健康局|县卫健局|department|xian|学府街52号|局长;副局长;副局长|医政科:管理医疗机构和医疗质量;疾控与应急科:负责传染病防控和突发公共卫生事件应对;基层与妇幼科:负责家庭医生、妇幼和托育;综合监督所:承担卫生监督执法|拟订卫生健康事业规划，管理医疗机构和医疗服务质量。 / 组织疾病预防控制、妇幼健康、老年健康和基本公共卫生服务。 / 承担公共场所卫生许可、饮用水卫生和突发公共卫生事件应急处置。
yingji|云麓县应急管理局|县应急局|department|xian|迎宾路8号|局长;副局长;副局长|指挥中心:承担应急值守、预警发布和救援协调;安全监管科:监管工矿商贸行业安全生产;救灾物资科:负责灾情统计、救灾款物管理|指导各乡镇、街道和部门应对安全生产、自然灾害等突发事件。 / 综合监督管理安全生产，依法组织生产安全事故调查处理。 / 组织编制应急预案，统一发布预警信息，管理救灾款物。
shijian|云麓县市场监督管理局|县市场监管局|department|xian|云溪大道33号|局长;副局长;食品安全总监|登记注册科:办理经营主体登记;食品监管科:组织食品生产经营监管和抽检;质量与特种设备科:负责产品质量和特种设备安全;执法稽查大队:查处市场违法行为|负责经营主体登记注册、信用监管和反不正当竞争。 / 监督管理食品、药品、医疗器械、特种设备和产品质量安全。 / 负责计量、标准、知识产权和消费者权益保护。
shenji|云麓县审计局|县审计局|department|xian|明德路31号|局长;副局长;总审计师|财政审计科:组织预算执行和决算审计;投资审计科:负责政府投资项目审计;综合科:管理审计计划、整改和结果公告|对县级预算执行和其他财政收支、国有企业和政府投资项目进行审计监督。 / 向县政府和县人大常委会报告审计工作，公告审计结果。 / 督促审计查出问题的整改。
lushan|云麓县麓山街道办事处|麓山街道|township|xian|麓山路101号|党工委副书记、办事处主任;办事处副主任;办事处副主任|党政和公共服务办公室:负责政务公开、便民服务和社会救助受理;城市管理办公室:负责市容环境、物业和老旧小区改造配合;平安建设办公室:负责矛盾调解和安全检查|办理辖区城市管理、社区服务、社会救助和民生保障事务。 / 组织辖区安全检查、矛盾纠纷调解和网格化治理。 / 指导社区居民委员会工作，反映居民意见。
yunling|云麓县云岭镇人民政府|云岭镇|township|xian|云岭镇茶市街6号|镇长;副镇长;副镇长|党政办公室:负责政务公开、文电和值班;农业农村办公室:负责茶叶产业、承包地和惠农补贴;社会事务办公室:负责社会救助、卫生和教育;便民服务中心:集中受理政务服务事项|执行本镇国民经济和社会发展计划、预算，管理本镇经济、教育、文化、卫生等行政工作。 / 落实农业农村政策，推进高山茶产业和农村人居环境整治。 / 受理社会救助，办理宅基地用地和建房审核等事项。
qinghe|云麓县青禾镇人民政府|青禾镇|township|xian|青禾镇稻香路2号|镇长;副镇长;副镇长|党政办公室:负责政务公开、文电和值班;农业农村办公室:负责粮食生产、农田水利和惠农补贴;社会事务办公室:负责社会救助、卫生和教育|组织粮食生产和高标准农田建设管护，落实耕地保护责任。 / 办理农村土地承包经营权流转、宅基地审核和筹资筹劳有关事项。 / 受理社会救助，做好饮用水水源地保护。
baisha|云麓县白沙镇人民政府|白沙镇|township|xian|白沙镇工业大道1号|镇长;副镇长;副镇长|党政办公室:负责政务公开、文电和值班;经济发展办公室:服务白沙工业园企业和项目;社会事务办公室:负责社会救助、卫生和教育|服务白沙工业园建设，协调项目用地和企业用工。 / 配合土地征收和补偿安置，公开有关信息。 / 办理本镇公共服务、公共安全和社会救助事务。
shiqiao|云麓县石桥乡人民政府|石桥乡|township|xian|石桥乡古桥街11号|乡长;副乡长|党政办公室:负责政务公开、文电和值班;农业农村办公室:负责柑橘产业、农田水利和惠农补贴;社会事务办公室:负责社会救助、卫生和教育|发展柑橘产业和古村落旅游，保护石桥古桥群。 / 组织农田水利建设运营和防汛抗旱。 / 办理社会救助、殡葬和便民服务事项。
longtan|云麓县龙潭乡人民政府|龙潭乡|township|xian|龙潭乡瀑布路3号|乡长;副乡长|综合办公室:负责政务公开、文电、值班和便民服务;农业农村办公室:负责林下经济、地质灾害防治和惠农补贴|保护龙潭水源林，发展林下经济和乡村旅游。 / 组织地质灾害隐患点巡查、避险转移。 / 办理社会救助、宅基地审核等事项。
gongshui|云麓县供水有限公司|县供水公司|enterprise|zhujian|滨河路77号|总经理;副总经理|客户服务部:受理报装、报修、缴费和投诉，承担信息公开咨询窗口;水质监测中心:检测出厂水、管网水并公布结果;管网运行部:负责管网运行、检修和停水通知|承担县城规划区和白沙镇、青禾镇镇区的自来水生产与供应。 / 公布水价、水质、停水检修、服务承诺和办事流程。 / 受理用水报装、维修、缴费和投诉。
yiyuan|云麓县人民医院|县人民医院|enterprise|weijian|学府街88号|院长;副院长;副院长|医务科:负责医疗质量与医疗服务信息公布;门诊部:负责门诊秩序、预约诊疗和导医;患者服务中心:受理咨询投诉，承担信息公开咨询窗口|二级甲等综合医院，承担全县基本医疗、急诊急救和住院医师培训。 / 公布科室、专家、服务价格、就诊流程和投诉渠道。 / 牵头县域医共体，对口支援乡镇卫生院。
guihua|云麓县规划局|县规划局|department|xian|麓山路40号|局长;副局长|编制科:编制城乡规划;审批科:办理规划许可|2024年3月并入县自然资源局，原职责由县自然资源局承担。
"""

FORMER_NAMES = {
    "ziran": [{"name": "云麓县国土资源局", "until": "2019-02-28"}],
    "weijian": [{"name": "云麓县卫生局", "until": "2014-11-30"}, {"name": "云麓县卫生和计划生育局", "until": "2019-02-28"}],
}
MERGED = {"guihua": ("ziran", "2024-03-15")}
LEADER_DUTIES = {
    "县长": "领导县政府全面工作，负责审计工作。", "常务副县长": "负责县政府常务工作，分管发展改革、财政、应急、政务公开。",
}
FIELDS = ["农业农村、自然资源、生态环境", "教育、卫生健康、民政、人社", "住建、交通、市场监管、招商", "公安、司法、信访"]


def units():
    out, person = [], 0
    for serial, line in enumerate(ROWS.strip().split("\n")):
        code, name, short, kind, parent, address, posts, divisions, duties = line.split("|")
        leaders, deputies = [], 0
        for post in posts.split(";"):
            duty = LEADER_DUTIES.get(post) or _leader_duty(code, post, deputies, divisions)
            deputies += post.startswith("副") or "副主任" in post
            leaders.append({"post": post, "name": invented_name(person), "duty": duty})
            person += 1
        number = 100 + serial * 3
        out.append({
            "code": code,
            "credit_code": credit_code({"enterprise": "91"}.get(kind, "11") if code != "yiyuan" else "12", 1201 + serial * 37),
            "name": name, "short_name": short, "kind": kind, "parent": parent or None,
            "duties": duties.split(" / "), "leaders": leaders,
            "address": f"云麓县{address}", "hours": _hours(code),
            "telephone": f"0990-5550{number}", "fax": f"0990-5550{number + 1}",
            "email": f"{code}@yunlu.example", "postcode": "990123" if kind != "township" else f"990{124 + serial}",
            "website": f"https://{DOMAIN}/units/{code}",
            "divisions": [{"name": d.split(":")[0], "duties": d.split(":")[1] + "。", "telephone": f"0990-5550{number} 转 80{i + 1}"}
                          for i, d in enumerate(filter(None, divisions.split(";")))],
            "former_names": FORMER_NAMES.get(code, []),
            "merged_into": MERGED.get(code, (None, None))[0], "merged_on": MERGED.get(code, (None, None))[1],
        })
    return out


def _leader_duty(code, post, deputies, divisions):
    if code == "xian":
        return f"分管{FIELDS[deputies % len(FIELDS)]}工作。"
    names = [d.split(":")[0] for d in divisions.split(";") if d]
    if deputies == 0 and not post.startswith("副") and "副主任" not in post and "总" not in post[:1]:
        return "主持全面工作。"
    share = [n for i, n in enumerate(names) if i % 2 == deputies % 2] or names
    return f"分管{'、'.join(share)}。" if share else "协助主要负责人工作。"


def _hours(code):
    if code == "yiyuan":
        return "门诊：每日8:00—12:00，14:00—17:30；急诊24小时"
    if code == "gongshui":
        return "营业厅：每日8:30—17:30；报修电话24小时"
    return "工作日8:30—12:00，14:00—17:30（6月至9月下午14:30—18:00）"


# login | unit | roles | title
PEOPLE = """
admin|zhengfuban|administrator|平台管理员
audit|shenji|auditor|审计员
office.gongkai|zhengfuban|office|政务公开科科长
office.zonghe|zhengfuban|office|政务公开科科员
zhengfuban.filer|zhengfuban|filer|综合科科员
zhengfuban.review|zhengfuban|reviewer|副主任
zhengfuban.secrecy|zhengfuban|secrecy_reviewer|保密审查员
caizheng.filer|caizheng|filer|预算科科员
caizheng.review|caizheng|reviewer|预算科科长
caizheng.secrecy|caizheng|secrecy_reviewer|办公室保密审查员
jiaoyu.filer|jiaoyu|filer|基础教育科科员
jiaoyu.review|jiaoyu|reviewer|基础教育科科长
jiaoyu.secrecy|jiaoyu|secrecy_reviewer|办公室保密审查员
minzheng.filer|minzheng|filer|社会救助科科员
minzheng.review|minzheng|reviewer|社会救助科科长
minzheng.secrecy|minzheng|secrecy_reviewer|办公室保密审查员
ziran.filer|ziran|filer|征地管理科科员
ziran.review|ziran|reviewer|征地管理科科长
ziran.secrecy|ziran|secrecy_reviewer|办公室保密审查员
yingji.filer|yingji|filer|指挥中心值班员
yingji.review|yingji|reviewer|指挥中心主任
yingji.secrecy|yingji|secrecy_reviewer|办公室保密审查员
shengtai.filer|shengtai|filer|监测科科员
shengtai.review|shengtai|reviewer|监测科科长
shengtai.secrecy|shengtai|secrecy_reviewer|办公室保密审查员
longtan.filer|longtan|filer|综合办公室科员
longtan.check|longtan|reviewer,secrecy_reviewer|综合办公室主任
gongshui.filer|gongshui|filer|客户服务部专员
gongshui.check|gongshui|reviewer,secrecy_reviewer|客户服务部经理
office.baomi|zhengfuban|leak_exception|副主任（分管政务公开）
jiaoyu.handler|jiaoyu|handler|办公室科员（依申请公开）
jiaoyu.legal|jiaoyu|legal_reviewer|政策法规科科长
jiaoyu.head|jiaoyu|unit_head|分管负责人
jiaoyu.open|jiaoyu|office_head|办公室主任（政府信息公开工作机构负责人）
ziran.handler|ziran|handler|办公室科员（依申请公开）
ziran.legal|ziran|legal_reviewer|法规科科长
ziran.head|ziran|unit_head|分管负责人
ziran.open|ziran|office_head|办公室主任（政府信息公开工作机构负责人）
minzheng.handler|minzheng|handler|办公室科员（依申请公开）
minzheng.legal|minzheng|legal_reviewer|法规股股长
minzheng.head|minzheng|unit_head|分管负责人
minzheng.open|minzheng|office_head|办公室主任（政府信息公开工作机构负责人）
zhengfuban.handler|zhengfuban|handler|政务公开科科员（依申请公开）
zhengfuban.legal|zhengfuban|legal_reviewer|法规科科长
zhengfuban.head|zhengfuban|unit_head|分管负责人
zhengfuban.open|zhengfuban|office_head|副主任（政府信息公开工作机构负责人）
"""


def people():
    out = []
    for serial, line in enumerate(PEOPLE.strip().split("\n")):
        login, unit, roles, title = line.split("|")
        out.append({"login": login, "name": invented_name(400 + serial), "unit": unit, "roles": roles.split(","), "title": title,
                    "password": f"Mingtang-2026-{login.replace('.', '-')}"})
    return out


def site():
    subjects = [
        ("jiaoyu", "教育入学", "义务教育招生、学区、学校名录、收费、教师招聘和学生资助。"),
        ("jiuye", "就业与社会保险", "就业补贴、技能培训、公开招聘、养老失业工伤保险。"),
        ("yiliao", "医疗卫生", "就医服务与价格、家庭医生、预防接种、传染病防控和卫生监督。"),
        ("jiuzhu", "社会救助与养老", "低保、特困、临时救助、残疾人两项补贴、高龄津贴和养老机构。"),
        ("zhufang", "住房与征收补偿", "公租房、老旧小区改造、危房改造、土地和房屋征收补偿。"),
        ("shengtai", "生态环境", "空气和水环境质量、环评审批、排污许可、环境执法。"),
        ("anquan", "安全与应急", "预警信息、应急预案、安全生产和食品药品监督检查。"),
        ("zijin", "财政资金与惠民补贴", "预算决算、专项资金、涉农补贴、政府采购和审计结果。"),
    ]
    return {"site_name": "云麓县人民政府政务公开平台", "site_domain": DOMAIN, "site_id_code": "9901230001",
            "sponsor": "云麓县人民政府办公室", "contact_phone": "0990-5550103", "icp_number": "例ICP备99012300号-1",
            "police_number": "例公网安备99012302000101号", "address": "云麓县云溪大道1号", "postcode": "990123",
            "key_subjects": [{"code": c, "name": n, "description": d} for c, n, d in subjects]}
