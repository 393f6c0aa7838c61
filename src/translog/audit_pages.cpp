#include <regex>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "translog/audit_log.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

using Details = std::vector<std::pair<std::string, std::string>>;

std::string page_of(Id document) { return "/disclosure/" + std::to_string(document); }

/// The path and query of an address of the site itself.
std::string local_part(std::string const& url) {
    auto scheme = url.find("://");
    if (scheme == url.npos) return url;
    auto slash = url.find('/', scheme + 3);
    return slash == url.npos ? "/" : url.substr(slash);
}

std::optional<json::object> object_in(Source::Answer const& answer) {
    boost::system::error_code broken;
    auto value = boost::json::parse(answer.body, broken);
    if (answer.status != 200 || broken || !value.is_object()) return {};
    return std::move(value.get_object());
}

class PageAudit {
  public:
    PageAudit(Source& site, Report& report, std::function<void(std::string_view, long long)> const& progress)
        : site_(site), report_(report), progress_(progress) {}

    void run(std::vector<Audited> const& entries) {
        compare(entries);
        find_unlogged();
    }

    void compare(std::vector<Audited> const& entries) {
        for (auto const& one : entries) {
            newest_[one.entry.document] = &one;
            editions_[one.entry.document][one.entry.edition] = &one;
        }
        for (auto const& [id, one] : newest_) {
            one->entry.is_live() ? compare_live(*one) : compare_withdrawn(*one);
            progress_("documents", ++report_.documents);
        }
    }

  private:
    void differs(std::string code, Audited const& one, Details more = {}) {
        Details details{
            {"index_number", one.entry.index_number}, {"number", std::to_string(one.number)}, {"page", page_of(one.entry.document)}};
        details.insert(details.end(), more.begin(), more.end());
        report_.findings.push_back({std::move(code), std::move(details)});
    }

    void compare_live(Audited const& one) {
        auto const& entry = one.entry;
        auto served = object_in(site_.get("/api/v1/disclosures/" + std::to_string(entry.document)));
        if (!served) return differs("gone", one);
        auto title = json::text(*served, "title");
        if (json::number(*served, "edition") != entry.edition)
            differs("edition", one, {{"edition", std::to_string(json::number(*served, "edition"))}});
        if (json::text(*served, "index_number") != entry.index_number) differs("index_number", one);
        if (json::text(*served, "published_on") != entry.published_on.text()) differs("published_on", one);
        if (sha256(title) != entry.title_sha256) differs("title", one);
        if (sha256(json::text(*served, "html")) != entry.html_sha256) differs("text", one);
        compare_files(one, *served);
        compare_page(one, page_of(entry.document), visible_characters(text::escape_html(title)));
        for (auto const& [number, old] : editions_[entry.document])
            if (number < entry.edition) compare_page(*old, page_of(entry.document) + "/editions/" + std::to_string(number), {});
    }

    void compare_files(Audited const& one, json::object const& served) {
        std::vector<std::string> listed;
        auto const* attachments = served.if_contains("attachments");
        if (attachments && attachments->is_array())
            for (auto const& row : attachments->get_array()) {
                auto const* file = row.if_object();
                if (!file) continue;
                listed.push_back(json::text(*file, "sha256"));
                auto answer = site_.get(local_part(json::text(*file, "url")));
                ++report_.files;
                if (answer.status != 200 || sha256(answer.body) != listed.back())
                    differs("file", one, {{"file", json::text(*file, "name")}});
            }
        if (listed != one.entry.attachments) differs("attachments", one);
    }

    void compare_page(Audited const& one, std::string const& address, std::optional<std::string> const& title) {
        auto answer = site_.get(address);
        if (answer.status != 200) return differs("page_missing", one, {{"address", address}});
        auto body = characters_of_class(answer.body, "doc-body");
        if (!body || sha256(*body) != one.entry.text_sha256) differs("page", one, {{"address", address}});
        if (title && characters_of_class(answer.body, "doc-title") != title) differs("page_title", one, {{"address", address}});
    }

    void compare_withdrawn(Audited const& one) {
        for (auto const& address : {"/api/v1/disclosures/" + std::to_string(one.entry.document), page_of(one.entry.document)})
            if (site_.get(address).status == 200) return differs("still_shown", one);
    }

    /// The other direction: everything that the site lists stands in the log, and the other way round.
    void find_unlogged() {
        auto listed = in_lists(), mapped = in_sitemaps();
        auto all = listed;
        all.insert(mapped.begin(), mapped.end());
        for (auto id : all)
            if (auto found = newest_.find(id); found == newest_.end() || !found->second->entry.is_live())
                report_.findings.push_back({"not_logged", {{"page", page_of(id)}}});
        for (auto const& [id, one] : newest_) {
            if (!one->entry.is_live()) continue;
            if (!listed.contains(id)) differs("not_listed", *one);
            if (!mapped.contains(id)) differs("not_in_sitemap", *one);
        }
    }

    std::set<Id> in_lists() {
        std::set<Id> ids;
        for (std::string cursor;;) {
            auto page =
                object_in(site_.get("/api/v1/disclosures?limit=100" + (cursor.empty() ? "" : "&cursor=" + text::percent_encode(cursor))));
            auto const* rows = page ? page->if_contains("disclosures") : nullptr;
            if (!rows || !rows->is_array()) break;
            auto before = ids.size();
            for (auto const& row : rows->get_array())
                if (auto const* one = row.if_object()) ids.insert(json::number(*one, "id"));
            cursor = json::text(*page, "cursor");
            if (cursor.empty() || ids.size() == before) break;
        }
        return ids;
    }

    std::set<Id> in_sitemaps() {
        static std::regex const place("<loc>([^<]*)</loc>"), document("/disclosure/([0-9]{1,18})");
        std::set<Id> ids;
        auto index = site_.get("/sitemap.xml").body;
        for (std::sregex_iterator file(index.begin(), index.end(), place), end; file != end; ++file) {
            auto map = site_.get(local_part((*file)[1])).body;
            for (std::sregex_iterator at(map.begin(), map.end(), place); at != end; ++at) {
                std::string path = local_part((*at)[1]);
                if (std::smatch match; std::regex_match(path, match, document)) ids.insert(from_decimal(match[1].str()).value_or(0));
            }
        }
        return ids;
    }

    Source& site_;
    Report& report_;
    std::function<void(std::string_view, long long)> const& progress_;
    std::map<Id, Audited const*> newest_;
    std::map<Id, std::map<int, Audited const*>> editions_;
};

}  // namespace

void compare_pages(Source& site, std::vector<Audited> const& entries, Report& report,
                   std::function<void(std::string_view, long long)> const& progress) {
    PageAudit(site, report, progress).run(entries);
}

std::vector<Finding> compare_document(Source& site, std::vector<Audited> const& entries) {
    Report report;
    std::function<void(std::string_view, long long)> const quietly = [](std::string_view, long long) {};
    PageAudit(site, report, quietly).compare(entries);
    return std::move(report.findings);
}

}  // namespace mingtang::translog
