#include <cmath>

#include "assessment/scheme.hpp"
#include "base/text.hpp"

namespace mingtang::assessment {
namespace {

constexpr std::size_t largest_file = 512u << 10, longest_name = 120, longest_words = 1000;
constexpr std::size_t most_groups = 50, most_indicators = 200;

/// Reads members one after the other and keeps the first fault, so that the reading itself stays a list of members.
class Reader {
  public:
    std::optional<Refusal> fault;

    void refuse(char const* code, std::string const& at, std::vector<std::pair<std::string, std::string>> details = {}) {
        if (fault) return;
        details.emplace_back("at", at);
        fault = Refusal{std::string("assessment.scheme.") + code, "", std::move(details), "text"};
    }
    std::string words(json::object const& from, char const* key, std::string const& at, bool needed, std::size_t longest) {
        auto const* found = from.if_contains(key);
        if (found == nullptr || (found->is_string() && text::trim(std::string(found->get_string())).empty())) {
            if (needed) refuse("missing", at + key);
            return "";
        }
        if (!found->is_string()) return refuse("not_text", at + key), "";
        std::string said(found->get_string());
        if (text::length(said) > longest) refuse("too_long", at + key, {{"most", std::to_string(longest)}});
        if (text::has_controls(said)) refuse("not_text", at + key);
        return text::trim(said);
    }
    Points points(json::object const& from, char const* key, std::string const& at, bool needed) {
        auto const* found = from.if_contains(key);
        if (found == nullptr) {
            if (needed) refuse("missing", at + key);
            return 0;
        }
        if (!found->is_number()) return refuse("not_points", at + key), 0;
        auto exact = found->to_number<double>() * double(one_point);
        bool good = exact >= 0 && exact <= 1e7 && std::abs(exact - std::round(exact)) < 1e-6;
        if (!good) return refuse("not_points", at + key), 0;
        return Points(std::llround(exact));
    }
    long long count(json::object const& from, char const* key, std::string const& at) {
        auto const* found = from.if_contains(key);
        if (found == nullptr) return 0;
        if (!found->is_int64() || found->get_int64() < 0 || found->get_int64() > 1000000) return refuse("not_count", at + key), 0;
        return found->get_int64();
    }
    bool flag(json::object const& from, char const* key, std::string const& at, bool otherwise) {
        auto const* found = from.if_contains(key);
        if (found == nullptr) return otherwise;
        if (!found->is_bool()) return refuse("not_flag", at + key), otherwise;
        return found->get_bool();
    }
    std::string code(json::object const& from, std::string const& at) {
        auto said = words(from, "code", at, true, 40);
        bool good = said.size() >= 2 && said.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
        if (!fault && !good) refuse("bad_code", at + "code", {{"value", said}});
        return said;
    }
    template <Named E>
    E name(json::object const& from, char const* key, std::string const& at) {
        auto said = words(from, key, at, true, 40);
        auto known = from_text<E>(said);
        if (known) return *known;
        std::string list;
        for (auto one : EnumNames<E>::names) list += (list.empty() ? "" : "、") + std::string(one);
        refuse("unknown_word", at + key, {{"value", said}, {"known", list}});
        return E{};
    }
    /// Members that nobody reads are a slip of the pen, and must not look as if they had an effect.
    void only(json::object const& from, std::initializer_list<std::string_view> keys, std::string const& at) {
        for (auto const& member : from)
            if (std::find(keys.begin(), keys.end(), std::string_view(member.key())) == keys.end())
                refuse("unknown_key", at + std::string(member.key()));
    }
    std::vector<json::object> objects(json::object const& from, char const* key, std::string const& at, std::size_t most) {
        auto const* found = from.if_contains(key);
        std::vector<json::object> all;
        if (found == nullptr || !found->is_array() || found->get_array().empty()) return refuse("no_list", at + key), all;
        if (found->get_array().size() > most) return refuse("too_many", at + key, {{"most", std::to_string(most)}}), all;
        for (auto const& one : found->get_array()) {
            if (!one.is_object()) return refuse("no_list", at + key), std::vector<json::object>{};
            all.push_back(one.get_object());
        }
        return all;
    }
};

std::string place(std::string const& at, char const* list, std::size_t index) { return at + list + "[" + std::to_string(index) + "]."; }

Source source_of(Reader& reader, json::object const& from, std::string const& at) {
    auto const* found = from.if_contains("source");
    if (found == nullptr || !found->is_object()) return reader.refuse("missing", at + "source"), Source{};
    auto const& said = found->get_object();
    auto inside = at + "source.";
    reader.only(said, {"kind", "name"}, inside);
    Source source{.kind = reader.name<SourceKind>(said, "kind", inside)};
    source.name = reader.words(said, "name", inside, source.kind != SourceKind::judged, 60);
    return source;
}

Indicator indicator_of(Reader& reader, json::object const& from, std::string const& at) {
    reader.only(from, {"code", "name", "rule", "basis", "way", "source", "weight", "per_case", "cap", "minimum", "confirmed"}, at);
    Indicator made;
    made.code = reader.code(from, at);
    made.name = reader.words(from, "name", at, true, longest_name);
    made.rule = reader.words(from, "rule", at, false, longest_words);
    made.basis = reader.words(from, "basis", at, false, longest_words);
    made.way = reader.name<Way>(from, "way", at);
    made.source = source_of(reader, from, at);
    made.weight = reader.points(from, "weight", at, made.way != Way::veto);
    made.per_case = reader.points(from, "per_case", at, false);
    made.cap = reader.points(from, "cap", at, false);
    made.minimum = reader.count(from, "minimum", at);
    made.confirmed = reader.flag(from, "confirmed", at, true);
    return made;
}

Group group_of(Reader& reader, json::object const& from, std::string const& at) {
    reader.only(from, {"code", "name", "weight", "may_be_left", "confirmed", "indicators"}, at);
    Group made;
    made.code = reader.code(from, at);
    made.name = reader.words(from, "name", at, true, longest_name);
    made.weight = reader.points(from, "weight", at, true);
    made.may_be_left = reader.flag(from, "may_be_left", at, false);
    made.confirmed = reader.flag(from, "confirmed", at, true);
    auto indicators = reader.objects(from, "indicators", at, most_indicators);
    for (std::size_t i = 0; i < indicators.size(); ++i)
        made.indicators.push_back(indicator_of(reader, indicators[i], place(at, "indicators", i)));
    return made;
}

void read_bonus(Reader& reader, json::object const& from, Scheme& made) {
    auto const* found = from.if_contains("bonus");
    if (found == nullptr) return;
    if (!found->is_object()) return reader.refuse("missing", "bonus.most");
    auto const& said = found->get_object();
    reader.only(said, {"most", "over"}, "bonus.");
    made.bonus_most = reader.points(said, "most", "bonus.", true);
    if (said.contains("over")) made.bonus_over = reader.points(said, "over", "bonus.", true);
}

Scheme scheme_of(Reader& reader, json::object const& from) {
    reader.only(from, {"code", "name", "about", "basis", "total", "bonus", "grades", "veto_grade", "groups"}, "");
    Scheme made;
    made.code = reader.code(from, "");
    made.name = reader.words(from, "name", "", true, longest_name);
    made.about = reader.words(from, "about", "", false, longest_words);
    made.basis = reader.words(from, "basis", "", false, longest_words);
    made.total = reader.points(from, "total", "", true);
    read_bonus(reader, from, made);
    auto grades = reader.objects(from, "grades", "", 20);
    for (std::size_t i = 0; i < grades.size(); ++i) {
        auto at = place("", "grades", i);
        reader.only(grades[i], {"name", "from"}, at);
        made.grades.push_back({reader.words(grades[i], "name", at, true, 20), reader.points(grades[i], "from", at, true)});
    }
    made.veto_grade = reader.words(from, "veto_grade", "", false, 20);
    auto groups = reader.objects(from, "groups", "", most_groups);
    for (std::size_t i = 0; i < groups.size(); ++i) made.groups.push_back(group_of(reader, groups[i], place("", "groups", i)));
    return made;
}

/// The parsed text, or the line on which it is not JSON.
Outcome<json::value> parsed(std::string_view text) {
    if (text.size() > largest_file)
        return Refusal{"assessment.scheme.too_large", "", {{"most", std::to_string(largest_file >> 10)}}, "text"};
    if (!text::is_utf8(text)) return Refusal{"assessment.scheme.not_utf8", "", {}, "text"};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    boost::json::parse_options options;
    options.max_depth = 16;
    boost::json::stream_parser parser({}, options);
    boost::system::error_code failed;
    auto read = parser.write_some(text.data(), text.size(), failed);
    bool whole = !failed && parser.done() && text::trim(text.substr(read)).empty();
    if (whole) return parser.release();
    auto line = std::count(text.begin(), text.begin() + std::ptrdiff_t(std::min(read, text.size())), '\n') + 1;
    return Refusal{"assessment.scheme.syntax", "", {{"line", std::to_string(line)}}, "text"};
}

// -- writing -----------------------------------------------------------------------------------------------------------------------

std::string quoted(std::string const& words) { return json::serialize(json::value(words)); }

/// `"name": value` members, each on its own line or all on one.
class Members {
  public:
    Members& words(char const* key, std::string const& value) {
        if (!value.empty()) add(key, quoted(value));
        return *this;
    }
    Members& points(char const* key, Points value, bool always = false) {
        if (value != 0 || always) add(key, points_text(value));
        return *this;
    }
    Members& add(char const* key, std::string const& raw) {
        all_.push_back(std::string("\"") + key + "\": " + raw);
        return *this;
    }
    std::string line() const { return "{" + text::join(all_, ", ") + "}"; }
    std::string lines(std::string const& indent) const {
        std::string out = "{\n";
        for (std::size_t i = 0; i < all_.size(); ++i) out += indent + "  " + all_[i] + (i + 1 < all_.size() ? ",\n" : "\n");
        return out + indent + "}";
    }

  private:
    std::vector<std::string> all_;
};

std::string list_of(std::vector<std::string> const& items, std::string const& indent) {
    std::string out = "[\n";
    for (std::size_t i = 0; i < items.size(); ++i) out += indent + "  " + items[i] + (i + 1 < items.size() ? ",\n" : "\n");
    return out + indent + "]";
}

std::string written(Indicator const& one) {
    Members source;
    source.words("kind", std::string(to_text(one.source.kind))).words("name", one.source.name);
    Members made;
    made.words("code", one.code).words("name", one.name).words("way", std::string(to_text(one.way))).add("source", source.line());
    made.points("weight", one.weight, one.way != Way::veto).points("per_case", one.per_case).points("cap", one.cap);
    if (one.minimum != 0) made.add("minimum", std::to_string(one.minimum));
    if (!one.confirmed) made.add("confirmed", "false");
    made.words("rule", one.rule).words("basis", one.basis);
    return made.lines("        ");
}

std::string written(Group const& group) {
    std::vector<std::string> indicators;
    for (auto const& one : group.indicators) indicators.push_back(written(one));
    Members made;
    made.words("code", group.code).words("name", group.name).points("weight", group.weight, true);
    if (group.may_be_left) made.add("may_be_left", "true");
    if (!group.confirmed) made.add("confirmed", "false");
    made.add("indicators", list_of(indicators, "      "));
    return made.lines("    ");
}

}  // namespace

Indicator const* Scheme::indicator(std::string_view code) const {
    for (auto const& group : groups)
        for (auto const& one : group.indicators)
            if (one.code == code) return &one;
    return nullptr;
}

Group const* Scheme::group_of(std::string_view indicator_code) const {
    for (auto const& group : groups)
        for (auto const& one : group.indicators)
            if (one.code == indicator_code) return &group;
    return nullptr;
}

Outcome<Scheme> read_scheme(std::string_view text) {
    auto value = parsed(text);
    if (!value) return value.error();
    if (!value->is_object()) return Refusal{"assessment.scheme.no_object", "", {}, "text"};
    Reader reader;
    auto scheme = scheme_of(reader, value->get_object());
    if (reader.fault) return *reader.fault;
    if (auto good = check(scheme); !good) return good.error();
    return scheme;
}

std::string text_of(Scheme const& scheme) {
    std::vector<std::string> grades, groups;
    for (auto const& grade : scheme.grades) {
        Members made;
        grades.push_back(made.words("name", grade.name).points("from", grade.from, true).line());
    }
    for (auto const& group : scheme.groups) groups.push_back(written(group));
    Members made;
    made.words("code", scheme.code).words("name", scheme.name).words("about", scheme.about).words("basis", scheme.basis);
    made.points("total", scheme.total, true);
    if (scheme.bonus_most != 0) {
        Members bonus;
        bonus.points("most", scheme.bonus_most);
        if (scheme.bonus_over) bonus.points("over", *scheme.bonus_over, true);
        made.add("bonus", bonus.line());
    }
    made.add("grades", list_of(grades, "  ")).words("veto_grade", scheme.veto_grade).add("groups", list_of(groups, "  "));
    return made.lines("") + "\n";
}

}  // namespace mingtang::assessment
