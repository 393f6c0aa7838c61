#include "supervision/checks/files.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "organ/store.hpp"
#include "supervision/checks/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::checks {
namespace {

using Line = std::vector<std::string>;

constexpr char const* columns[] = {"place",     "unit",      "kind",  "subject",   "title",
                                   "judgement", "criterion", "words", "judged_by", "judged_at"};

Line heading() {
    Line line;
    for (auto name : columns) line.push_back(word("check_column", name));
    return line;
}

std::vector<Line> lines_of(Context& in, Check const& check) {
    auto units = organ::store::unit_names(in.tx);
    std::vector<Line> lines;
    for (auto const& row : store::rows_of(in.tx, check.id))
        lines.push_back({std::to_string(row.place), units[row.unit_id], word("check_kind", row.kind), std::to_string(row.subject_id),
                         row.title, word("judgement", row.judgement), criterion_name(row.criterion), row.words, row.judged_by_name,
                         row.judged_at.local_text()});
    return lines;
}

/// A spreadsheet runs cells that begin with these signs.
std::string cell(std::string value) {
    if (!value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos) value.insert(0, "'");
    if (value.find_first_of("\",\r\n") == value.npos) return value;
    std::string quoted = "\"";
    for (char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string csv_line(Line const& line) {
    std::string out;
    for (auto const& value : line) out += (out.empty() ? "" : ",") + cell(value);
    return out + "\r\n";
}

/// A folder of its own in the system's folder for such, gone at the end.
class Scratch {
  public:
    Scratch() : folder_((std::filesystem::temp_directory_path() / "mingtang-check-XXXXXX").string()) {
        if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no folder " + folder_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::string file() const { return folder_ + "/result.xlsx"; }

  private:
    std::string folder_;
};

class Workbook {
  public:
    explicit Workbook(std::string const& file, std::string const& name) : book_(workbook_new(file.c_str())) {
        if (book_ == nullptr) throw std::runtime_error("no workbook");
        sheet_ = workbook_add_worksheet(book_, name.c_str());
        head_ = workbook_add_format(book_);
        format_set_bold(head_), format_set_bg_color(head_, 0xF2F2F2), format_set_border(head_, LXW_BORDER_THIN);
        plain_ = workbook_add_format(book_);
        format_set_border(plain_, LXW_BORDER_THIN), format_set_text_wrap(plain_), format_set_align(plain_, LXW_ALIGN_VERTICAL_TOP);
        worksheet_set_landscape(sheet_), worksheet_set_paper(sheet_, 9), worksheet_fit_to_pages(sheet_, 1, 0);
        constexpr double widths[] = {6, 22, 10, 8, 40, 10, 24, 40, 12, 18};
        for (lxw_col_t at = 0; at < std::size(widths); ++at) worksheet_set_column(sheet_, at, at, widths[at], nullptr);
    }
    ~Workbook() {
        if (book_) workbook_close(book_);
    }
    Workbook(Workbook const&) = delete;
    Workbook& operator=(Workbook const&) = delete;
    void note(std::string const& words) { worksheet_write_string(sheet_, row_++, 0, words.c_str(), nullptr); }
    void head(Line const& line) {
        write(line, head_);
        worksheet_repeat_rows(sheet_, row_ - 1, row_ - 1);
    }
    void add(Line const& line) { write(line, plain_); }
    void finish() {
        auto failed = workbook_close(std::exchange(book_, nullptr));
        if (failed != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(failed));
    }

  private:
    void write(Line const& line, lxw_format* format) {
        for (std::size_t at = 0; at < line.size(); ++at) worksheet_write_string(sheet_, row_, lxw_col_t(at), line[at].c_str(), format);
        ++row_;
    }
    lxw_workbook* book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *head_ = nullptr, *plain_ = nullptr;
    lxw_row_t row_ = 0;
};

}  // namespace

std::string csv_of(Context& in, Check const& check) {
    auto csv = "\xEF\xBB\xBF" + csv_line(heading());
    for (auto const& line : lines_of(in, check)) csv += csv_line(line);
    return csv;
}

std::string xlsx_of(Context& in, Check const& check) {
    Scratch scratch;
    Workbook book(scratch.file(), word("check_column", "sheet"));
    book.note(check.number + " " + check.title);
    book.note(word("check_column", "drawn") + "：" + check.drawn_at.local_text() + " " + check.drawn_by_name);
    book.note(word("check_column", "seed") + "：" + check.seed);
    book.note(word("check_column", "population") + "：" + check.population_sha256);
    book.head(heading());
    for (auto const& line : lines_of(in, check)) book.add(line);
    book.finish();
    std::ifstream file(scratch.file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace mingtang::supervision::checks
