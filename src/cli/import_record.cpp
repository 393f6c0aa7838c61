#include "cli/import_record.hpp"

#include <charconv>
#include <fstream>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "cli/general_items.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array keys{"id",       "title",          "body",     "format",         "document_number", "produced_on", "published_on",
                          "subjects", "catalogue_item", "keywords", "source_url",     "attachments",     "unit",        "kind",
                          "summary",  "source_kind",    "validity", "valid_until_on", "source_name",     "scope",       "way",
                          "ground",   "review_again_on"};

std::string scalar(json::value const& value) {
    if (value.is_string()) return std::string(value.get_string());
    if (value.is_int64() || value.is_uint64() || value.is_double()) return json::serialize(value);
    return {};
}

std::string member(json::object const& row, std::string_view key) {
    auto const* found = row.if_contains(key);
    return found ? scalar(*found) : std::string();
}

/// A list of texts; a single text is parted at 、 and commas.
std::vector<std::string> members(json::object const& row, std::string_view key) {
    std::vector<std::string> all;
    auto const* found = row.if_contains(key);
    if (found == nullptr) return all;
    if (found->is_array()) {
        for (auto const& one : found->get_array())
            if (auto name = text::one_line(scalar(one)); !name.empty()) all.push_back(name);
        return all;
    }
    auto typed = scalar(*found);
    for (auto mark : {"、", "，", "；", ";"})
        for (std::size_t at = 0; (at = typed.find(mark, at)) != std::string::npos;) typed.replace(at, std::string_view(mark).size(), ",");
    return text::split(typed, ',');
}

json::object by_our_names(ImportOrder const& order, json::object const& row) {
    json::object named;
    for (std::string_view key : keys) {
        auto source = order.sources.find(std::string(key));
        auto const* found = row.if_contains(source == order.sources.end() ? key : std::string_view(source->second));
        if (found && !found->is_null()) named[key] = *found;
    }
    return named;
}

/// 2019-03-01, 2019/3/1, 2019.3.1, 2019年3月1日, 20190301, with or without a time behind.
std::optional<Date> read_date(std::string typed) {
    typed = text::one_line(typed);
    for (auto mark : {"年", "月", "日", "/", "."})
        for (std::size_t at = 0; (at = typed.find(mark, at)) != std::string::npos;) typed.replace(at, std::string_view(mark).size(), "-");
    int parts[3]{};
    if (typed.size() == 8 && typed.find_first_not_of("0123456789") == std::string::npos) typed.insert(6, "-").insert(4, "-");
    auto const* at = typed.data();
    auto const* end = at + typed.size();
    for (int i = 0; i < 3; ++i) {
        auto [next, error] = std::from_chars(at, end, parts[i]);
        if (error != std::errc() || next == at || parts[i] < 0) return {};
        if (i < 2 && (next == end || *next != '-')) return {};
        at = next + (next != end && i < 2);
    }
    if (at != end && *at != '-' && *at != ' ' && *at != 'T') return {};
    char day[32];
    std::snprintf(day, sizeof day, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
    return Date::parse(day);
}

Outcome<Date> day(json::object const& row, std::string const& key) {
    auto typed = member(row, key);
    if (typed.empty()) return Date();
    auto date = read_date(typed);
    if (!date) return Refusal{"cli.import.bad_date", "", {{"field", key}, {"value", text::shorten(text::one_line(typed), 40)}}, key};
    return *date;
}

Outcome<std::string> html_of(json::object const& row) {
    auto body = member(row, "body");
    if (auto fit = markup::accept(body); !fit) return fit.error();
    auto format = member(row, "format");
    if (format.empty() || format == "text") return markup::from_text(body);
    if (format == "markdown") return markup::from_markdown(body);
    if (format == "html") return body;
    return Refusal{"cli.import.bad_format", "", {{"format", text::shorten(text::one_line(format), 40)}}, "format"};
}

/// A file beside or below the imported one, whatever its path says.
Outcome<fs::path> beside(fs::path const& imported, std::string const& path) {
    std::error_code error;
    auto base = fs::weakly_canonical(fs::absolute(imported).parent_path(), error);
    auto found = fs::canonical(base / path, error);
    if (error || !fs::is_regular_file(found))
        return Refusal{"cli.import.attachment_missing", "", {{"path", text::shorten(text::one_line(path), 80)}}, "attachments"};
    auto inside = found.lexically_relative(base);
    if (fs::path(path).is_absolute() || inside.empty() || *inside.begin() == "..")
        return Refusal{"cli.import.attachment_outside", "", {{"path", text::shorten(text::one_line(path), 80)}}, "attachments"};
    return found;
}

Outcome<std::vector<disclosure::IncomingFile>> files_of(ImportOrder const& order, json::object const& row) {
    std::vector<disclosure::IncomingFile> files;
    auto const* listed = row.if_contains("attachments");
    if (listed == nullptr || !listed->is_array()) return files;
    for (auto const& one : listed->get_array()) {
        auto const* entry = one.if_object();
        auto path = entry ? member(*entry, "path") : scalar(one);
        auto found = beside(order.file, path);
        if (!found) return found.error();
        auto name = entry ? member(*entry, "name") : std::string();
        files.push_back({.name = name.empty() ? found->filename().string() : name, .content_type = "", .path = *found});
    }
    return files;
}

std::string digest_of(json::object row, std::vector<disclosure::IncomingFile> const& files) {
    json::array contents;
    for (auto const& file : files) contents.push_back(json::array{json::value(file.name), json::value(sha256_of_file(file.path))});
    row["attachments"] = std::move(contents);
    return sha256(json::canonical(row));
}

std::optional<std::string> content_of(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Refusal missing(std::string const& key) { return {"cli.import.missing", "", {{"field", key}}, key}; }

/// As many as go into the field's 200 characters.
std::string keywords_in_room(std::vector<std::string> const& keywords, bool& cut) {
    std::string list;
    for (auto const& keyword : keywords) {
        auto longer = list.empty() ? keyword : list + "、" + keyword;
        cut |= text::length(longer) > 200;
        if (text::length(longer) <= 200) list = longer;
    }
    return list;
}

}  // namespace

Outcome<std::map<std::string, std::string>> read_map(std::string const& typed) {
    std::map<std::string, std::string> map;
    for (auto const& pair : text::split(typed, ',')) {
        auto equals = pair.find('=');
        auto ours = text::trim(pair.substr(0, equals));
        bool known = std::find(keys.begin(), keys.end(), ours) != keys.end();
        if (equals == std::string::npos || !known) return Refusal{"cli.import.map", "", {{"pair", pair}}};
        map[ours] = text::trim(pair.substr(equals + 1));
    }
    return map;
}

Lookups::Lookups(organ::Context& in) {
    for (auto const& subject : catalogue::store::subjects(in.tx)) subjects_[subject.name] = subjects_[subject.code] = subject.code;
}

Id Lookups::unit(organ::Context& in, std::string const& named) {
    auto known = units_.find(named);
    if (known != units_.end()) return known->second;
    auto found = organ::store::unit_by_code(in.tx, named);
    if (!found) found = organ::store::unit_by_name(in.tx, named);
    return units_[named] = found ? organ::store::successor(in.tx, *found).id : 0;
}

std::string Lookups::subject(std::string const& named) const {
    auto found = subjects_.find(named);
    return found == subjects_.end() ? "" : found->second;
}

Id Lookups::item(organ::Context& in, Id unit_id, std::string const& code, bool& replaced) {
    auto [known, fresh] = items_.try_emplace({unit_id, code});
    if (fresh) {
        auto found = code.empty() ? std::nullopt : catalogue::store::item_by_code(in.tx, unit_id, code);
        if (!found && !code.empty()) found = catalogue::store::item_by_code(in.tx, 0, code);
        known->second = {found ? found->id : general_item_of(in, unit_id).id, !found && !code.empty()};
    }
    replaced = known->second.second;
    return known->second.first;
}

Outcome<PreparedRecord> prepare(ImportOrder const& order, json::object const& sent, Date today) {
    PreparedRecord made{.row = by_our_names(order, sent)};
    auto const& row = made.row;
    auto& document = made.document;
    document.source_id = text::one_line(member(row, "id"));
    if (document.source_id.empty()) return missing("id");
    if (text::length(document.source_id) > 200) return Refusal{"cli.import.long_id", "", {{"limit", "200"}}, "id"};
    if (text::one_line(member(row, "title")).empty()) return missing("title");
    if (member(row, "body").empty() && !row.contains("attachments")) return missing("body");
    auto published_on = day(row, "published_on");
    if (!published_on) return published_on.error();
    auto produced_on = day(row, "produced_on");
    if (!produced_on) return produced_on.error();
    if (*published_on > today) return Refusal{"cli.import.published_later", "", {}, "published_on"};
    auto html = html_of(row);
    if (!html) return html.error();
    auto files = files_of(order, row);
    if (!files) return files.error();
    auto formed = *produced_on ? *produced_on : *published_on ? *published_on : today;
    document.published_on = *published_on ? *published_on : formed < today ? formed : today;
    document.source_url = text::shorten(text::one_line(member(row, "source_url")), 1000);
    document.form = {.title = member(row, "title"),
                     .document_number = member(row, "document_number"),
                     .kind = member(row, "kind"),
                     .source_kind = member(row, "source_kind"),
                     .source_name = member(row, "source_name"),
                     .produced_on = formed.text(),
                     .summary = member(row, "summary"),
                     .validity = member(row, "validity"),
                     .valid_until_on = member(row, "valid_until_on"),
                     .scope = member(row, "scope"),
                     .way = member(row, "way"),
                     .ground = member(row, "ground"),
                     .review_again_on = member(row, "review_again_on"),
                     .body = std::move(*html)};
    document.files = std::move(*files);
    document.secrecy_basis = order.basis;
    document.source_digest = digest_of(row, document.files);
    made.subjects = members(row, "subjects");
    made.keywords = members(row, "keywords");
    made.unit = text::one_line(member(row, "unit"));
    made.catalogue_item = text::one_line(member(row, "catalogue_item"));
    return made;
}

void look_at_files(PreparedRecord& record, disclosure::Lookout const& with) {
    record.files_ahead.version = with.version;
    for (auto const& file : record.document.files) {
        auto from_path = with;
        from_path.content = [&file](disclosure::Attachment const&) { return content_of(file.path); };
        disclosure::Attachment attachment{.sha256 = sha256_of_file(file.path), .name = file.name};
        record.files_ahead.found[{attachment.sha256, attachment.name}] = disclosure::look_at_file(attachment, from_path);
    }
}

ImportRecord complete(organ::Context& in, ImportOrder const& order, Lookups& lookups, PreparedRecord prepared, Notices& notices) {
    ImportRecord record{order.unit_id, std::move(prepared.document), std::move(prepared.files_ahead)};
    if (!prepared.unit.empty()) {
        auto named = lookups.unit(in, prepared.unit);
        notices.units_replaced += named == 0;
        if (named) record.unit_id = named;
    }
    auto keywords = prepared.keywords;
    for (auto const& subject : prepared.subjects) {
        auto code = lookups.subject(subject);
        notices.subjects_as_keywords += code.empty();
        if (!code.empty()) {
            record.document.form.subjects.push_back(code);
        } else if (std::find(keywords.begin(), keywords.end(), subject) == keywords.end()) {
            keywords.push_back(subject);
        }
    }
    bool cut = false, replaced = false;
    record.document.form.keywords = keywords_in_room(keywords, cut);
    record.document.form.catalogue_item_id = std::to_string(lookups.item(in, record.unit_id, prepared.catalogue_item, replaced));
    notices.keywords_cut += cut;
    notices.items_replaced += replaced;
    return record;
}

}  // namespace mingtang::cli
