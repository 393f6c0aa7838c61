#include "scan/mask.hpp"

#include <gtest/gtest.h>

#include "scan/find/shown.hpp"

namespace mingtang::scan {
namespace {

TEST(Mask, OfficialForms) {
    struct Row {
        Kind kind;
        char const* value;
        char const* masked;
    };
    Row const rows[] = {
        {Kind::id_card, "350123199001011123", "35*************123"},
        {Kind::id_card, "350123900101112", "35**********112"},
        {Kind::id_card, "３５０１２３１９９００１０１１１２３", "３５*************１２３"},
        {Kind::id_card, "350123 19900101 1123", "35**** ******** *123"},
        {Kind::mobile, "13800131234", "138****1234"},
        {Kind::mobile, "138-0013-1234", "138-****-1234"},
        {Kind::telephone, "0713-7221234", "0713-*****34"},
        {Kind::bank_card, "6228480402564890018", "6228***********0018"},
        {Kind::passport, "E12345678", "E*****678"},
        {Kind::plate, "鄂J12345", "鄂J***45"},
        {Kind::email, "zhang.san@mail.example", "z***@mail.example"},
        {Kind::email, "z@mail.example", "***@mail.example"},
        {Kind::person_in_sensitive_list, "王小明", "王**"},
        {Kind::secrecy_mark, "机密★10年", "机密★10年"},
        {Kind::address, "湖北省黄冈市蕲春县青石镇柳林村3组", "湖北省黄冈市蕲春县青石镇"},
        {Kind::address, "杭州市拱墅区米市巷街道莫干山路100号", "杭州市拱墅区米市巷街道"},
        {Kind::address, "杭州市拱墅区莫干山路100号", "杭州市拱墅区"},
        {Kind::address, "蕲春县县城阳光小区3栋", "蕲春县"},
        {Kind::address, "阳光小区3栋502室", "***"},
        {Kind::address, "", "***"},
        {Kind::mobile, "1", "*"},
    };
    auto settings = Settings::packed();
    for (auto const& row : rows) EXPECT_EQ(mask(row.kind, row.value, settings), row.masked) << row.value;
}

TEST(Mask, FormsAreConfigured) {
    auto settings = Settings::packed();
    settings.masks[std::size_t(Kind::id_card)] = {6, 4};
    settings.address_tail = "******";
    EXPECT_EQ(mask(Kind::id_card, "350123199001011123", settings), "350123********1123");
    EXPECT_EQ(mask(Kind::address, "蕲春县青石镇柳林村3组", settings), "蕲春县青石镇******");
}

std::string masked_text(std::string const& text) { return masked(text, packed_detector().find(Passage{"", text, ""})); }

TEST(Mask, WholeTexts) {
    EXPECT_EQ(masked_text("张三，身份证号11010519491231002X，手机13800138000，家住蕲春县青石镇柳林村3组。"),
              "张三，身份证号11*************02X，手机138****8000，家住蕲春县青石镇。");
    EXPECT_EQ(masked_text("机密★10年\n无"), "机密★10年\n无");
    EXPECT_EQ(masked_text("\xff 13800138000 \xff"), "\xff 138****8000 \xff");
    EXPECT_EQ(masked_text(masked_text("家庭电话0713-7221234、卡号6228480402564890018")), "家庭电话0713-*****34、卡号6228***********0018");
}

TEST(Mask, OverlapsAndEndsBeyondTheText) {
    Finding a{.kind = Kind::mobile, .start = 2, .end = 5, .masked = "A"}, b{.kind = Kind::mobile, .start = 4, .end = 6, .masked = "B"};
    Finding beyond{.kind = Kind::mobile, .start = 7, .end = 90, .masked = "C"}, none{.kind = Kind::hidden_content, .masked = "D"};
    EXPECT_EQ(masked("一二三四五六七八", {b, a, beyond, none}), "一二A六七C");
}

}  // namespace
}  // namespace mingtang::scan
