#!/usr/bin/env python3
"""Made cases for the leak scanner: sentences, lists and tables as a county's documents have them, each with what is to be found in it.

usage: leaks.py [--seed N] > cases.jsonl

One JSON object a line: {"about", "text", "gold": [[kind, start, end]]} or {"about", "caption", "rows", "gold": [[kind, row, column]]};
offsets are characters. Numbers are drawn by chance, names put together by chance: nobody real is meant. For every kind there are texts
that look like it and are not it; they have empty gold.
"""
import argparse
import datetime
import json
import random

R = random.Random()
PREFECTURES = ["1101", "1301", "1409", "2102", "3205", "3306", "3412", "3601", "3710", "4107", "4211", "4228", "4309", "4416", "4503",
               "5001", "5109", "5203", "5329", "6104", "6205", "6401", "6523"]
FAMILY = list("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹潘葛彭鲁韦马方任袁柳唐薛雷贺倪汤罗毕郝安常傅齐康伍余顾孟黄萧尹姚邵汪祁毛狄米贝明戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季")
GIVEN = list("建国志强桂兰秀英海燕春梅俊杰晓东文博雨涵思远家豪玉珍德福明辉丽娟永红小龙长青金凤学军少华亚楠子轩梓萱")
COUNTY = ["青石县", "云溪县", "临沧河市", "白鹭区", "梅岭县", "长泽县", "平远区", "石桥市", "安澜县"]
CITY = ["东江市", "临川市", "南屏市", "黄陵市", "永宁市", "怀水市"]
PROVINCE = ["湖北省", "湖南省", "江西省", "安徽省", "四川省", "河南省", "浙江省", "贵州省", "陕西省", "广东省"]
TOWN = ["柳河镇", "大坝镇", "双龙乡", "城关镇", "石门乡", "桃源街道", "新桥街道", "白云镇", "三里畈镇", "横车镇", "枫林镇"]
VILLAGE = ["柳林村", "李家湾村", "上河村", "枣园村", "竹林坳村", "王家垸村", "和平村", "长岭社区", "东风社区", "张塝村"]
ROAD = ["人民路", "解放大道", "幸福路", "环城东路", "滨河北路", "文化街", "建设巷", "学府路", "漕河大道", "五一路", "和平街"]
ESTATE = ["阳光花园", "金色家园", "翠竹苑", "滨江小区", "丽景新城", "东方名都", "锦绣公寓", "书香庭苑"]
UNIT = ["县财政局", "县民政局", "县教育局", "县残联", "县住建局", "柳河镇人民政府", "县卫生健康局", "县乡村振兴局", "县人社局"]
PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
BINS = ["622848", "622202", "621700", "621661", "622588", "621098", "623059", "622188"]

pick = lambda many: R.choice(many)
digits = lambda n: "".join(R.choice("0123456789") for _ in range(n))


def name():
    return pick(FAMILY) + "".join(R.sample(GIVEN, R.choice([1, 2, 2, 2])))


def birthday():
    return datetime.date(1935, 1, 1) + datetime.timedelta(days=R.randrange(30000))


def division():
    return pick(PREFECTURES) + f"{R.choice([1, 2, 3, 21, 22, 23, 24, 25, 26, 81, 82]):02d}"


def resident(wrong=False):
    head = division() + birthday().strftime("%Y%m%d") + digits(3)
    rest = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(head)) % 11
    right = (12 - rest) % 11
    if wrong:
        right = (right + R.randrange(1, 10)) % 11
    return head + ("X" if right == 10 else str(right))


def luhn(head):
    total = 0
    for i, c in enumerate(reversed(head)):
        n = int(c) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return head + str(-total % 10)


def card():
    return luhn(pick(BINS) + digits(R.choice([12, 12, 12, 9])))


def credit_code():
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    head = pick(["11", "12", "91", "92", "93", "51"]) + division() + "".join(R.choice(letters) for _ in range(9))
    rest = sum(letters.index(c) * pow(3, i, 31) for i, c in enumerate(head)) % 31
    return head + letters[(31 - rest) % 31]


def mobile():
    return "1" + pick(["33", "35", "36", "38", "39", "50", "51", "53", "58", "59", "66", "72", "77", "80", "86", "87", "89", "98", "99"]) + digits(8)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def door():
    return pick([f"{R.randrange(1, 300)}号", f"{R.randrange(1, 300)}号{R.randrange(1, 20)}栋{R.randrange(1, 4)}单元{R.randrange(101, 2800)}室",
                 f"{R.randrange(1, 99)}号附{R.randrange(1, 9)}号", f"{R.randrange(1, 99)}弄{R.randrange(1, 60)}号{R.randrange(101, 999)}室"])


def rural():
    return pick([f"{R.randrange(1, 15)}组", f"{pick('一二三四五六七八九')}组", f"{R.randrange(1, 15)}组{R.randrange(1, 80)}号",
                 f"第{pick('一二三四五')}村民小组", f"{R.randrange(1, 200)}号", f"{R.randrange(1, 9)}社"])


def high():
    return pick([pick(PROVINCE) + pick(CITY) + pick(COUNTY), pick(PROVINCE) + pick(COUNTY), pick(CITY) + pick(COUNTY), pick(COUNTY)])


def address():
    in_town = pick(ROAD) + door()
    estate = pick(ESTATE) + pick([f"{R.randrange(1, 30)}栋{R.randrange(1, 4)}单元{R.randrange(101, 2800)}室", f"{R.randrange(1, 30)}幢{R.randrange(101, 999)}",
                                  f"{R.randrange(1, 30)}号楼{R.randrange(1, 5)}单元{R.randrange(101, 999)}号"])
    return pick([high() + pick(TOWN) + pick(VILLAGE) + rural(), high() + pick(TOWN) + pick(VILLAGE) + rural(), high() + in_town,
                 high() + pick(TOWN) + in_town, high() + pick(ROAD) + f"{R.randrange(1, 300)}号" + estate, high() + estate,
                 pick(TOWN) + pick(VILLAGE) + rural(), pick(TOWN) + estate])


def plate():
    serial = pick([digits(5), digits(5), pick("ABCDEFGHJKLMN") + digits(4), digits(3) + pick("QRSTUVW") + digits(1), digits(2) + pick("ABC") + pick("XYZ") + digits(1)])
    if R.random() < 0.25:
        serial = pick("DF") + pick("0123456789AB") + digits(4)
    if R.random() < 0.06:
        serial = digits(4) + pick("学警")
    return pick(PLATES) + pick("ABCDEFGHJ") + pick(["", "", "", "·", "-", " "]) + serial


def mail():
    user = pick(["li", "wang", "zhao.q", "chen_", "sunny", "moon", "hubei", "x"]) + digits(R.randrange(2, 6))
    return user + "@" + pick(["mail.example", "qiye.example.cn", "post.example.com", "163.example.net"])


def passport():
    return pick([pick("EG") + digits(8), "E" + pick("ABCDEFGHJ") + digits(7), "PE" + digits(7)])


CASES = []


def case(about, *parts):
    """A text of parts: a pair (kind, value) is to be found, a text is not."""
    text, gold = "", []
    for part in parts:
        if isinstance(part, tuple):
            gold.append([part[0], len(text), len(text) + len(part[1])])
            part = part[1]
        text += part
    CASES.append({"about": about, "text": text, "gold": gold})


def table(about, caption, heads, rows, kinds):
    """`kinds[c]` is the kind of every value of column c, or nothing; an empty or masked cell is None or starts with `~`."""
    gold, all_rows = [], [heads]
    for r, row in enumerate(rows, 1):
        cells = []
        for c, value in enumerate(row):
            if kinds[c] and value and not value.startswith("~"):
                gold.append([kinds[c], r, c])
            cells.append((value or "").lstrip("~"))
        all_rows.append(cells)
    CASES.append({"about": about, "caption": caption, "rows": all_rows, "gold": gold})


def lead():
    return pick(["经审核，", "根据申请材料，", "现将有关情况公示如下：", "按照《实施方案》要求，", f"{pick(UNIT)}核实，", "2024年第三季度，", "", "附件2：", "（一）"])


def tail():
    return pick(["，特此公示。", "。公示期为5个工作日。", "，已发放到位。", "；", "。", "，情况属实。", "\n", "）"])


def identity_numbers():
    for _ in range(150):
        case("id in a sentence", lead(), name(), pick(["，身份证号：", "（身份证号码", "，公民身份号码为", " 身份证 ", "，居民身份证号码:", "，证件号码", "，男，汉族，", "，"]),
             ("id_card", resident()), tail())
    for _ in range(60):
        number = resident()
        written = pick([full_width(number), number[:6] + " " + number[6:14] + " " + number[14:], number[:6] + "-" + number[6:14] + "-" + number[14:],
                        number.lower(), number[:6] + "　" + number[6:14] + "　" + number[14:], number[:4] + " " + number[4:8] + " " + number[8:12] + " " + number[12:16] + " " + number[16:]])
        case("id written otherwise", lead(), name(), pick(["身份证号：", "，身份证：", "，"]), ("id_card", written), tail())
    for _ in range(40):
        case("id with an error", lead(), name(), pick(["，身份证号：", "（身份证号码：", "，公民身份号码"]), ("id_card", resident(wrong=True)), tail())
    for _ in range(40):
        number = division() + birthday().strftime("%y%m%d") + digits(3)
        case("old id", lead(), name(), pick(["，身份证号：", "，原身份证号码", " "]), ("id_card", number), tail())
    for _ in range(20):
        number = resident()
        case("disability certificate", name(), pick(["，残疾人证号：", "，残疾证号"]), ("id_card", number), digits(2), "，")
    for _ in range(60):
        parts = []
        for i in range(R.randrange(3, 9)):
            sign = pick(["\t", "  ", ",", " "])
            parts += [str(i + 1), sign, name(), sign, ("id_card", resident()), sign, ("mobile", mobile()), sign, str(R.randrange(100, 9000)), "\n"]
        case("list of lines", "序号\t户主\t证件\t电话\t金额（元）\n", *parts)


def money():
    for _ in range(110):
        case("bank card", lead(), name(), pick(["，银行卡号：", "，开户行：农商银行柳河支行，账号：", "，一卡通账号", "，惠农卡号", "，", " 卡号 "]), ("bank_card", card()), tail())
    for _ in range(50):
        number = card()
        sign = pick([" ", " ", "-"])
        groups = sign.join(number[i:i + 4] for i in range(0, len(number), 4))
        case("bank card in fours", name(), "，银行账号：", ("bank_card", pick([groups, full_width(number), number])), tail())
    for _ in range(50):
        case("account of a unit", pick(["收款单位：", "户名：", "单位名称："]), pick(["青石县财政局", "青石县非税收入管理局", "东江建设工程有限公司", "青石县公共资源交易中心"]),
             pick(["，开户银行：农业银行青石支行，账号：", "；账号："]), "17" + digits(R.choice([13, 15])), "。")
    for _ in range(60):
        number = pick(BINS) + digits(13)
        while luhn(number[:-1]) == number:
            number = pick(BINS) + digits(13)
        case("number like a card", pick(["订单号：", "业务流水号：", "采购合同编号：", "凭证号", "支付流水", "发票号码：", "批次"]), number, tail())
    for _ in range(60):
        case("amounts", lead(), f"安排资金{R.randrange(10**6, 10**9)}.{digits(2)}元，其中中央资金{R.randrange(10**10, 10**12)}元、省级{R.randrange(1, 9999)}万元，占{digits(2)}.{digits(8)}%", tail())


def phones():
    for _ in range(130):
        number = mobile()
        written = pick([number, number, number, number[:3] + "-" + number[3:7] + "-" + number[7:], number[:3] + " " + number[3:7] + " " + number[7:], full_width(number)])
        case("mobile", lead(), name(), pick(["，联系电话：", "，手机：", "，电话", "（手机号码 ", " Tel:", "，联系方式：+86 ", "，"]), ("mobile", written), tail())
    for _ in range(70):
        local = pick("2345678") + digits(6)
        written = pick([f"07{digits(2)}-{local}", f"(0713){local}", f"0713 {local}", f"07{digits(2)}-{local}", f"027-{pick('2345678')}{digits(7)}"])
        case("home telephone", name(), pick(["，家庭电话：", "，住宅电话", "，本人联系电话：", "，监护人电话：", "，申请人电话"]), ("telephone", written), tail())
    for _ in range(80):
        local = pick("2345678") + digits(6)
        case("office telephone", pick(["监督电话：", "咨询电话：", "举报电话", "服务热线：", "办公室电话：", "传真：", "值班电话：", "投诉电话："]), f"0713-{local}", tail())
    for _ in range(40):
        case("hotlines", f"拨打12345政务服务便民热线、12388举报电话、400-{digits(3)}-{digits(4)}或者110报警", tail())
    for _ in range(60):
        case("number like a mobile", pick(["订单编号：", "快递单号", "项目编号：", "学号", "资产编号：", "户号", "设备编号"]), mobile(), tail())


def places():
    for _ in range(130):
        case("home address", lead(), name(), pick(["，家住", "，住址：", "，现住", "，户籍地：", "，家庭住址：", "，住", "，居住地为", "，户籍地址"]), ("address", address()), tail())
    for _ in range(60):
        case("address without a label", pick([name() + "，男，", name() + " ", "", "1. "]), ("address", address()), pick(["", "\n", "，", "。"]))
    for _ in range(80):
        case("address of an office", pick(["办公地址：", "受理地点：", "单位地址：", "报名地点：", "会议地点：", "项目位于", "查阅地点：", "注册地址：", "建设地点："]), high() + pick(ROAD) + f"{R.randrange(1, 300)}号",
             pick(["", "政务服务中心三楼", "县财政局办公楼", "综合大楼5楼"]), tail())
    for _ in range(60):
        case("no address", pick([f"{pick(TOWN)}{pick(VILLAGE)}完成改厕{R.randrange(2, 90)}户，硬化道路{R.randrange(1, 9)}公里",
                                  f"实施{pick(ROAD)}{R.randrange(1, 9)}号桥加固工程", f"{pick(COUNTY)}{pick(TOWN)}入选第{R.randrange(2, 9)}批示范名单",
                                  f"第{R.randrange(2, 9)}号公告和{pick(COUNTY)}政府令第{R.randrange(2, 90)}号", f"{pick(TOWN)}{R.randrange(2, 30)}个村、{R.randrange(10, 90)}个小组",
                                  f"开通{R.randrange(1, 9)}路公交，途经{pick(ROAD)}、{pick(ROAD)}", f"{pick(ESTATE)}{R.randrange(2, 30)}栋楼外立面改造",
                                  f"{pick(TOWN)}{pick(VILLAGE)}位于县城以北{R.randrange(2, 30)}公里"]), tail())


def vehicles():
    for _ in range(110):
        case("plate", lead(), pick(["车牌号", "驾驶", "号牌为", "一辆牌照为", "公务用车", "车主" + name() + "的", "小型轿车", ""]), ("plate", plate()),
             pick(["的小型轿车", "号小轿车", "，", "、", "。", "重型货车"]))
    for _ in range(60):
        place = pick(PLATES)
        case("no plate", pick([f"许可证编号：{place}B2-{digits(8)}", f"{place}ICP备{digits(8)}号", f"资质证书编号{place}A{digits(6)}", f"（{place}）JZ安许证字[2020]{digits(6)}",
                               f"{place}财社〔2024〕{R.randrange(2, 99)}号", f"{place}A**{digits(3)}", f"准字{place}Z{digits(8)}", f"{place}发改审批{digits(4)}"]), tail())


def letters():
    for _ in range(80):
        case("mail", name(), pick(["，电子邮箱：", "，邮箱", "，E-mail: ", " "]), ("email", mail()), tail())
    for _ in range(40):
        case("official mail", pick(["邮箱：", "电子邮箱："]), pick(["xxgk", "bgs", "czj", "jyj"]) + "@" + pick(["qingshi.gov.cn", "hb.gov.cn"]), tail())
    for _ in range(70):
        case("passport", name(), pick(["，护照号码：", "，护照号", "，因私护照", "，往来港澳通行证"]), ("passport", "C" + digits(8) if R.random() < 0.1 else passport()), tail())
    for _ in range(60):
        case("no passport", pick(["合同编号：", "型号", "招标编号：", "产品批号", "发票代码", "设备编号", "准考证号：", "标准号"]), pick("EGDPS") + digits(R.choice([7, 8])), tail())


def numbers_of_offices():
    for _ in range(100):
        case("credit code", pick([name() + "经营部", "青石县农业合作社", "东江商贸有限公司"]), pick(["，统一社会信用代码：", "（", "，代码"]), credit_code(), tail())
    for _ in range(60):
        code = credit_code()
        case("index number", "索引号：", f"{code}/2024{R.randrange(1, 13):02d}-{digits(5)}", pick(["", f"  文号：青政发〔2024〕{R.randrange(1, 99)}号"]), tail())
    for _ in range(80):
        case("document numbers and law", pick([f"国办发〔20{R.randrange(10, 25)}〕{R.randrange(1, 99)}号", f"青政办函〔2024〕{R.randrange(1, 99)}号"]),
             pick(["，依据《政府信息公开条例》第十四条、第十五条", "文件要求，2024年1月1日至12月31日", "第三章第二十七条第一款", "（2024年5月13日印发）"]), tail())
    for _ in range(100):
        case("numbers of projects", pick([f"项目代码：20{R.randrange(18, 25)}-{division()}-{digits(2)}-{digits(2)}-{digits(6)}", f"受理编号：{division()}2024{R.randrange(1, 13):02d}{R.randrange(1, 28):02d}{digits(6)}",
                                         f"ISBN 978-7-{digits(4)}-{digits(4)}-{digits(1)}", f"东经113.{digits(9)}，北纬30.{digits(10)}", f"不动产权第{digits(7)}号", f"合同编号：HT{digits(14)}",
                                         f"备案号{digits(20)}", f"采购编号：QSZC-{division()}-2024-{digits(5)}", f"电子凭证{digits(24)}"]), tail())
    for _ in range(80):
        number, phone, bank = resident(), mobile(), card()
        case("masked values", name()[0], "**，", pick([f"{number[:2]}*************{number[-3:]}", f"{number[:6]}********{number[-4:]}", f"{phone[:3]}****{phone[-4:]}",
                                                       f"{bank[:4]}***********{bank[-4:]}", f"{phone[:3]}＊＊＊＊{phone[-4:]}"]), tail())


def tables():
    for _ in range(60):
        rows = [[str(i), name(), resident(), address() if R.random() < 0.8 else "~" + pick(TOWN), mobile(), card(), str(R.randrange(100, 5000))] for i in range(1, R.randrange(4, 10))]
        table("grants", f"{pick(TOWN)}2024年耕地地力保护补贴发放表", ["序号", "姓名", "身份证号", "家庭住址", "联系电话", "银行账号", "金额"], rows,
              [None, None, "id_card", "address", "mobile", "bank_card", None])
    for caption, heads, kind in [("困难残疾人生活补贴名单", ["序号", "姓名", "残疾类别", "残疾等级", "补贴金额"], "残"), ("2024年大病救助公示", ["序号", "患者姓名", "病种", "救助金额", "备注"], "病"),
                                 ("学前教育资助幼儿名单", ["序号", "幼儿姓名", "班级", "监护人姓名", "金额"], "幼"), ("农村低保对象花名册", ["序号", "户主姓名", "保障人口", "保障金额", "备注"], "低")]:
        for _ in range(20):
            rows = []
            for i in range(1, R.randrange(4, 10)):
                who = name() if R.random() < 0.85 else "~" + pick(FAMILY) + pick(["*", "某某", "**"])
                third = {"残": pick(["肢体", "视力", "听力"]), "病": pick(["尘肺", "白血病", "尿毒症"]), "幼": pick(["大一班", "小二班"]), "低": str(R.randrange(1, 6))}[kind]
                rows.append([str(i), who, third, name() if kind == "幼" else str(R.randrange(1, 5)), str(R.randrange(100, 3000))])
            rows.append(["合计", None, None, None, "9999"])
            person = "person_in_sensitive_list"
            table("sensitive list", caption, heads, rows, [None, person, None, person if kind == "幼" else None, None])
    for _ in range(60):
        caption, heads = pick([("2024年公开招聘事业单位工作人员拟聘用公示", ["序号", "姓名", "岗位代码", "总成绩", "备注"]), ("优秀共产党员表彰名单", ["序号", "姓名", "所在支部", "职务", "备注"]),
                               ("县政府领导分工", ["序号", "姓名", "职务", "分管工作", "备注"]), ("评标委员会名单", ["序号", "姓名", "专业", "职称", "备注"])])
        rows = [[str(i), name(), pick(["201", "机关支部", "副县长"]), pick(["88.5", "科员", "农业"]), ""] for i in range(1, R.randrange(4, 10))]
        table("list of other people", caption, heads, rows, [None] * 5)
    for _ in range(50):
        rows = [[str(i), pick(UNIT), credit_code(), f"0713-{pick('2345678')}{digits(6)}", f"青石县{pick(ROAD)}{R.randrange(1, 200)}号"] for i in range(1, R.randrange(4, 9))]
        table("directory of offices", "政务服务机构一览表", ["序号", "单位名称", "统一社会信用代码", "咨询电话", "办公地址"], rows, [None] * 5)
    for _ in range(50):
        parts = []
        for i in range(R.randrange(3, 8)):
            parts += [f"{i + 1}\t", ("person_in_sensitive_list", name()), "\t", pick(["肢体", "智力", "精神"]), "\t", str(R.randrange(1, 5)), "\n"]
        case("sensitive list in plain text", "序号\t姓名\t残疾类别\t等级\n", *parts)
    for _ in range(40):
        case("sensitive sentence", "姓名：", ("person_in_sensitive_list", name()), "，性别：男，", pick(["残疾类别：肢体残疾，等级：二级", "病种：慢性肾衰竭，住院费用3万元", "低保类别：农村低保A类"]), "。")


def marks():
    for _ in range(60):
        case("mark", pick(["", "000001\n"]), ("secrecy_mark", pick(["绝密", "机密", "秘密"]) + pick(["★", "★"]) + pick(["10年", "20年", "1年", "长期", ""])), "\n", pick(["特急\n", ""]), "关于进一步加强有关工作的通知\n")
    for _ in range(50):
        opening, closing = pick([("【", "】"), ("（", "）"), ("", "")])
        case("inner mark", opening, ("secrecy_mark", pick(["内部资料 注意保存", "内部资料，注意保管", "内部文件 不得外传", "工作秘密", "内部资料"])), closing, "\n工作情况汇编\n")
    for _ in range(80):
        case("secrecy as a subject", lead(), pick(["认真学习《中华人民共和国保守国家秘密法》及其实施条例", "国家秘密的密级分为绝密、机密、秘密三级", "印发《工作秘密管理暂行办法》", "涉及国家秘密、商业秘密、个人隐私的政府信息不予公开",
                                           "严禁将内部资料带离办公场所", "泄露国家秘密、工作秘密的，依法给予处分", "机密级以上文件由专人保管", "开展保密自查，清退内部文件36份", "依法保护企业商业秘密"]), tail())


def prose():
    """Ordinary sentences without anything to be found."""
    for _ in range(150):
        case("prose", lead(), pick(UNIT), pick(["召开专题会议", "开展督导检查", "组织业务培训", "发布年度报告"]), f"，共{R.randrange(10, 900)}人参加，完成投资{R.randrange(100, 99999)}万元，同比增长{R.randrange(1, 30)}.{digits(1)}%，",
             pick(["群众满意度不断提升", "各项任务有序推进", "取得明显成效", "问题整改全部完成"]), tail())


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=20241118)
    R.seed(arguments.parse_args().seed)
    for make in (identity_numbers, money, phones, places, vehicles, letters, numbers_of_offices, tables, marks, prose):
        make()
    for one in CASES:
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
