#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "search/analysis.hpp"

namespace mingtang::search {
namespace {

constexpr char32_t first_han = 0x4E00, last_han = 0x9FA5;

/// Common characters of titles and names of places whose other reading ICU does not give.
constexpr std::pair<char32_t, char const*> other_readings[] = {
    {U'重', "zhong chong"}, {U'长', "chang zhang"}, {U'行', "xing hang"},   {U'乐', "le yue"},      {U'调', "diao tiao"},  {U'会', "hui kuai"},
    {U'都', "du dou"},      {U'还', "hai huan"},    {U'厦', "xia sha"},     {U'参', "can shen"},   {U'朝', "chao zhao"},  {U'传', "chuan zhuan"},
    {U'单', "dan shan"},    {U'给', "gei ji"},      {U'降', "jiang xiang"}, {U'解', "jie xie"},    {U'省', "sheng xing"}, {U'率', "lv shuai"},
    {U'藏', "cang zang"},   {U'曾', "ceng zeng"},   {U'查', "cha zha"},     {U'车', "che ju"},     {U'度', "du duo"},     {U'角', "jiao jue"},
    {U'属', "shu zhu"},     {U'系', "xi ji"},       {U'校', "xiao jiao"},   {U'六', "liu lu"},     {U'番', "fan pan"},    {U'堡', "bao pu bu"},
    {U'地', "di de"},       {U'得', "de dei"},      {U'石', "shi dan"},     {U'种', "zhong chong"}, {U'贾', "jia gu"},    {U'区', "qu ou"},
    {U'尉', "wei yu"},      {U'什', "shi shen"},    {U'合', "he ge"},       {U'盛', "sheng cheng"}, {U'屯', "tun zhun"},  {U'泊', "bo po"},
    {U'弹', "dan tan"},     {U'宿', "su xiu"},      {U'覃', "qin tan"},     {U'涡', "wo guo"},     {U'蚌', "bang beng"}, {U'六', "liu lu"},
    {U'歙', "she xi"},      {U'大', "da dai"},      {U'台', "tai"},         {U'柏', "bai bo"},     {U'壳', "ke qiao"},    {U'露', "lu lou"}};

std::string toneless(icu::UnicodeString const& latin) {
    std::string out, utf8;
    latin.toUTF8String(utf8);
    for (std::size_t at = 0; at < utf8.size();) {
        char32_t c = text::next(utf8, at);
        if (c >= 'a' && c <= 'z') out += char(c);
        if (c == 0x308 && !out.empty() && out.back() == 'u') out.back() = 'v';
    }
    return out;
}

class Readings {
  public:
    Readings() : of_(last_han - first_han + 1) {
        ask_icu();
        for (auto const& [c, list] : other_readings) of_[c - first_han] = text::split(list, ' ');
        for (auto const& list : of_)
            for (auto const& syllable : list)
                if (syllable.find_first_of("aeiouv") != syllable.npos) syllables_.insert(syllable);
    }
    std::vector<std::string> const& operator[](char32_t c) const { return c >= first_han && c <= last_han ? of_[c - first_han] : none_; }
    bool is_syllable(std::string_view s) const { return syllables_.contains(s); }
    bool begins_syllable(std::string_view s) const {
        auto at = syllables_.lower_bound(s);
        return at != syllables_.end() && at->starts_with(s);
    }

  private:
    void ask_icu() {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance("Han-Latin; NFD", UTRANS_FORWARD, status));
        if (U_FAILURE(status) || !latin) throw std::runtime_error("ICU has no Han-Latin transliterator");
        icu::UnicodeString all;
        for (char32_t c = first_han; c <= last_han; ++c) all.append(UChar32(c)).append(UChar32('\n'));
        latin->transliterate(all);
        int32_t from = 0;
        for (auto& list : of_) {
            auto end = all.indexOf(UChar('\n'), from);
            if (auto reading = toneless(all.tempSubStringBetween(from, end)); !reading.empty()) list.push_back(std::move(reading));
            from = end + 1;
        }
    }

    std::vector<std::vector<std::string>> of_;
    std::vector<std::string> none_;
    std::set<std::string, std::less<>> syllables_;
};

Readings const& all_readings() {
    static Readings const made;
    return made;
}

}  // namespace

std::vector<std::string> const& readings(char32_t c) { return all_readings()[c]; }

std::vector<std::vector<std::string>> syllables(std::string_view letters, std::size_t most, bool open_end) {
    auto const& known = all_readings();
    constexpr std::size_t longest = 6, kept = 8;
    if (letters.empty() || letters.size() > 60) return {};
    std::vector<std::vector<std::vector<std::string>>> ways(letters.size() + 1);  // ways to cut what stands before each place
    ways[0].emplace_back();
    for (std::size_t end = 1; end <= letters.size(); ++end) {
        for (std::size_t n = std::min(longest, end); n >= 1; --n) {
            auto part = letters.substr(end - n, n);
            bool last = open_end && end == letters.size();
            if (ways[end - n].empty() || !(last ? known.begins_syllable(part) : known.is_syllable(part))) continue;
            for (auto way : ways[end - n]) ways[end].push_back((way.emplace_back(part), std::move(way)));
        }
        auto shorter = [](auto const& a, auto const& b) { return a.size() < b.size(); };
        std::stable_sort(ways[end].begin(), ways[end].end(), shorter);
        if (ways[end].size() > kept) ways[end].resize(kept);
    }
    auto out = std::move(ways.back());
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace mingtang::search
