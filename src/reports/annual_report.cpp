#include "reports/annual_report.hpp"

#include <charconv>
#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"
#include "reports/form.hpp"
#include "reports/wan.hpp"

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
    /// An amount in 万元, as 分.
    Cell amount(json::value const& from, std::string const& place) {
        if (from.is_null()) return {};
        std::string typed;
        if (from.is_string()) typed = std::string(from.get_string());
        if (from.is_int64() || from.is_uint64()) typed = json::serialize(from);
        if (from.is_double() && from.get_double() >= 0 && from.get_double() < 1e11) return std::llround(from.get_double() * 1e6);
        typed = text::trim(typed);
        if (from.is_string() && is_blank(typed)) return {};
        auto fen = fen_of_wan(typed);
        return fen ? Cell(*fen) : bad(json::serialize(from), place);
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
    static bool is_blank(std::string const& typed) { return typed.empty() || typed == "/" || typed == "—" || typed == "-"; }
    Cell written(std::string const& typed, std::string const& place) {
        if (is_blank(typed)) return {};
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

void read_decisions(Reader& reader, json::object const& t2, AnnualReport& report) {
    for (auto const& [key, cell] : {std::pair("licence", &report.licence), {"penalty", &report.penalty}, {"coercion", &report.coercion}}) {
        auto const* found = t2.if_contains(key);
        if (found == nullptr) continue;
        *cell = reader.cell(*found, std::string("t2.") + key);
        report.has_decisions = true;
    }
    if (auto const* fee = t2.if_contains("fee_wan")) report.fee_fen = reader.amount(*fee, "t2.fee_wan"), report.has_decisions = true;
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

json::value of(Cell const& cell) { return cell ? json::value(*cell) : json::value(nullptr); }

}  // namespace

Cell AnnualReport::application(std::string const& row, std::size_t column) const {
    auto found = applications.find(row);
    return found == applications.end() ? Cell() : found->second[column];
}

Cell AnnualReport::dispute(std::string const& key) const {
    auto found = disputes.find(key);
    return found == disputes.end() ? Cell() : found->second;
}

Cell AnnualReport::at(std::string const& name) const {
    auto parts = text::split(name, '.');
    if (parts.size() == 3 && parts[0] == "t3") {
        for (std::size_t column = 0; column < form().columns.size(); ++column)
            if (form().columns[column].key == parts[2]) return application(parts[1], column);
        return {};
    }
    if (parts.size() == 2 && parts[0] == "t4") return dispute(parts[1]);
    if (parts.size() == 2 && parts[0] == "narrative") {
        auto stated = said.find(parts[1]);
        return stated == said.end() || stated->second.empty() ? Cell() : Cell(stated->second[0]);
    }
    auto const* cell = const_cast<AnnualReport*>(this)->documents_at(name);
    return cell ? *cell : Cell();
}

Cell* AnnualReport::documents_at(std::string const& name) {
    std::pair<char const*, Cell*> const cells[] = {{"t2.rules.made", &rules.made},
                                                   {"t2.rules.repealed", &rules.repealed},
                                                   {"t2.rules.in_force", &rules.in_force},
                                                   {"t2.norm.made", &normative.made},
                                                   {"t2.norm.repealed", &normative.repealed},
                                                   {"t2.norm.in_force", &normative.in_force},
                                                   {"t2.licence", &licence},
                                                   {"t2.penalty", &penalty},
                                                   {"t2.coercion", &coercion},
                                                   {"t2.fee_wan", &fee_fen}};
    for (auto const& [key, cell] : cells)
        if (name == key) return cell;
    return nullptr;
}

std::vector<std::string> const& first_table_cells() {
    static std::vector<std::string> const names = [] {
        std::vector<std::string> all;
        for (auto const& block : form().blocks)
            for (auto const& row : block.rows) {
                if (block.columns.size() == 1) all.push_back("t2." + row.key);
                if (block.columns.size() > 1)
                    for (auto const& column : form().made) all.push_back("t2." + row.key + "." + column.key);
            }
        return all;
    }();
    return names;
}

std::string words_of_cell(std::string const& name) {
    auto parts = text::split(name, '.');
    auto said = [](std::string table, std::string const& row, std::string const& column) {
        return table + "“" + row + "”" + (column.empty() ? "" : "·" + column);
    };
    if (parts.size() == 3 && parts[0] == "t3")
        return said(form().head("t3"), label_of(form().rows, parts[1]), label_of(form().columns, parts[2]));
    if (parts.size() == 2 && parts[0] == "t4") {
        auto mark = parts[1].rfind('_');
        return said(form().head("t4"), label_of(form().disputes, parts[1].substr(0, mark)),
                    label_of(form().results, parts[1].substr(mark + 1)));
    }
    if (parts.size() >= 2 && parts[0] == "t2")
        for (auto const& block : form().blocks)
            for (auto const& row : block.rows)
                if (row.key == parts[1])
                    return said(form().head("t2"), row.label, parts.size() == 3 ? label_of(form().made, parts[2]) : "");
    if (parts.size() == 2 && parts[0] == "narrative") return form().head(parts[1]);
    if (parts.size() == 2 && parts[0] == "sections") return label_of(form().sections, parts[1]);
    return name;
}

void add(AnnualReport& to, AnnualReport const& other) {
    auto sum = [](Cell& cell, Cell const& more) {
        if (more) cell = cell.value_or(0) + *more;
    };
    for (auto const& name : first_table_cells()) sum(*to.documents_at(name), other.at(name));
    to.has_decisions = true;
    auto row_into = [&](Row& row, Row const& more) {
        for (std::size_t i = 0; i < row.size(); ++i) sum(row[i], more[i]);
    };
    for (auto const& row : form().rows)
        if (auto found = other.applications.find(row.key); found != other.applications.end())
            row_into(to.applications[row.key], found->second);
    // The older form does not part these; the sum of a government has three rows, so they go into the last one.
    if (other.other_handling) row_into(to.applications["r6_3_other"], *other.other_handling);
    for (auto const& [key, cell] : other.disputes) sum(to.disputes[key], cell);
    if (auto fees = other.said.find("fee_yuan"); fees != other.said.end() && !fees->second.empty()) {
        auto& own = to.said["fee_yuan"];
        if (own.empty()) own.push_back(0);
        own[0] += fees->second[0];
    }
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
        report.rules = documents(reader, *t2, "rules"), report.normative = documents(reader, *t2, "norm"),
        read_decisions(reader, *t2, report);
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

json::object tables(AnnualReport const& report) {
    json::array keys, labels;
    for (auto const& column : form().columns) keys.push_back(json::string(column.key)), labels.push_back(json::string(column.label));
    json::object rows;
    for (auto const& entry : form().rows) {
        json::array values;
        for (std::size_t column = 0; column < form().columns.size(); ++column) values.push_back(of(report.application(entry.key, column)));
        rows[entry.key] = json::object{{"label", entry.label}, {"values", values}};
    }
    auto documents = [](AnnualReport::Documents const& d) { return json::array{of(d.made), of(d.repealed), of(d.in_force)}; };
    json::object t2{
        {"rules", documents(report.rules)}, {"norm", documents(report.normative)},
        {"licence", of(report.licence)},    {"penalty", of(report.penalty)},
        {"coercion", of(report.coercion)},  {"fee_wan", report.fee_fen ? json::value(wan_text(*report.fee_fen)) : json::value(nullptr)}};
    json::object t4;
    for (auto const& dispute : form().disputes)
        for (auto const& result : form().results) t4[dispute.key + "_" + result.key] = of(report.dispute(dispute.key + "_" + result.key));
    json::object all{{"unit", report.unit},
                     {"year", report.year},
                     {"format", report.is_older_form() ? "old_row6_single" : "2021"},
                     {"t2", t2},
                     {"t3", json::object{{"columns", labels}, {"column_keys", keys}, {"rows", rows}}},
                     {"t4", t4}};
    if (report.other_handling) {
        json::array values;
        for (auto const& cell : *report.other_handling) values.push_back(of(cell));
        all["t3_row6_single"] = std::move(values);
    }
    if (!report.said.empty()) {
        json::object narrative;
        for (auto const& [key, numbers] : report.said) {
            json::array list;
            for (auto number : numbers) list.push_back(number);
            narrative[key] = list.size() == 1 ? list[0] : json::value(list);
        }
        all["narrative"] = std::move(narrative);
    }
    if (report.sections) {
        json::object sections;
        for (auto const& [number, words] : *report.sections) sections[number] = words;
        all["sections"] = std::move(sections);
    }
    return all;
}

std::string to_json(AnnualReport const& report) {
    auto text = json::serialize(tables(report));
    // As a number with its own decimals: the JSON library would print 96171.6 as 9.61716E4. The key cannot stand within a text: there its
    // quotes would be escaped.
    constexpr std::string_view key = R"("fee_wan":")";
    auto at = text.find(key);
    if (at == std::string::npos) return text;
    auto from = at + key.size(), end = text.find('"', from);
    return text.substr(0, from - 1) + text.substr(from, end - from) + text.substr(end + 1);
}

}  // namespace mingtang::reports
