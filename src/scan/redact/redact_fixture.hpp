#pragma once
// What the tests of redaction share: a file looked through and redacted, and what is in it then.
#include "scan/detector.hpp"
#include "scan/read/fixture.hpp"
#include "scan/redact/bundle.hpp"
#include "scan/redact/redact.hpp"

namespace mingtang::scan {

inline constexpr char id[] = "11010519491231002X";  // made, its check digit holds

inline Limits alone() {
    Limits limits;
    limits.others = false;
    return limits;
}

inline Settings const& settings() {
    static Settings const packed = Settings::packed();
    return packed;
}

/// All that a look through the file finds, but what cannot be read.
inline std::vector<Finding> found_in(std::string const& bytes, std::string_view name) {
    static Detector const detector(settings());
    auto reading = read(bytes, name, alone());
    auto all = detector.find(reading);
    for (auto const& finding : reading.findings)
        if (finding.kind == Kind::hidden_content) all.push_back(finding);
    return all;
}

inline Outcome<Redacted> redacted(std::string const& bytes, std::string_view name) {
    return redact_in_child(bytes, name, found_in(bytes, name), settings(), alone());
}

/// The same without the hidden things.
inline std::vector<Finding> values_in(std::string const& bytes, std::string_view name) {
    auto all = found_in(bytes, name);
    std::erase_if(all, [](auto const& finding) { return finding.kind == Kind::hidden_content; });
    return all;
}

inline std::string code(Outcome<Redacted> const& outcome) {
    if (outcome) return "done";
    auto refusal = outcome.error();
    return refusal.code + (refusal.details.empty() ? "" : " " + refusal.details[0].second);
}

inline std::string part(std::string const& bytes, std::string_view name) {
    Spent spent;
    Limits const limits;
    Bundle bundle(bytes, spent, limits);
    auto entry = bundle.find(name);
    return entry ? bundle.content(*entry).value() : "no " + std::string(name);
}

inline std::vector<std::string> names(std::string const& bytes) {
    Spent spent;
    Limits const limits;
    Bundle bundle(bytes, spent, limits);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < bundle.size(); ++i) all.push_back(bundle.name(i));
    return all;
}

}  // namespace mingtang::scan
