#include "assessment/scheme.hpp"

#include <gtest/gtest.h>

#include "assessment/actions.hpp"

namespace mingtang::assessment {
namespace {

std::string const small = R"({
  "code": "small", "name": "小方案", "total": 10,
  "bonus": {"most": 2, "over": 8},
  "grades": [{"name": "合格", "from": 6}, {"name": "不合格", "from": 0}],
  "veto_grade": "不合格",
  "groups": [
    {"code": "all", "name": "全部", "weight": 10, "indicators": [
      {"code": "links", "name": "链接", "way": "deduct", "source": {"kind": "finding", "name": "link_dead"}, "weight": 4, "per_case": 0.5},
      {"code": "judged", "name": "评定", "way": "deduct", "source": {"kind": "judged"}, "weight": 6},
      {"code": "veto", "name": "否决", "way": "veto", "source": {"kind": "judged"}},
      {"code": "more", "name": "加分", "way": "bonus", "source": {"kind": "judged"}, "weight": 2}
    ]}
  ]
})";

std::string with(std::string_view old, std::string_view fresh) {
    auto text = small;
    auto at = text.find(old);
    if (at == std::string::npos) throw std::logic_error("not there: " + std::string(old));
    return text.replace(at, old.size(), fresh);
}

TEST(Scheme, IsReadAndWrittenBack) {
    auto scheme = read_scheme(small);
    ASSERT_TRUE(scheme) << scheme.error().code;
    EXPECT_EQ(scheme->groups[0].indicators[0].per_case, 50);
    EXPECT_EQ(scheme->bonus_over, 8 * one_point);
    auto again = read_scheme(text_of(*scheme));
    ASSERT_TRUE(again) << text_of(*scheme);
    EXPECT_EQ(*again, *scheme);
    EXPECT_EQ(text_of(*again), text_of(*scheme));
}

TEST(Scheme, ThoseOfTheProgramAreSoundAndSurviveWriting) {
    ASSERT_EQ(packed_schemes().size(), 2u);
    for (auto const& scheme : packed_schemes()) {
        auto again = read_scheme(text_of(scheme));
        ASSERT_TRUE(again) << scheme.code;
        EXPECT_EQ(*again, scheme);
    }
}

/// What is wrong → code, and the place that the sentence names.
TEST(Scheme, FaultsNameTheirPlace) {
    for (auto const& [text, code, at] : std::vector<std::tuple<std::string, char const*, char const*>>{
             {with("\"total\": 10,", "\"total\": 10"), "syntax", "3"},
             {"", "syntax", "1"},
             {"{} x", "syntax", "1"},
             {"[]", "no_object", ""},
             {"\xff", "not_utf8", ""},
             {with("\"name\": \"小方案\", ", ""), "missing", "name"},
             {with("\"code\": \"small\"", "\"code\": \"Small\""), "bad_code", "code"},
             {with("\"per_case\": 0.5", "\"per_case\": 0.123"), "not_points", "groups[0].indicators[0].per_case"},
             {with("\"per_case\": 0.5", "\"per_case\": -1"), "not_points", "groups[0].indicators[0].per_case"},
             {with("\"per_case\": 0.5", "\"per_case\": \"0.5\""), "not_points", "groups[0].indicators[0].per_case"},
             {with("\"per_case\": 0.5", "\"per_case\": 5"), "per_case", "groups[0].indicators[0].per_case"},
             {with(", \"per_case\": 0.5", ""), "no_per_case", "groups[0].indicators[0].per_case"},
             {with("\"per_case\": 0.5", "\"per_case\": 0.5, \"cap\": 5"), "cap", "groups[0].indicators[0].cap"},
             {with("\"per_case\": 0.5", "\"per_case\": 0.5, \"minimum\": 1.5"), "not_count", "groups[0].indicators[0].minimum"},
             {with("\"per_case\": 0.5", "\"per_case\": 0.5, \"confirmed\": 0"), "not_flag", "groups[0].indicators[0].confirmed"},
             {with("\"per_case\": 0.5", "\"percase\": 0.5"), "unknown_key", "groups[0].indicators[0].percase"},
             {with("link_dead", "links_dead"), "unknown_word", "groups[0].indicators[0].source.name"},
             {with("\"way\": \"deduct\"", "\"way\": \"minus\""), "unknown_word", "groups[0].indicators[0].way"},
             {with("\"way\": \"deduct\"", "\"way\": \"rate\""), "no_share", "groups[0].indicators[0].source"},
             {with("\"finding\", \"name\": \"link_dead\"", "\"measure\", \"name\": \"published\""), "no_fault",
              "groups[0].indicators[0].source"},
             {with("\"code\": \"judged\"", "\"code\": \"links\""), "twice", "groups[0].indicators[1].code"},
             {with("{\"kind\": \"judged\"}, \"weight\": 6", "{\"kind\": \"judged\"}, \"weight\": 5"), "group_weight", "groups[0].weight"},
             {with("\"total\": 10", "\"total\": 12"), "total", "total"},
             {with("\"from\": 6", "\"from\": 0"), "grade_order", "grades[1].from"},
             {with("\"from\": 0", "\"from\": 1"), "grade_last", "grades[1].from"},
             {with("\"veto_grade\": \"不合格\"", "\"veto_grade\": \"差\""), "veto_grade", "veto_grade"},
             {with("  \"veto_grade\": \"不合格\",\n", ""), "missing", "veto_grade"},
             {with("  \"bonus\": {\"most\": 2, \"over\": 8},\n", ""), "missing", "bonus.most"},
             {with("\"weight\": 10, ", "\"weight\": 10, \"may_be_left\": true, "), "nothing_left", "groups"},
             {with("\"groups\": [", "\"groups\": 1, \"more\": ["), "unknown_key", "more"},
         }) {
        auto scheme = read_scheme(text);
        ASSERT_FALSE(scheme) << code << " " << at;
        auto const& refusal = scheme.error();
        EXPECT_EQ(refusal.code, std::string("assessment.scheme.") + code) << at;
        std::string place;
        for (auto const& [name, value] : refusal.details)
            if (name == "at" || name == "line") place = value;
        EXPECT_EQ(place, at) << code;
    }
}

}  // namespace
}  // namespace mingtang::assessment
