#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <mutex>
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
    {U'重', "zhong chong"}, {U'长', "chang zhang"}, {U'行', "xing hang"}, {U'乐', "le yue"},      {U'调', "diao tiao"},
    {U'会', "hui kuai"},    {U'都', "du dou"},      {U'还', "hai huan"},  {U'厦', "xia sha"},     {U'参', "can shen"},
    {U'朝', "chao zhao"},   {U'传', "chuan zhuan"}, {U'单', "dan shan"},  {U'给', "gei ji"},      {U'降', "jiang xiang"},
    {U'解', "jie xie"},     {U'省', "sheng xing"},  {U'率', "lv shuai"},  {U'藏', "cang zang"},   {U'曾', "ceng zeng"},
    {U'查', "cha zha"},     {U'车', "che ju"},      {U'度', "du duo"},    {U'角', "jiao jue"},    {U'属', "shu zhu"},
    {U'系', "xi ji"},       {U'校', "xiao jiao"},   {U'六', "liu lu"},    {U'番', "fan pan"},     {U'堡', "bao pu bu"},
    {U'地', "di de"},       {U'得', "de dei"},      {U'石', "shi dan"},   {U'种', "zhong chong"}, {U'贾', "jia gu"},
    {U'区', "qu ou"},       {U'尉', "wei yu"},      {U'什', "shi shen"},  {U'合', "he ge"},       {U'盛', "sheng cheng"},
    {U'屯', "tun zhun"},    {U'泊', "bo po"},       {U'弹', "dan tan"},   {U'宿', "su xiu"},      {U'覃', "qin tan"},
    {U'涡', "wo guo"},      {U'蚌', "bang beng"},   {U'六', "liu lu"},    {U'歙', "she xi"},      {U'大', "da dai"},
    {U'台', "tai"},         {U'柏', "bai bo"},      {U'壳', "ke qiao"},   {U'露', "lu lou"}};

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

constexpr char const* all_syllables =
    "a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan "
    "chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan "
    "dang dao de dei den deng di dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fiao fo "
    "fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong "
    "hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei "
    "ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo "
    "long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne "
    "nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian "
    "piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru "
    "rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan "
    "shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun "
    "tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin "
    "ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu "
    "zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo";

/// Readings are asked of ICU character by character and kept: all of them at once would take a quarter of a second at start.
class Readings {
  public:
    Readings() {
        for (auto const& [c, list] : other_readings) of_[c] = text::split(list, ' ');
    }

    std::vector<std::string> const& operator[](char32_t c) {
        if (c < first_han || c > last_han) return none_;
        std::lock_guard guard(lock_);
        if (auto known = of_.find(c); known != of_.end()) return known->second;
        return of_[c] = ask_icu(c);  // references into an unordered_map stay good
    }

  private:
    std::vector<std::string> ask_icu(char32_t c) {
        UErrorCode status = U_ZERO_ERROR;
        if (!latin_) latin_.reset(icu::Transliterator::createInstance("Han-Latin; NFD", UTRANS_FORWARD, status));
        if (U_FAILURE(status) || !latin_) throw std::runtime_error("ICU has no Han-Latin transliterator");
        icu::UnicodeString text{UChar32(c)};
        latin_->transliterate(text);
        auto reading = toneless(text);
        return reading.empty() ? std::vector<std::string>() : std::vector{reading};
    }

    std::mutex lock_;
    std::unique_ptr<icu::Transliterator> latin_;
    std::unordered_map<char32_t, std::vector<std::string>> of_;
    std::vector<std::string> const none_;
};

class Syllables {
  public:
    Syllables() {
        for (auto& syllable : text::split(all_syllables, ' ')) known_.insert(std::move(syllable));
    }
    bool has(std::string_view s) const { return known_.contains(s); }
    bool begins(std::string_view s) const {
        auto at = known_.lower_bound(s);
        return at != known_.end() && at->starts_with(s);
    }

  private:
    std::set<std::string, std::less<>> known_;
};

}  // namespace

std::vector<std::string> const& readings(char32_t c) {
    static Readings all;
    return all[c];
}

std::vector<std::vector<std::string>> syllables(std::string_view letters, std::size_t most, bool open_end) {
    static Syllables const known;
    constexpr std::size_t longest = 6, kept = 8;
    if (letters.empty() || letters.size() > 60) return {};
    std::vector<std::vector<std::vector<std::string>>> ways(letters.size() + 1);  // ways to cut what stands before each place
    ways[0].emplace_back();
    for (std::size_t end = 1; end <= letters.size(); ++end) {
        for (std::size_t n = std::min(longest, end); n >= 1; --n) {
            auto part = letters.substr(end - n, n);
            bool last = open_end && end == letters.size();
            if (ways[end - n].empty() || !(last ? known.begins(part) : known.has(part))) continue;
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
