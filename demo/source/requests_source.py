"""Applications for disclosure of the demo county: who asked what, and what was done on which working day before the day of loading.

`at`, `on`: working days before the day on which the demo is loaded (0: that day), so that some are always near their date and some past it.
Everybody here is invented: birthdays of the year 1900, which no applicant has, telephones 0990-55502xx, mail under example.cn."""
from common import credit_code

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _resident_id(serial):
    body = f"110100{1900:04d}{1 + serial % 12:02d}{1 + serial % 28:02d}{100 + serial:03d}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS)) % 11]


def _person(serial, name, **more):
    return {"applicant_kind": "natural", "name": name, "proof": "resident_id", "proof_number": _resident_id(serial),
            "phone": f"0990-55502{serial:02d}", "address": f"云麓县云溪街道桂花路{serial}号", "postcode": "990123", **more}


def _body(serial, kind, name, contact):
    return {"applicant_kind": kind, "name": name, "proof": "credit_code", "proof_number": credit_code("91", 900000 + serial), "contact": contact,
            "phone": f"0990-55502{serial:02d}", "email": f"office{serial}@example.cn", "address": f"云麓县工业园区创业路{serial}号"}


LIN = _person(1, "林试之")
QIN = _person(2, "秦例之", email="qin.li@example.cn")
SHEN = _person(3, "沈样之", help="视力障碍，请用大字版或者电话告知")
BAI = _person(4, "白范之")
TANG = _person(5, "唐举之")
FANG = _person(6, "方拟之", email="fang.ni@example.cn")
YUAN = _person(7, "袁设之")
KONG = _person(8, "孔假之")
REN = _person(9, "任虚之", email="ren.xu@example.cn")
LAW = _body(11, "legal", "云麓示例律师事务所", "左样")
FIRM = _body(12, "business", "云麓样本信息咨询有限公司", "邹例")
NGO = _body(13, "ngo", "云麓示范环境保护协会", "丁范")


def _letter(on, kind, *, fill=(), stop="issued", issue=None, served=None, **form):
    return {"do": "letter", "on": on, "kind": kind, "form": form, "fill": list(fill), "stop": stop, "issue": on if issue is None else issue, "served": served}


def _case(name, unit, at, channel, who, description, *deeds, confirmed=None, supply=("electronic", "email")):
    form, by = supply
    if by == "email" and "email" not in who:
        form, by = "paper", "pick_up"
    return {"id": name, "unit": unit, "at": at, "channel": channel, "confirmed": confirmed, "applicant": who, "description": description,
            "supply_form": form, "supply_by": by, "deeds": list(deeds)}


RECEIPT = lambda on: _letter(on, "receipt", served=on)  # noqa: E731
PAPER = ("paper", "post")


def requests():
    return [
        _case("xuequ", "jiaoyu", -34, "counter", LIN, "2026年县城区义务教育学校招生范围划分方案及学区示意图。", RECEIPT(-34),
              _letter(-27, "answer", outcome="r1_granted", fill=["《云麓县2026年县城区义务教育学校招生范围划分方案》及学区示意图各一份"], issue=-25, served=-25),
              {"do": "evaluate", "on": -22, "grade": 5, "words": "答复及时，示意图清楚。"}, {"do": "archive", "on": -15}),
        _case("youeryuan", "jiaoyu", -18, "online", QIN, "2025年度全县民办幼儿园年检结果，以及普惠性民办幼儿园奖补资金分园发放明细。",
              {"do": "confirm", "on": -18}, {"do": "assign", "on": -18}),
        _case("xiaoche", "jiaoyu", -9, "post", BAI, "校车的有关材料。", {"do": "assign", "on": -9},
              _letter(-5, "supplement_notice", working_days="15", issue=-4, served=-3,
                      fill=["“校车的有关材料”没有写明是哪些学校、哪一年、哪一类材料", "所需材料涉及的学校名称、年度，以及许可、检验、线路中的哪一类"])),
        _case("shitang", "jiaoyu", 0, "online", FANG, "2026年秋季学期县城区中小学食堂大宗食材集中采购的中标结果和合同价格。"),
        _case("jiaoshi", "jiaoyu", -15, "online", REN, "2026年公开招聘中小学教师面试评分细则和各岗位进入面试人员的最低分数。", {"do": "confirm", "on": -15},
              {"do": "assign", "on": -15}, _letter(-3, "answer", outcome="r2_partial", grounds=["internal_workflow"], stop="in_legal_review",
              fill=["各岗位进入面试人员的最低分数", "面试考官打分的内部操作要点", "该要点属于考务组织的内部工作流程，公开后影响以后考试的公平组织"])),
        _case("xiaoshan", "jiaoyu", -24, "counter", SHEN, "明德小学南校区教学楼消防验收意见书和竣工验收备案表。", {"do": "assign", "on": -24}),
        _case("xuequ2", "jiaoyu", -6, "counter", LIN, "2026年县城区义务教育学校招生范围划分方案、学区示意图。", {"do": "assign", "on": -6}),
        _case("yiban", "jiaoyu", -30, "email", KONG, "县城区初中学校2026年秋季均衡编班的办法和编班结果公示的时间、地点。", {"do": "confirm", "on": -29},
              _letter(-20, "answer", outcome="r1_granted", fill=["均衡编班办法已在县政务公开平台公开，编班结果在各校公示栏公示"], issue=-18, served=-18),
              {"do": "wish", "on": -12, "kind": "publish_for_all", "words": "编班结果公示的时间、地点每年都有很多家长打听，建议每年七月在网上统一公布。"}),

        _case("binhe", "ziran", -14, "counter", TANG, "滨河片区旧城改建项目中临街商铺的征收补偿协议和评估报告。", {"do": "assign", "on": -14},
              _letter(-10, "third_party_inquiry", asked="云麓县滨河商贸有限公司", fill=["滨河片区旧城改建项目临街商铺的征收补偿协议和分户评估报告，含补偿金额、商铺面积和经营情况"], issue=-9, served=-8),
              _letter(-9, "inquiry_notice", served=-8), supply=PAPER),
        _case("caikuang", "ziran", -30, "online", NGO, "云岭镇石灰岩矿采矿权出让合同、矿山地质环境保护与土地复垦方案及评审意见。", {"do": "confirm", "on": -30},
              {"do": "assign", "on": -30}, _letter(-26, "third_party_inquiry", asked="云岭新型建材有限公司",
              fill=["云岭镇石灰岩矿采矿权出让合同和土地复垦方案，其中含开采工艺和投资测算"], issue=-25, served=-24)),
        _case("binhe2", "ziran", -3, "counter", YUAN, "申请公开滨河片区旧城改建项目临街商铺的征收补偿协议、评估报告。", {"do": "assign", "on": -3}),
        _case("kongzhi", "ziran", -13, "online", FIRM, "2021年以来县城规划区全部地块控制性详细规划图则（电子版）。", {"do": "confirm", "on": -13}, {"do": "assign", "on": -13},
              _letter(-8, "fee_notice", fee_way="by_pages", fee_number="140", issue=-7, served=-6)),
        _case("gengdi", "ziran", -40, "online", FIRM, "2022年至2025年全县耕地占补平衡项目清单、验收文件和指标交易合同。", {"do": "confirm", "on": -40}, {"do": "assign", "on": -40},
              _letter(-34, "fee_notice", fee_way="by_pages", fee_number="230", issue=-32, served=-30)),
        _case("nanwaihuan", "ziran", -17, "post", LAW, "县城南外环道路一期工程用地批复、征地补偿安置方案和土地现状调查结果。", {"do": "assign", "on": -17},
              _letter(-8, "answer", outcome="r2_partial", grounds=["personal_privacy"], stop="approved",
                      fill=["用地批复和征地补偿安置方案全文", "土地现状调查结果中农户的姓名、家庭人口和银行账号", "这部分属于个人隐私，公开会损害第三方合法权益，对调查面积的汇总不作遮盖"]), supply=PAPER),
        _case("bulu", "ziran", -16, "online", NGO, "2020年以来清禾镇河道采砂、滩涂占用的用地预审与选址意见书。", {"do": "confirm", "on": -16}, {"do": "assign", "on": -16},
              _letter(-5, "extension_notice", working_days="20", fill=["档案分散在原县规划局和清禾镇，调取、核对需要时间"], issue=-4, served=-3)),
        _case("dikuai1", "ziran", -8, "online", FIRM, "2026年第三季度工业园区出让地块的容积率、建筑密度审批材料。", {"do": "confirm", "on": -8}, {"do": "assign", "on": -8},
              _letter(-5, "reasons_notice", working_days="10", fill=["自今年九月以来共提出二十余件，内容均为各地块规划条件"], issue=-3, served=-2)),
        _case("dikuai2", "ziran", -8, "online", FIRM, "2026年第二季度工业园区出让地块的容积率、建筑密度审批材料。", {"do": "confirm", "on": -8}),
        _case("dikuai3", "ziran", -7, "online", FIRM, "2026年第一季度工业园区出让地块的容积率、建筑密度审批材料。", {"do": "confirm", "on": -7}),

        _case("dibao", "minzheng", -38, "counter", KONG, "青禾镇2026年第三季度最低生活保障对象的家庭收入核查表。", {"do": "assign", "on": -38},
              _letter(-35, "third_party_inquiry", asked="青禾镇低保对象代表", fill=["青禾镇2026年第三季度最低生活保障对象的家庭收入核查表"], issue=-34, served=-33),
              {"do": "opinion", "on": -25, "opinion": "disagrees", "words": "核查表写有家庭成员病情和存款，不同意公开。"},
              _letter(-20, "answer", outcome="r3_4_third", grounds=["personal_privacy"], issue=-17, served=-16,
                      fill=["本机关书面征求了有关对象的意见，有关对象不同意公开，理由是核查表载有家庭成员病情和存款；保障人数和金额已经主动公开。"])),
        _case("yanglao", "minzheng", -33, "letter", BAI, "养老机构的检查情况。", {"do": "confirm", "on": -31},
              _letter(-27, "supplement_notice", working_days="10", issue=-26, served=-24, fill=["没有写明是哪些养老机构、哪一年的检查", "养老机构的名称和检查的年度"]),
              _letter(-5, "lapse_notice", outcome="r6_1_no_correction", stop="in_unit_review")),
        _case("gaoling", "minzheng", -60, "post", YUAN, "高龄津贴的文件。", _letter(-56, "supplement_notice", working_days="10", issue=-55, served=-53,
              fill=["没有写明年度和文件的种类", "年度，以及是政策文件还是发放名册"]),
              _letter(-38, "lapse_notice", outcome="r6_1_no_correction", issue=-36, served=-36), {"do": "archive", "on": -25}),
        _case("shehui", "minzheng", -11, "online", REN, "2025年度社会组织年检不合格的名单和整改通知书。", {"do": "confirm", "on": -10},
              {"do": "take_back", "on": -5, "reason": "申请人电话说已在网站上查到名单"}),
        _case("tousu", "minzheng", -12, "fax", TANG, "举报某敬老院克扣伙食费，要求公开处理结果并处分院长。", {"do": "confirm", "on": -11}, {"do": "assign", "on": -11},
              _letter(-4, "answer", outcome="r5_1_petition", stop="in_office_review", fill=["县民政局养老服务科（0990-5550160）或者12345政务服务便民热线"])),

        _case("changwu", "zhengfuban", -26, "online", LAW, "2026年第八次县人民政府常务会议关于城区公交线路调整的会议纪要。", {"do": "confirm", "on": -25},
              _letter(-16, "answer", outcome="r3_6_process", grounds=["discussion_record"], issue=-12, served=-11,
                      fill=["会议纪要记载的是讨论过程和各部门意见；会议决定的线路调整方案已由县交通运输局主动公开。"])),
        _case("chuanzhen", "zhengfuban", -2, "fax", SHEN, "2026年县政府工作报告确定的民生实事项目责任分解表。"),
        _case("jiaotong", "zhengfuban", -21, "counter", QIN, "8路、12路公交线路调整的客流调查报告。", {"do": "assign", "on": -21},
              _letter(-12, "answer", outcome="r4_1_not_held", issue=-9, served=-9,
                      fill=["本机关检索了办文系统2025年以来的全部收发文和档案，没有这份报告", "该信息不属于本机关负责公开，制作机关是云麓县交通运输局，联系电话0990-5550131"])),
    ]
