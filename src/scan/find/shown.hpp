#pragma once
// What the tests of the detectors compare: findings as lines of text.

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "scan/detector.hpp"

namespace mingtang::scan {

inline Detector const& packed_detector() {
    static Detector const detector([] {
        auto settings = Settings::packed();
        settings.published = {"0713-7221000", "青石镇政府路1号", "bgs@qingshi.example"};
        settings.today = Date(2026, 11, 24);
        return settings;
    }());
    return detector;
}

/// Characters `start` to `end` of `text`.
inline std::string part(std::string_view text, std::size_t start, std::size_t end) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        auto from = at;
        text::next(text, at);
        if (count >= start && count < end) out += text.substr(from, at - from);
    }
    return out;
}

/// `kind certainty value; …` in the order of the text.
inline std::string shown(std::string_view text, std::vector<Finding> const& findings) {
    std::string out;
    for (auto const& one : findings)
        out += (out.empty() ? "" : "; ") + std::string(to_text(one.kind)) + " " + std::string(to_text(one.certainty)) + " " +
               part(text, one.start, one.end);
    return out;
}

inline std::string found_in(std::string const& text) { return shown(text, packed_detector().find(Passage{"line 1", text, ""})); }

}  // namespace mingtang::scan
