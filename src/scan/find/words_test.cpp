#include <gtest/gtest.h>

#include "scan/find/shown.hpp"

namespace mingtang::scan {
namespace {

struct Row {
    char const* text;
    char const* found;
};

TEST(FindLetters, PassportsPlatesAndMail) {
    Row const rows[] = {
        {"护照号码：E12345678", "passport likely E12345678"},
        {"护照EA1234567", "passport likely EA1234567"},
        {"港澳通行证C12345678", "passport likely C12345678"},
        {"G12345678", "passport possible G12345678"},
        {"合同编号：G20240001", ""},
        {"型号 P12345678", ""},
        {"E1234****", ""},
        {"车牌号鄂J12345", "plate likely 鄂J12345"},
        {"鄂J·12A45小型轿车", "plate likely 鄂J·12A45"},
        {"粤BD12345", "plate likely 粤BD12345"},
        {"鄂J1234学", "plate likely 鄂J1234学"},
        {"粵Z1234港", "plate likely 粵Z1234港"},
        {"粤B2-20190001，京ICP备12345678号", ""},
        {"鄂J**345", ""},
        {"鄂J20240012号", ""},
        {"邮箱：zhang.san@mail.example", "email likely zhang.san@mail.example"},
        {"ｚｈａｎｇ＠ｍａｉｌ．ｅｘａｍｐｌｅ", "email likely ｚｈａｎｇ＠ｍａｉｌ．ｅｘａｍｐｌｅ"},
        {"邮箱xxgk@qingshi.gov.cn、bgs@qingshi.example", ""},
        {"z***@mail.example", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

TEST(FindAddresses, DownToTheDoor) {
    Row const rows[] = {
        {"家住湖北省黄冈市蕲春县漕河镇幸福路18号3栋2单元502室。", "address likely 湖北省黄冈市蕲春县漕河镇幸福路18号3栋2单元502室"},
        {"住址：青石镇柳林村三组", "address likely 青石镇柳林村三组"},
        {"户籍地：蕲春县青石镇柳林村3组12号", "address likely 蕲春县青石镇柳林村3组12号"},
        {"李四，住湖北省蕲春縣青石鎮柳林村5組", "address likely 湖北省蕲春縣青石鎮柳林村5組"},
        {"家庭住址：幸福路１８号阳光小区３栋１０１", "address likely 幸福路１８号阳光小区３栋１０１"},
        {"青石镇幸福路18号阳光小区3栋2单元", "address likely 青石镇幸福路18号阳光小区3栋2单元"},
        {"阳光花园7-6-1046", "address possible 阳光花园7-6-1046"},
        {"办公地址：青石镇文化路2号", ""},
        {"地址：青石镇政府路1号", ""},
        {"项目位于漕河镇漕河大道12号", ""},
        {"国办发〔2019〕14号、鄂政发〔2024〕3号、第二组、第3号公告", ""},
        {"全县3号台风防御，2号楼外墙改造", ""},
        {"青石镇柳林村", ""},
        {"改造青石镇柳林村3组公路2公里", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

TEST(FindSecrecyMarks, StandAloneOrWithAStar) {
    Row const rows[] = {
        {"机密★10年", "secrecy_mark certain 机密★10年"},
        {"000012\n秘密★长期\n特急", "secrecy_mark certain 秘密★长期"},
        {"絕密★", "secrecy_mark certain 絕密★"},
        {"密级：秘密★1年 份号：000012", "secrecy_mark likely 秘密★1年"},
        {"标注“机密★10年”字样", "secrecy_mark possible 机密★10年"},
        {"【内部资料 注意保存】", "secrecy_mark likely 内部资料 注意保存"},
        {"工作要点（内部资料，不得外传）", "secrecy_mark likely 内部资料，不得外传"},
        {"工作秘密", "secrecy_mark likely 工作秘密"},
        {"密级：机密", "secrecy_mark likely 机密"},
        {"内部文件，请注意保管", "secrecy_mark likely 内部文件，请注意保管"},
        {"根据《中华人民共和国保守国家秘密法》", ""},
        {"国家秘密的密级分为绝密、机密、秘密三级", ""},
        {"制定工作秘密管理办法，加强内部资料管理", ""},
        {"涉及国家秘密、商业秘密、个人隐私的信息不予公开", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

TEST(FindPeople, BesideSensitiveWords) {
    Row const rows[] = {
        {"姓名：王小明，残疾类别：肢体", "person_in_sensitive_list likely 王小明"},
        {"看望了残疾人李建国，送去慰问金", "person_in_sensitive_list possible 李建国"},
        {"看望了残疾人和低保户，送去慰问金", ""},
        {"姓名：王小明，职务：科员", ""},
        {"姓名：王某某，残疾类别：肢体", ""},
        {"序号 姓名 残疾类别 金额\n1 王小明 肢体 500\n2 欧阳建国 视力 500\n合计 2人 肢体 1000",
         "person_in_sensitive_list likely 王小明; person_in_sensitive_list likely 欧阳建国"},
        {"2024年低保金发放名册\n序号,姓名,金额\n1,王小明,500", "person_in_sensitive_list possible 王小明"},
        {"序号 姓名 职务 电话\n1 王小明 科员 8012", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

Table table_of(std::string caption, std::vector<std::vector<std::string>> const& rows) {
    Table table{std::move(caption), {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        table.rows.emplace_back();
        for (std::size_t k = 0; k < rows[i].size(); ++k)
            table.rows[i].push_back(
                {std::string("Sheet1!") + char('A' + k) + std::to_string(i + 1), rows[i][k], i == 3 ? "hidden_row" : ""});
    }
    return table;
}

std::string table_shown(Table const& table) {
    std::string out;
    for (auto const& one : packed_detector().find(table))
        out += one.place + " " + std::string(to_text(one.kind)) + " " + std::string(to_text(one.certainty)) + " " + one.masked +
               (one.hidden.empty() ? "\n" : " " + one.hidden + "\n");
    return out;
}

TEST(FindTable, HeadingsTellWhatACellIs) {
    auto table =
        table_of("2024年困难残疾人生活补贴发放表", {{"困难残疾人生活补贴", "", "", "", ""},
                                                    {"姓 名", "身份证号", "家庭住址", "联系电话", "银行账号"},
                                                    {"王 小明", "11010519491231002X", "青石镇柳林村3组", "7221234", "81010000123456789"},
                                                    {"赵六", "110105********002X", "青石镇", "138****8000", ""},
                                                    {"合计", "", "", "", "1000"}});
    EXPECT_EQ(table_shown(table),
              "Sheet1!A3 person_in_sensitive_list likely 王 **\n"
              "Sheet1!B3 id_card certain 11*************02X\n"
              "Sheet1!C3 address likely 青石镇\n"
              "Sheet1!D3 telephone possible *******\n"
              "Sheet1!E3 bank_card likely 8101*********6789\n"
              "Sheet1!A4 person_in_sensitive_list likely 赵* hidden_row\n");
}

TEST(FindTable, OtherListsOfPeopleAreNone) {
    EXPECT_EQ(table_shown(table_of("2024年公开招聘拟聘用人员公示", {{"姓名", "岗位", "成绩"}, {"王小明", "科员", "88.5"}})), "");
    EXPECT_EQ(table_shown(table_of("", {})), "");
    EXPECT_EQ(table_shown(table_of("", {{}, {"", ""}})), "");
}

TEST(Detector, ReadingKeepsPlacesAndFollowsListsOverLines) {
    Reading reading;
    reading.passages = {
        {"line 1", "序号\t姓名\t病种", ""}, {"line 2", "1\t王小明\t尘肺", "hidden_row"}, {"line 3", "电话13800138000", "comment"}};
    auto found = packed_detector().find(reading);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].place, "line 2");
    EXPECT_EQ(found[0].start, 2u);
    EXPECT_EQ(found[0].end, 5u);
    EXPECT_EQ(found[0].hidden, "hidden_row");
    EXPECT_EQ(found[1].place, "line 3");
    EXPECT_EQ(found[1].hidden, "comment");
    EXPECT_EQ(found[1].masked, "138****8000");
}

TEST(Detector, WhatStandsBesideAValueIsMaskedToo) {
    auto found = packed_detector().find(Passage{"line 1", "张三身份证11010519491231002X，手机13800138000。", ""});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].before, "张三身份证");
    EXPECT_EQ(found[0].after, "，手机138****80");
    EXPECT_EQ(found[1].before, "******02X，手机");
    EXPECT_EQ(found[1].after, "。");
}

}  // namespace
}  // namespace mingtang::scan
