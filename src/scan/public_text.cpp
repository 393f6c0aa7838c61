#include "scan/public_text.hpp"

#include "scan/words.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t shown_finds = 5;

}  // namespace

void PersonalFinds::add(PublicText const& where, std::string const& what) {
    if (words.empty()) field = where.field;
    if (words.size() < shown_finds) words.push_back(where.label + "：" + what);
}

PersonalFinds personal_finds(Detector const& detector, std::vector<PublicText> const& texts) {
    PersonalFinds finds;
    for (auto const& one : texts)
        for (auto const& find : detector.find(Passage{.place = one.label, .text = one.text}))
            if (find.certainty != Certainty::possible) finds.add(one, in_words(find.kind) + " " + value_in_words(find.kind, find.masked));
    return finds;
}

}  // namespace mingtang::scan
