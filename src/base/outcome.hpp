#pragma once
#include <boost/system/result.hpp>
#include <string>
#include <utility>
#include <vector>

namespace mingtang {

/// Why the system said no. `code` is stable and public (`module.verb.reason`); `article` names the law (`ogi-2019:33.2`) or is empty;
/// `details` fill the `{name}` places of the sentence that people read (src/<module>/refusals.json). `field` names the form field at fault.
struct Refusal {
    std::string code;
    std::string article;
    std::vector<std::pair<std::string, std::string>> details;
    std::string field;
    Refusal() = default;
    // Written Refusal{"code", "article", {{"name", value}}, "field"}. No constructor takes a lone std::string: an Outcome<std::string>
    // could not tell a value from a refusal.
    Refusal(char const* code) : code(code) {}
    Refusal(std::string code, std::string article, std::vector<std::pair<std::string, std::string>> details = {}, std::string field = {})
        : code(std::move(code)), article(std::move(article)), details(std::move(details)), field(std::move(field)) {}
    bool operator==(Refusal const&) const = default;
};

/// A refusal crossing a place that must not see one is a bug.
[[noreturn]] void throw_refusal(Refusal const& refusal);
[[noreturn]] inline void throw_exception_from_error(Refusal const& refusal, boost::source_location const&) { throw_refusal(refusal); }

template <class T>
using Outcome = boost::system::result<T, Refusal>;
using Done = Outcome<void>;

/// The HTTP status that a refusal code stands for: `*.not_found` 404, `*.forbidden` 403, `*.conflict` 409, anything else 422.
int status_of(Refusal const& refusal);

}  // namespace mingtang
