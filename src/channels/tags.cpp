#include "channels/tags.hpp"

#include "base/text.hpp"

namespace mingtang::channels {
namespace {

bool changes_the_public(std::string_view name) {
    for (std::string_view one : {"published", "revised", "withdrawn", "archived", "imported"})
        if (name == one) return true;
    return false;
}

std::vector<std::string> of_disclosure(journal::Event const& event) {
    auto data = event.object();
    std::vector<std::string> tags{"disclosure:" + std::to_string(event.subject_id()), "list:all",
                                  "list:unit:" + std::to_string(event.unit_id)};
    if (auto item = json::number(data, "catalogue_item_id")) tags.push_back("list:item:" + std::to_string(item));
    for (auto const& subject : text::split(json::text(data, "subjects"), ',')) tags.push_back("list:subject:" + subject);
    if (auto kind = json::text(data, "kind"); !kind.empty()) tags.push_back("list:kind:" + kind);
    return tags;
}

}  // namespace

std::vector<std::string> tags_of(journal::Event const& event) {
    std::string_view name = event.name;
    if (name.starts_with("disclosure.")) {
        if (!changes_the_public(name.substr(11))) return {};
        return of_disclosure(event);
    }
    if (name == "organ.calendar_imported") return {"day", "catalogue"};  // days due and what is left until them
    if (name.starts_with("organ.setting") || name == "translog.begun") return {"site"};
    if (name.starts_with("organ.unit"))
        return {"units", "unit:" + std::to_string(event.unit_id), "unit:" + std::to_string(event.subject_id())};
    if (name == "catalogue.commented") return {};  // nothing of it is shown before the office has read it
    if (name.starts_with("catalogue.")) return {"catalogue"};
    if (name.starts_with("supervision.")) return {"supervision"};
    // Published letters, and the figures of the box, which every new letter and reply changes; nobody waits for those to the second.
    if (name == "participation.published" || name == "participation.withheld") return {"letters"};
    if (name == "participation.replied" || name == "participation.rated") return {"letters"};
    return {};
}

}  // namespace mingtang::channels
