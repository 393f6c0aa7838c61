#include "reports/annual_report.hpp"

#include <charconv>

#include "base/json.hpp"
#include "base/text.hpp"
#include "reports/form.hpp"

namespace mingtang::reports {
namespace {

/// What cannot be read is told with its place.
class Reader {
  public:
    std::optional<Refusal> refusal;

    Cell cell(json::value const& from, std::string const& place) {
        if (from.is_null()) return {};
        if (from.is_int64()) return from.get_int64();
        if (from.is_uint64() && from.get_uint64() < INT64_MAX) return static_cast<long long>(from.get_uint64());
        if (from.is_string()) return written(text::trim(std::string(from.get_string())), place);
        return bad(json::serialize(from), place);
    }
    json::object const* part(json::object const& from, char const* key) {
        auto const* found = from.if_contains(key);
        if (found && found->is_object()) return &found->get_object();
        if (!refusal) refusal = Refusal{"reports.read.missing", "", {{"what", key}}};
        return nullptr;
    }
    Row row(json::value const& from, std::string const& place) {
        Row row;
        auto const* values = from.if_array();
        if (values == nullptr || values->size() != row.size()) return bad(text::shorten(json::serialize(from), 60), place), row;
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = cell((*values)[i], place + "." + form().columns[i].key);
        return row;
    }

  private:
    Cell written(std::string const& typed, std::string const& place) {
        if (typed.empty() || typed == "/" || typed == "—" || typed == "-") return {};
        long long number = 0;
        auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (error != std::errc() || end != typed.data() + typed.size()) return bad(typed, place);
        return number;
    }
    Cell bad(std::string const& value, std::string const& place) {
        if (!refusal)
            refusal = Refusal{"reports.read.bad_cell", "", {{"cell", place}, {"value", text::shorten(text::one_line(value), 40)}}};
        return {};
    }
};

AnnualReport::Documents documents(Reader& reader, json::object const& t2, char const* key) {
    auto const* found = t2.if_contains(key);
    auto const* values = found ? found->if_array() : nullptr;
    if (values == nullptr || values->size() != 3) return {};
    auto at = [&](std::size_t i) { return reader.cell((*values)[i], std::string("t2.") + key + "." + std::to_string(i)); };
    return {at(0), at(1), at(2)};
}

void read_applications(Reader& reader, json::object const& t3, AnnualReport& report) {
    auto const* rows = reader.part(t3, "rows");
    if (rows == nullptr) return;
    for (auto const& entry : form().rows) {
        auto const* row = rows->if_contains(entry.key);
        if (row == nullptr) continue;
        auto const* labelled = row->if_object();
        auto const* values = labelled ? labelled->if_contains("values") : row;
        report.applications[entry.key] = reader.row(values ? *values : *row, "t3." + entry.key);
    }
}

void read_said(json::object const& narrative, AnnualReport& report) {
    for (auto const& [key, value] : narrative) {
        std::vector<long long> numbers;
        if (value.is_int64()) numbers.push_back(value.get_int64());
        if (auto const* list = value.if_array())
            for (auto const& one : *list)
                if (one.is_int64()) numbers.push_back(one.get_int64());
        if (!numbers.empty()) report.said[std::string(key)] = std::move(numbers);
    }
}

}  // namespace

Cell AnnualReport::application(std::string const& row, std::size_t column) const {
    auto found = applications.find(row);
    return found == applications.end() ? Cell() : found->second[column];
}

Cell AnnualReport::dispute(std::string const& key) const {
    auto found = disputes.find(key);
    return found == disputes.end() ? Cell() : found->second;
}

Outcome<AnnualReport> read_annual_report(std::string_view text) {
    boost::system::error_code failed;
    auto parsed = boost::json::parse(text, failed);
    if (failed || !parsed.is_object()) return Refusal{"reports.read.not_json"};
    auto const& all = parsed.get_object();
    Reader reader;
    AnnualReport report{.unit = json::text(all, "unit"), .year = int(json::number(all, "year"))};
    if (report.year < 2008 || report.year > 2199) return Refusal{"reports.read.missing", "", {{"what", "year"}}};
    if (auto const* t2 = reader.part(all, "t2"))
        report.rules = documents(reader, *t2, "rules"), report.normative = documents(reader, *t2, "norm");
    if (auto const* t3 = reader.part(all, "t3")) read_applications(reader, *t3, report);
    if (auto const* single = all.if_contains("t3_row6_single")) report.other_handling = reader.row(*single, "t3_row6_single");
    if (auto const* t4 = reader.part(all, "t4"))
        for (auto const& [key, value] : *t4) report.disputes[std::string(key)] = reader.cell(value, "t4." + std::string(key));
    if (auto const* narrative = all.if_contains("narrative"); narrative && narrative->is_object())
        read_said(narrative->get_object(), report);
    if (auto const* sections = all.if_contains("sections"); sections && sections->is_object()) {
        report.sections.emplace();
        for (auto const& [number, words] : sections->get_object())
            if (words.is_string()) (*report.sections)[std::string(number)] = std::string(words.get_string());
    }
    if (reader.refusal) return *reader.refusal;
    return report;
}

}  // namespace mingtang::reports
