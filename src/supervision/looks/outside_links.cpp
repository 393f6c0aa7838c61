#include "base/text.hpp"
#include "supervision/links/store.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::looks {
namespace {

std::string in_words(links::store::DeadLink const& link) {
    auto trouble = filled(word("link_trouble", link.trouble), {{"status", std::to_string(link.status)}});
    return filled(word("late", "outside_link"), {{"url", link.url}, {"trouble", trouble}, {"since", link.failing_since.text()}});
}

}  // namespace

/// One finding for one text, however many of its links are dead.
void outside_links(Context& in, Findings& all) {
    auto dead = links::store::dead_links(in.tx);
    for (auto from = dead.begin(); from != dead.end();) {
        auto const& place = from->place;
        std::vector<std::string> told;
        for (; from != dead.end() && from->place.disclosure_id == place.disclosure_id; ++from) told.push_back(in_words(*from));
        all.push_back({.kind = FindingKind::outside_link_dead,
                       .unit_id = place.unit_id,
                       .subject = "disclosure:" + std::to_string(place.disclosure_id),
                       .title = place.title,
                       .detail = text::shorten(text::join(told, "；"), 500)});
    }
}

}  // namespace mingtang::supervision::looks
