#include "reports/checks.hpp"

#include "base/text.hpp"
#include "reports/form.hpp"
#include "reports/said.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t total_column = 6;

using Details = std::vector<std::pair<std::string, std::string>>;

class Checks {
  public:
    Checks(AnnualReport const& report, AnnualReport const* before) : report_(report), before_(before) {}

    std::vector<Disagreement> all() {
        columns_balance();
        outcomes_add_up();
        kinds_add_up();
        results_add_up();
        if (before_ != nullptr) years_meet();
        if (before_ != nullptr) documents_go_on("rules", report_.rules, before_->rules);
        if (before_ != nullptr) documents_go_on("norm", report_.normative, before_->normative);
        text_and_tables_agree();
        sections_and_tables_agree();
        fees_are_reported();
        nothing_is_blank();
        if (report_.has_decisions) first_table_is_whole();
        problems_are_named();
        return std::move(found_);
    }

  private:
    void add(int check, char const* rule, std::vector<std::string> cells, Details details) {
        found_.push_back({check, std::move(cells), Refusal{std::string("reports.check.") + rule, "", std::move(details)}});
    }
    static std::string cell(std::string const& row, std::size_t column) { return "t3." + row + "." + form().columns[column].key; }
    static std::string column_label(std::size_t column) { return form().columns[column].label; }
    long long application(std::string const& row, std::size_t column) const { return report_.application(row, column).value_or(0); }

    void columns_balance() {
        for (std::size_t column = 0; column <= total_column; ++column) {
            auto in = application("new", column) + application("carry_in", column);
            auto out = application("r7_total", column) + application("carry_out", column);
            if (in != out)
                add(1, "column_balance",
                    {cell("new", column), cell("carry_in", column), cell("r7_total", column), cell("carry_out", column)},
                    {{"column", column_label(column)}, {"in", std::to_string(in)}, {"out", std::to_string(out)}});
        }
    }
    void outcomes_add_up() {
        for (std::size_t column = 0; column <= total_column; ++column) {
            long long sum = report_.other_handling ? (*report_.other_handling)[column].value_or(0) : 0;
            for (auto const& row : form().rows)
                if (row.part == "outcome") sum += application(row.key, column);
            auto total = application("r7_total", column);
            if (sum != total)
                add(2, "outcomes", {cell("r7_total", column)},
                    {{"column", column_label(column)}, {"sum", std::to_string(sum)}, {"total", std::to_string(total)}});
        }
    }
    void kinds_add_up() {
        for (auto const& row : form().rows) {
            long long sum = 0;
            for (std::size_t column = 0; column < total_column; ++column) sum += application(row.key, column);
            auto total = application(row.key, total_column);
            if (sum != total)
                add(3, "kinds", {cell(row.key, total_column)},
                    {{"row", row.label}, {"sum", std::to_string(sum)}, {"total", std::to_string(total)}});
        }
    }
    void results_add_up() {
        for (auto const& dispute : form().disputes) {
            long long sum = 0;
            for (std::size_t i = 0; i + 1 < form().results.size(); ++i)
                sum += report_.dispute(dispute.key + "_" + form().results[i].key).value_or(0);
            auto total = report_.dispute(dispute.key + "_total").value_or(0);
            if (sum != total)
                add(4, "results", {"t4." + dispute.key + "_total"},
                    {{"dispute", dispute.label}, {"sum", std::to_string(sum)}, {"total", std::to_string(total)}});
        }
    }
    void years_meet() {
        for (std::size_t column = 0; column <= total_column; ++column) {
            auto over = before_->application("carry_out", column).value_or(0);
            auto in = application("carry_in", column);
            if (over != in)
                add(5, "carried", {cell("carry_in", column)},
                    {{"column", column_label(column)},
                     {"before", std::to_string(over)},
                     {"now", std::to_string(in)},
                     {"year", std::to_string(before_->year)}});
        }
    }
    void documents_go_on(std::string const& key, AnnualReport::Documents const& now, AnnualReport::Documents const& then) {
        if (!now.in_force || !then.in_force) return;
        auto expected = *then.in_force + now.made.value_or(0) - now.repealed.value_or(0);
        if (expected != *now.in_force)
            add(6, key == "rules" ? "rules_in_force" : "documents_in_force", {"t2." + key},
                {{"expected", std::to_string(expected)},
                 {"now", std::to_string(*now.in_force)},
                 {"before", std::to_string(*then.in_force)},
                 {"made", std::to_string(now.made.value_or(0))},
                 {"repealed", std::to_string(now.repealed.value_or(0))}});
    }
    void compare_said(std::string const& key, std::size_t i, long long table, std::string place) {
        auto said = report_.said.find(key);
        if (said == report_.said.end() || said->second.size() <= i || said->second[i] == table) return;
        add(7, "said", {"narrative." + key, std::move(place)},
            {{"said", std::to_string(said->second[i])}, {"table", std::to_string(table)}, {"cell", label_of_said(key, i)}});
    }
    static std::string label_of_said(std::string const& key, std::size_t i) {
        if (key == "review" || key == "lawsuit")
            return (key == "review" ? form().disputes[0].label : form().disputes[1].label + "、" + form().disputes[2].label) + "·" +
                   form().results[i].label;
        return key == "review_total"    ? form().disputes[0].label
               : key == "lawsuit_total" ? form().disputes[1].label + "、" + form().disputes[2].label
                                        : label_of(form().rows, key == "received"   ? "new"
                                                                : key == "answered" ? "r7_total"
                                                                                    : key);
    }
    void text_and_tables_agree() {
        for (auto const& [key, row] :
             {std::pair("received", "new"), {"answered", "r7_total"}, {"carry_in", "carry_in"}, {"carry_out", "carry_out"}})
            compare_said(key, 0, application(row, total_column), cell(row, total_column));
        auto of = [&](std::string const& key) { return report_.dispute(key).value_or(0); };
        compare_said("review_total", 0, of("review_total"), "t4.review_total");
        compare_said("lawsuit_total", 0, of("direct_total") + of("after_total"), "t4.direct_total");
        for (std::size_t i = 0; i + 1 < form().results.size(); ++i) {
            auto const& result = form().results[i].key;
            compare_said("review", i, of("review_" + result), "t4.review_" + result);
            compare_said("lawsuit", i, of("direct_" + result) + of("after_" + result), "t4.direct_" + result);
        }
    }
    void sections_and_tables_agree() {
        if (!report_.sections) return;
        for (auto const& [number, words] : *report_.sections)
            for (auto const& said : figures_said(words)) {
                bool known =
                    std::any_of(said.cells.begin(), said.cells.end(), [&](auto const& cell) { return report_.at(cell).has_value(); });
                long long sum = 0;
                for (auto const& cell : said.cells) sum += report_.at(cell).value_or(0);
                if (!known || sum == said.number) continue;
                std::vector<std::string> cells{"sections." + number};
                cells.insert(cells.end(), said.cells.begin(), said.cells.end());
                add(7, "text", std::move(cells),
                    {{"section", label_of(form().sections, number)}, {"words", said.words}, {"table", std::to_string(sum)}});
            }
    }
    /// Cited: fee-2020, fees taken are told in the annual report.
    void fees_are_reported() {
        auto unpaid = application("r6_2_no_fee", total_column);
        auto told = report_.said.find("fee_yuan");
        bool taken = told != report_.said.end() && told->second[0] > 0;
        bool in_text = told != report_.said.end();
        if (report_.sections) {
            auto six = report_.sections->find("6");
            in_text = six != report_.sections->end() && six->second.find("信息处理费") != std::string::npos;
        } else if (!in_text && report_.said.empty()) {
            return;  // tables alone
        }
        if ((unpaid > 0 || taken) && !in_text)
            add(8, "fees", {cell("r6_2_no_fee", total_column), "sections.6"}, {{"unpaid", std::to_string(unpaid)}});
    }
    void nothing_is_blank() {
        for (auto const& row : form().rows) {
            std::vector<std::string> blank, names;
            for (std::size_t column = 0; column <= total_column; ++column) {
                if (report_.application(row.key, column)) continue;
                blank.push_back(cell(row.key, column));
                names.push_back(column_label(column));
            }
            if (!blank.empty()) add(9, "blank", std::move(blank), {{"row", row.label}, {"columns", text::join(names, "、")}});
        }
        for (auto const& dispute : form().disputes)
            for (auto const& result : form().results)
                if (auto key = dispute.key + "_" + result.key; !report_.dispute(key))
                    add(9, "blank", {"t4." + key}, {{"row", dispute.label}, {"columns", result.label}});
    }
    void first_table_is_whole() {
        for (auto const& name : first_table_cells()) {
            // The older form counts otherwise: it has no repealed ones and no sum of charges.
            if (report_.is_older_form() && (name.ends_with(".repealed") || name == "t2.fee_wan")) continue;
            if (!report_.at(name)) add(9, "empty_cell", {name}, {{"cell", words_of_cell(name)}});
        }
    }
    void problems_are_named() {
        if (!report_.sections) return;
        for (auto const& [number, words] : *report_.sections)
            if (words.find(unfinished_mark) != std::string::npos)
                add(10, "unfinished", {"sections." + number},
                    {{"section", label_of(form().sections, number)}, {"mark", std::string(unfinished_mark)}});
        auto five = report_.sections->find("5");
        if (five == report_.sections->end() || text::trim(five->second).empty()) add(10, "problems", {"sections.5"}, {});
    }

    AnnualReport const& report_;
    AnnualReport const* before_;
    std::vector<Disagreement> found_;
};

}  // namespace

std::vector<Disagreement> disagreements(AnnualReport const& report, AnnualReport const* year_before) {
    return Checks(report, year_before).all();
}

}  // namespace mingtang::reports
