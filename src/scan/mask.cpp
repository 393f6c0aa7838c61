#include "scan/mask.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mingtang::scan {
namespace {

struct Place {
    Level level;
    std::size_t end;
};

bool counts(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

std::u32string characters(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) out += text::next(utf8, at);
    return out;
}

constexpr std::size_t least_hidden = 3;  // a form that hides fewer characters of a short value hides nothing

std::string stars(std::string_view value, MaskForm form, std::size_t least) {
    auto all = characters(value);
    auto total = std::size_t(std::count_if(all.begin(), all.end(), counts));
    if (form.front + form.back + least > total) form = {};
    std::string out;
    std::size_t seen = 0;
    for (auto c : all) {
        if (!counts(c)) {
            text::append(out, c);
            continue;
        }
        bool open = seen < form.front || seen >= total - form.back;
        text::append(out, open ? c : U'*');
        ++seen;
    }
    return out;
}

/// What stands before the @ is the person; the domain stays.
std::string masked_mail(std::string_view value, MaskForm form) {
    auto at = value.find('@');
    if (at == value.npos) return stars(value, form, least_hidden);
    return std::string(value.substr(0, std::min(form.front, at > form.front ? form.front : 0))) + "***" + std::string(value.substr(at));
}

/// The end of the last name of a place in `value` whose level is `from` to `to`; 0 where none is named. A word for a kind of place right
/// behind another one names nothing (`县城`, `市区`).
std::size_t end_of(Level from, Level to, std::string_view value, Settings const& settings) {
    auto each = [&](auto const& see) {
        for (auto level = std::size_t(from); level <= std::size_t(to); ++level)
            for (auto const& suffix : settings.places[level]) see(suffix);
    };
    std::size_t end = 0;
    each([&](std::string const& suffix) {
        for (auto at = value.find(suffix, 3); at != value.npos; at = value.find(suffix, at + suffix.size())) {
            bool named = true;
            each([&](std::string const& other) { named = named && !value.substr(0, at).ends_with(other); });
            if (named) end = std::max(end, at + suffix.size());
        }
    });
    return end;
}

/// Names of small places hold the words of larger ones (`镇` in 镇江路, `区` in 小区): the search ends before the first number.
std::string masked_address(std::string_view value, Settings const& settings) {
    auto number = value.find_first_of("0123456789");
    auto names = value.substr(0, number);
    for (auto const& word : {"小区", "社区"}) names = names.substr(0, names.find(word));
    auto cut = end_of(Level::township, Level::township, names, settings);
    if (cut == 0) cut = end_of(Level::region, Level::county, names, settings);
    return cut == 0 ? "***" : std::string(value.substr(0, cut)) + settings.address_tail;
}

}  // namespace

std::string mask(Kind kind, std::string_view value, Settings const& settings) {
    auto form = settings.masks[std::size_t(kind)];
    if (kind == Kind::address) return masked_address(value, settings);
    if (kind == Kind::email) return masked_mail(value, form);
    if (kind == Kind::secrecy_mark) return std::string(value);
    return stars(value, form, kind == Kind::person_in_sensitive_list ? 1 : least_hidden);
}

std::string masked(std::string_view text, std::vector<Finding> const& findings) {
    std::vector<Finding const*> in_order;
    for (auto const& finding : findings)
        if (finding.end > finding.start && finding.kind != Kind::secrecy_mark) in_order.push_back(&finding);
    std::stable_sort(in_order.begin(), in_order.end(), [](auto const* a, auto const* b) { return a->start < b->start; });
    std::string out;
    std::size_t at = 0, character = 0;
    auto copy_to = [&](std::size_t end, bool keep) {
        for (; character < end && at < text.size(); ++character) {
            auto from = at;
            text::next(text, at);
            if (keep) out += text.substr(from, at - from);
        }
    };
    for (auto const* finding : in_order) {
        if (finding->start < character) continue;
        copy_to(finding->start, true);
        if (at < text.size()) out += finding->masked;
        copy_to(finding->end, false);
    }
    out += text.substr(at);
    return out;
}

}  // namespace mingtang::scan
