#include "request/words.hpp"

#include "law/outcome_of_request.hpp"
#include "organ/words.hpp"

namespace mingtang::request {
namespace {

/// Of the first group that knows the name.
std::string of_groups(std::initializer_list<std::string_view> groups, std::string const& name) {
    for (auto group : groups)
        if (auto said = word(group, name); said != name) return said;
    return name;
}

std::string detail_in_words(std::string const& detail, std::string const& value) {
    if (detail == "state") return of_groups({"state", "letter_state", "wish_state"}, value);
    if (detail == "kind") return of_groups({"letter_kind", "wish_kind", "consultation_kind"}, value);
    if (detail == "field") return word("field", value);
    if (detail == "role") return organ::word("role", value);
    auto const* outcome = detail == "outcome" ? law::find_request_outcome(value) : nullptr;
    return outcome != nullptr ? outcome->name : value;
}

}  // namespace

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/request/words.json");
    return words.of(group, name);
}

std::string word(std::string_view group, std::string_view name, Details const& details) { return filled(word(group, name), details); }

Refusal in_words(Refusal refusal) {
    for (auto& [name, value] : refusal.details) value = detail_in_words(name, value);
    return refusal;
}

}  // namespace mingtang::request
