#include "assessment/actions.hpp"
#include "assessment/actions/shared.hpp"
#include "assessment/store.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"

namespace mingtang::assessment {
namespace {

Known packed(Scheme const& scheme) {
    return {.edition = {.code = scheme.code, .name = scheme.name, .content = text_of(scheme)}, .scheme = scheme};
}

Known kept(Edition edition) {
    auto scheme = read_scheme(edition.content).value();
    return {std::move(edition), std::move(scheme)};
}

Scheme const* packed_scheme(std::string const& code) {
    for (auto const& scheme : packed_schemes())
        if (scheme.code == code) return &scheme;
    return nullptr;
}

Edition kept_as(Context& in, Scheme const& scheme, int number, std::string note) {
    Edition edition{.code = scheme.code,
                    .number = number,
                    .name = scheme.name,
                    .content = text_of(scheme),
                    .note = std::move(note),
                    .saved_by_id = in.actor.person_id,
                    .saved_by = in.actor.name,
                    .saved_at = in.now};
    store::add(in.tx, edition);
    return edition;
}

}  // namespace

std::vector<Scheme> const& packed_schemes() {
    static auto const all = [] {
        std::vector<Scheme> read;
        for (auto const& path : resources("law/assessment/", ".json")) {
            auto scheme = read_scheme(resource(path).value());
            if (!scheme) throw std::logic_error(path + ": " + scheme.error().code + " " + scheme.error().details.back().second);
            read.push_back(*scheme);
        }
        return read;
    }();
    return all;
}

std::vector<Known> known_schemes(Context& in) {
    std::vector<Known> all;
    for (auto& edition : store::newest_of_all(in.tx)) all.push_back(kept(std::move(edition)));
    for (auto const& scheme : packed_schemes())
        if (std::none_of(all.begin(), all.end(), [&](auto const& one) { return one.scheme.code == scheme.code; }))
            all.push_back(packed(scheme));
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.scheme.code < b.scheme.code; });
    return all;
}

Outcome<Known> known_scheme(Context& in, std::string const& code) {
    if (auto edition = store::newest(in.tx, code)) return kept(*edition);
    if (auto const* scheme = packed_scheme(code)) return packed(*scheme);
    return Refusal{"assessment.find.no_scheme"};
}

Outcome<Known> known_edition(Context& in, std::string const& code, int number) {
    if (auto edition = store::edition_of(in.tx, code, number)) return kept(*edition);
    return Refusal{"assessment.find.no_scheme"};
}

Done may_change_schemes(organ::Actor const& actor) {
    if (!actor.system && !actor.has(Role::office, 0))
        return Refusal{"assessment.save_scheme.forbidden", "ogi-2019:46", {{"role", "office"}}};
    return {};
}

Outcome<Edition> save_scheme(Context& in, std::string const& text, std::string const& note, int seen) {
    if (auto may = may_change_schemes(in.actor); !may) return may.error();
    auto scheme = read_scheme(text);
    if (!scheme) return scheme.error();
    auto newest = store::newest(in.tx, scheme->code);
    auto const* shipped = packed_scheme(scheme->code);
    if ((newest ? newest->number : 0) != seen)
        return Refusal{"assessment.save_scheme.conflict", "", {{"number", std::to_string(newest ? newest->number : 0)}}};
    if (newest ? newest->content == text_of(*scheme) : shipped != nullptr && *shipped == *scheme)
        return Refusal{"assessment.save_scheme.unchanged", "", {}, "text"};
    if (text::trim(note).empty() || text::length(note) > 500) return Refusal{"assessment.save_scheme.note", "", {}, "note"};
    int number = newest ? newest->number + 1 : 1;
    if (!newest && shipped != nullptr) kept_as(in, *shipped, number++, "");
    auto edition = kept_as(in, *scheme, number, text::one_line(note));
    in.write("assessment.scheme_saved", "assessment_scheme:" + edition.code, 0,
             {{"code", edition.code}, {"number", edition.number}, {"note", text::shorten(edition.note, 200)}});
    return edition;
}

}  // namespace mingtang::assessment
