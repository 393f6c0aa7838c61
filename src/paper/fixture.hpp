#pragma once
// Papers as a county writes them, for tests.
#include "paper/paper.hpp"

namespace mingtang::paper::fixture {

/// A reply to an applicant, without red head.
inline Paper reply() {
    Paper paper;
    paper.organ = "宿安县人民政府办公室";
    paper.document_number = "宿政公复〔2026〕12号";
    paper.title = "宿安县人民政府办公室政府信息公开申请答复书";
    paper.addressee = "王 昕";
    paper.body = {
        paragraph("本机关于2026年11月2日收到您通过互联网提交的政府信息公开申请（登记编号：宿依申〔2026〕37号），"
                  "要求获取“宿安县2025年度城镇老旧小区改造项目的资金安排情况和竣工验收报告”。"),
        paragraph("经审查，现答复如下："),
        heading(1, "一、关于资金安排情况"),
        paragraph("您申请的该项信息属于本机关公开范围，本机关已主动公开。根据《中华人民共和国政府信息公开条例》第三十六条第一项的规定，"
                  "现告知您获取该政府信息的方式、途径：宿安县人民政府网站“政务公开—重点领域—保障性住房”栏目，"
                  "网址https://www.suan.gov.cn/zwgk/zdly/bzxzf/202511/t20251118_104512.html。"),
        heading(1, "二、关于竣工验收报告"),
        paragraph("您申请的该项信息予以公开。根据《中华人民共和国政府信息公开条例》第三十六条第二项的规定，现将《城东片区老旧小区改造工程竣"
                  "工验收报告》随本答复书提供给您。"
                  "其中第三方个人信息已经根据该条例第三十七条作区分处理。"),
        paragraph("如对本答复不服，可以自收到本答复书之日起六十日内向宿安县人民政府申请行政复议；对行政复议决定不服的，"
                  "可以自收到行政复议决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。"),
    };
    paper.attachments = {{"城东片区老旧小区改造工程竣工验收报告"},
                         {"2025年度城镇老旧小区改造项目中央和省级财政补助资金分配情况表及有关情况的说明"}};
    paper.signed_by = "宿安县人民政府办公室";
    paper.dated = Date(2026, 11, 20);
    paper.note = "联系电话：0527-12345678";
    return paper;
}

/// A notice with red head, copies and imprint.
inline Paper notice() {
    Paper paper;
    paper.form = Form::document;
    paper.organ = "宿安县人民政府办公室文件";
    paper.document_number = "宿政办发〔2026〕8号";
    paper.title = "宿安县人民政府办公室关于印发《宿安县政府信息公开申请办理规范》的通知";
    paper.addressee = "各乡镇人民政府、街道办事处，县各委办局，县各直属单位：";
    paper.body = {paragraph("《宿安县政府信息公开申请办理规范》已经县政府同意，现印发给你们，请认真贯彻执行。"),
                  heading(1, "一、提高认识"),
                  heading(2, "（一）加强组织领导"),
                  paragraph("各单位要把政府信息公开申请办理工作摆上重要位置，明确分管负责人和承办机构。"),
                  heading(3, "1.明确责任"),
                  paragraph("承办机构对答复的时限、内容和形式负责。"),
                  heading(4, "（1）登记"),
                  paragraph("收到申请的当日登记。"),
                  list({"申请人的姓名或者名称、联系方式", "申请公开的政府信息的名称、文号"})};
    paper.attachments = {{"宿安县政府信息公开申请办理规范",
                          {paragraph("第一条　为了规范政府信息公开申请办理工作，根据《中华人民共和国政府信息公开条例》，制定本规范。"),
                           paragraph("第二条　本规范自2026年12月1日起施行。")}}};
    paper.signed_by = "宿安县人民政府办公室";
    paper.dated = Date(2026, 11, 6);
    paper.note = "此件公开发布";
    paper.copies_to = "县委各部门，县人大常委会办公室，县政协办公室，县监委，县法院，县检察院，县人武部";
    paper.printed_by = "宿安县人民政府办公室";
    paper.printed_on = Date(2026, 11, 6);
    return paper;
}

inline Paper letter() {
    auto paper = reply();
    paper.form = Form::letter;
    paper.organ = "宿安县住房和城乡建设局";
    paper.title = "关于征求第三方意见的函";
    paper.signed_by = "宿安县住房和城乡建设局";
    paper.copies_to = "宿安县人民政府办公室";
    return paper;
}

/// The second table of an annual report: 27 rows of 11 columns, heads and first columns over several cells.
inline Table annual_table() {
    Table table;
    table.head_rows = 3;
    auto cell = [](std::string text, int rows = 1, int columns = 1) {
        return Cell{.text = std::move(text), .rows = rows, .columns = columns};
    };
    auto left = [](std::string text, int rows = 1, int columns = 1) {
        return Cell{.text = std::move(text), .rows = rows, .columns = columns, .align = Align::start};
    };
    table.rows = {{cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 4), cell("申请人情况", 1, 7)},
                  {cell("自然人", 2), cell("法人或其他组织", 1, 5), cell("总计", 2)},
                  {cell("商业\n企业"), cell("科研\n机构"), cell("社会公\n益组织"), cell("法律服\n务机构"), cell("其他")}};
    auto numbers = [&](std::vector<Cell> row) {
        for (int i = 0; i < 7; ++i) row.push_back(cell(std::to_string((i * 7 + int(table.rows.size()) * 3) % 41)));
        table.rows.push_back(std::move(row));
    };
    numbers({left("一、本年新收政府信息公开申请数量", 1, 4)});
    numbers({left("二、上年结转政府信息公开申请数量", 1, 4)});
    numbers({cell("三、本年度办理结果", 20), left("（一）予以公开", 1, 3)});
    numbers({left("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 3)});
    bool first = true;
    for (auto const* text : {"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
                             "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"}) {
        std::vector<Cell> row;
        if (first) row.push_back(left("（三）不予公开", 8));
        row.push_back(left(text, 1, 2));
        numbers(std::move(row));
        first = false;
    }
    first = true;
    for (auto const* text : {"1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"}) {
        std::vector<Cell> row;
        if (first) row.push_back(left("（四）无法提供", 3));
        row.push_back(left(text, 1, 2));
        numbers(std::move(row));
        first = false;
    }
    first = true;
    for (auto const* text : {"1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
                             "5.要求行政机关确认或重新出具已获取信息"}) {
        std::vector<Cell> row;
        if (first) row.push_back(left("（五）不予处理", 5));
        row.push_back(left(text, 1, 2));
        numbers(std::move(row));
        first = false;
    }
    numbers({left("（六）其他处理", 1, 3)});
    numbers({left("（七）总计", 1, 3)});
    numbers({left("四、结转下年度继续办理", 1, 4)});
    table.widths = {1.2, 1.6, 1.6, 1.6, 1, 1, 1, 1, 1, 1, 1};
    return table;
}

/// An annual report: headings, the wide table, many pages of text.
inline Paper report(int paragraphs = 40) {
    Paper paper;
    paper.title = "宿安县2026年政府信息公开工作年度报告";
    paper.body = {paragraph("本报告由宿安县人民政府办公室根据《中华人民共和国政府信息公开条例》编制。"), heading(1, "一、总体情况"),
                  heading(2, "（一）主动公开")};
    for (int i = 1; i <= paragraphs; ++i)
        paper.body.push_back(
            paragraph("第" + std::to_string(i) +
                      "段。全县各级行政机关围绕企业和群众关切，主动公开政策文件、财政资金、重大项目、公共服务等政府信息，"
                      "做到应公开尽公开；全年通过政府网站公开政府信息12345条，政策解读256件，回应关切78次，群众满意度有了新的提高。"));
    paper.body.push_back(heading(1, "二、收到和处理政府信息公开申请情况"));
    paper.body.push_back(table(annual_table()));
    paper.body.push_back(heading(1, "三、其他需要报告的事项"));
    paper.body.push_back(paragraph("无其他需要报告的事项。"));
    return paper;
}

}  // namespace mingtang::paper::fixture
