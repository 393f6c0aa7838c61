#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "markup/markup.hpp"
#include "organ/settings.hpp"
#include "supervision/links/address.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/rules.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::looks {
namespace {

/// The share of common pieces from which a new text counts as the old one; a place's own assessment uses other numbers [M].
constexpr double same_text = 0.9;
constexpr std::size_t shortest_text = 200, texts_at_once = 200;
/// A file may be large: whoever wants the patrol to end waits for so many at most.
constexpr int files_at_once = 8;

/// The sentence of what is wrong with a file; empty where nothing is.
std::string fault_of(Context& in, store::PublicFile const& file, std::map<std::string, std::string> const& troubles) {
    auto path = in.blobs.file(file.sha256);
    if (!path) return word("late", "attachment_missing");
    if (sha256_of_file(*path) != file.sha256) return word("late", "attachment_changed");
    auto trouble = troubles.find(file.sha256);
    return trouble == troubles.end() ? "" : word("late", "attachment_" + trouble->second);
}

/// `href`s of the text that lead into this site, also by its whole address, without what follows `#` or `?`.
std::vector<std::string> inner_links(std::string const& html, std::string const& own_host) {
    std::vector<std::string> links;
    for (std::size_t at = 0; (at = html.find("href=\"/", at)) != std::string::npos;) {
        auto from = at + 6, to = html.find('"', from);
        if (to == std::string::npos) break;
        auto link = html.substr(from, to - from);
        if (!link.starts_with("//")) links.push_back(link.substr(0, link.find_first_of("#?")));
        at = to;
    }
    for (auto const& address : links::outside_links(html))
        if (!own_host.empty() && address.host == own_host) links.push_back(address.path.substr(0, address.path.find('?')));
    return links;
}

void look_at_links(Context& in, Findings& all, store::PublicText const& one, std::string const& own_host) {
    std::set<std::string> dead;
    for (auto const& link : inner_links(one.html, own_host))
        if (auto answers = store::answers(in.tx, link); answers && !*answers) dead.insert(link);
    if (dead.empty()) return;
    all.push_back({.kind = FindingKind::link_dead,
                   .unit_id = one.unit_id,
                   .subject = "disclosure:" + std::to_string(one.disclosure_id),
                   .title = one.title,
                   .detail = text::shorten(text::join({dead.begin(), dead.end()}, " "), 300)});
}

}  // namespace

bool Files::next(Context& in, Findings& all) {
    if (!troubles_) troubles_ = store::opening_troubles(in.tx);
    auto files = store::public_files(in.tx, after_, files_at_once);
    for (auto const& file : files) {
        auto fault = fault_of(in, file, *troubles_);
        if (fault.empty()) continue;
        all.push_back({.kind = FindingKind::attachment_broken,
                       .unit_id = file.unit_id,
                       .subject = "disclosure:" + std::to_string(file.disclosure_id) + "#" + std::to_string(file.attachment_id),
                       .title = file.title,
                       .detail = filled(fault, {{"name", file.name}})});
    }
    if (!files.empty()) after_ = files.back().attachment_id;
    return !files.empty();
}

bool Texts::next(Context& in, Findings& all) {
    if (!ids_) {
        ids_ = store::public_by_entry(in.tx);
        own_host_ = organ::site_settings(in.tx).site_domain;
    }
    auto from = ids_->begin() + std::ptrdiff_t(at_);
    std::vector<Id> page(from, from + std::ptrdiff_t(std::min(texts_at_once, ids_->size() - at_)));
    for (auto const& one : store::public_texts(in.tx, page)) {
        look_at_links(in, all, one, own_host_);
        look_at_sameness(all, one);
    }
    at_ += page.size();
    return at_ < ids_->size();
}

/// Only the text before is kept: they come by entry, unit and kind.
void Texts::look_at_sameness(Findings& all, store::PublicText const& one) {
    if (one.catalogue_item_id == 0) return;
    auto plain = markup::to_text(one.html);
    if (plain.size() < shortest_text) return;
    auto& last = before_;
    bool is_next = last.unit_id == one.unit_id && last.catalogue_item_id == one.catalogue_item_id && last.kind == one.kind;
    double alike = is_next ? likeness(last.plain, plain) : 0;
    if (alike >= same_text)
        all.push_back(
            {.kind = FindingKind::same_as_before,
             .unit_id = one.unit_id,
             .subject = "disclosure:" + std::to_string(one.disclosure_id),
             .title = one.title,
             .detail = filled(word("late", "same_as_before"), {{"percent", std::to_string(int(alike * 100))}, {"before", last.title}})});
    last = {one.unit_id, one.catalogue_item_id, one.kind, one.title, std::move(plain)};
}

}  // namespace mingtang::supervision::looks
