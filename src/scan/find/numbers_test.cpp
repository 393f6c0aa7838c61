#include <gtest/gtest.h>

#include <chrono>

#include "scan/find/shown.hpp"

namespace mingtang::scan {
namespace {

struct Row {
    char const* text;
    char const* found;
};

TEST(FindNumbers, IdentityNumbers) {
    Row const rows[] = {
        {"身份证号：11010519491231002X。", "id_card certain 11010519491231002X"},
        {"身份证号：11010519491231002x。", "id_card certain 11010519491231002x"},
        {"４４０５２４１８８００１０１００１４", "id_card certain ４４０５２４１８８００１０１００１４"},
        {"110105 19491231 002X", "id_card certain 110105 19491231 002X"},
        {"110105-19491231-002X", "id_card certain 110105-19491231-002X"},
        {"1101 0519 4912 3100 2X，男", "id_card certain 1101 0519 4912 3100 2X"},
        {"张三110105194912310 02X", "id_card certain 110105194912310 02X"},
        {"11010519491231002X 13800138000", "id_card certain 11010519491231002X; mobile likely 13800138000"},
        {"残疾证号11010519491231002X43", "id_card certain 11010519491231002X"},
        {"残疾人证44052418800101001443", "id_card certain 440524188001010014"},
        {"44052418800101001413800138000", "id_card certain 440524188001010014; mobile likely 13800138000"},
        {"学籍号G440524188001010014", "id_card certain 440524188001010014"},
        {"照片11010519491231002X.jpg", "id_card certain 11010519491231002X"},
        {"身份证号：110105194912310021", "id_card likely 110105194912310021"},
        {"李某 110105194912310021 已领取", "id_card possible 110105194912310021"},
        {"身份证号：1101051949123100X", "id_card likely 1101051949123100X"},
        {"110105491231002", "id_card likely 110105491231002"},
        {"申请编号：440524188001010014", "id_card likely 440524188001010014"},
        {"申请编号：440524188001010015", ""},
        {"生于未来 110105205012310026", ""},
        {"订单 110105194913310021", ""},
        {"991105194912310021", ""},
        {"统一社会信用代码：11341702486344515H", ""},
        {"索引号：11341702486344515H/202110-00013，014416330/2018-04736", ""},
        {"项目代码：2020-421125-48-03-012345", ""},
        {"35*************123，110105********002X", ""},
        {"0.110105194912310026", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

TEST(FindNumbers, BankCards) {
    Row const rows[] = {
        {"卡号6222020200112233455", "bank_card likely 6222020200112233455"},
        {"卡号 6222021234567890123，开户行", "bank_card likely 6222021234567890123"},
        {"6228480402564890018", "bank_card certain 6228480402564890018"},
        {"6228 4804 0256 4890 018", "bank_card certain 6228 4804 0256 4890 018"},
        {"银行卡：4111111111111111", "bank_card certain 4111111111111111"},
        {"4111 1111 1111 1111", "bank_card likely 4111 1111 1111 1111"},
        {"4111111111111111", "bank_card possible 4111111111111111"},
        {"订单号4111111111111111", ""},
        {"收款单位：某县财政局，账号：17231101040012345", ""},
        {"6228480402564890017", ""},
        {"622848********0018", ""},
        {"预算6228480402564890018元", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

TEST(FindNumbers, Telephones) {
    Row const rows[] = {
        {"手机：13800138000", "mobile likely 13800138000"},
        {"+86 138 0013 8000", "mobile likely 138 0013 8000"},
        {"+86-13800138000；", "mobile likely 13800138000"},
        {"138-0013-8000", "mobile likely 138-0013-8000"},
        {"１３８００１３８０００", "mobile likely １３８００１３８０００"},
        {"电话:13800138000/13900139000", "mobile likely 13800138000; mobile likely 13900139000"},
        {"监督电话：13800138000", "mobile possible 13800138000"},
        {"138****1234、138＊＊＊＊1234", ""},
        {"订单号：13800138000", ""},
        {"投资13800138000元", ""},
        {"3.13800138000", ""},
        {"http://qingshi.example/art/13800138000.html", ""},
        {"12345、10086、400-123-4567、95598", ""},
        {"家庭电话：0713-7221234", "telephone likely 0713-7221234"},
        {"联系人：李四，电话（0713）7221234", "telephone likely （0713）7221234"},
        {"电话：0713—7221234", "telephone possible 0713—7221234"},
        {"监督电话：0713-7221234", ""},
        {"家庭电话：0713-7221000", ""},
        {"2024-05-13至2024-06-30", ""},
        {"国办发〔2019〕14号 第十四条 20240513", ""},
        {"ISBN 978-7-5086-1234-5", ""},
        {"东经113.2648219，北纬30.123456789", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(found_in(row.text), row.found) << row.text;
}

TEST(FindNumbers, BrokenAndEndlessTextsCostLittle) {
    auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(found_in(std::string(1 << 20, '7')), "");
    std::string spaced;
    for (int i = 0; i < 1 << 19; ++i) spaced += "7 ";
    EXPECT_EQ(found_in(spaced), "");
    std::string mails(1 << 20, '@');
    EXPECT_EQ(found_in(mails), "");
    std::string doors;
    for (int i = 0; i < 20000; ++i) doors += "村1组";
    found_in(doors);
    std::string marks;
    for (int i = 0; i < 20000; ++i) marks += "秘密和";
    EXPECT_EQ(found_in(marks), "");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(150)) << "minutes would be a step that grows with the square";
    EXPECT_EQ(found_in(std::string("\xff\xfe 13800138000 \x00 \xe4\xb8", 20)), "mobile likely 13800138000");
    EXPECT_EQ(found_in("\xe8\xba\xab\xe4 11010519491231002X"), "id_card certain 11010519491231002X");
    EXPECT_EQ(found_in(""), "");
}

}  // namespace
}  // namespace mingtang::scan
