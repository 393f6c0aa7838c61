#pragma once
// Official papers in the form of GB/T 9704-2012. Pure values in, bytes out; docs/formats/paper.md has the measures.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/outcome.hpp"

namespace mingtang::paper {

/// What stands at the head.
enum class Form {
    plain,     ///< no red head: replies to applicants, reports; the number stands below the title
    document,  ///< 文件: red organ mark, number, red rule
    letter,    ///< 信函: red organ mark, two red double rules, number at the right, no number on the first page
};

enum class Align { start, centre, end };

/// A cell of a table; it takes up `rows` × `columns` places, and those that it covers are not written again (as in HTML). A line feed in
/// `text` begins a new line.
struct Cell {
    std::string text;
    int rows = 1, columns = 1;
    Align align = Align::centre;
    double bar = -1;  ///< a bar of that share of the width, 0 to 1, below the text; below 0: none. Word shows the text alone
};

struct Table {
    std::string caption;  ///< centred above it; may be empty
    std::vector<std::vector<Cell>> rows;
    int head_rows = 1;                ///< set in 黑体 and repeated on each page
    std::vector<double> widths = {};  ///< shares of the columns; empty: all alike
    double type_points =
        0;  ///< size of type; 0: by the number of columns (14, 12, 10.5 or 9), less (to 7) where up to 40 rows then fit on a page
    bool landscape = false;  ///< on pages of its own, lying
};

/// A part of the text, in the order in which they are read. The numbers of headings (一、 （一） 1. （1）) are part of their text.
struct Block {
    enum class Kind { paragraph, heading, list, table };
    Kind kind = Kind::paragraph;
    std::string text;                     ///< of a paragraph or heading; each line is one of its own
    int level = 1;                        ///< of a heading, 1 to 4
    std::vector<std::string> items = {};  ///< of a list, numbered 1. 2. 3.
    Table table = {};
};
Block paragraph(std::string text);
Block heading(int level, std::string text);
Block list(std::vector<std::string> items);
Block table(Table table);

/// What goes with the paper. Without a body only its name is listed; with one it follows on pages of its own.
struct Attachment {
    std::string name;
    std::vector<Block> body = {};
};

/// Empty fields leave no trace. A line feed in `title` breaks it there; lines that are too long are broken into even ones.
struct Paper {
    Form form = Form::plain;
    std::string organ;            ///< 发文机关标志, as it is to be read: `宿安县人民政府文件`; not shown in the plain form
    std::string document_number;  ///< 发文字号 `宿政公开〔2026〕12号`
    std::string approved_by;      ///< 签发人, of papers to superiors (document form)
    std::string title;
    std::string addressee;  ///< 主送机关; a colon is put behind it
    std::vector<Block> body;
    std::vector<Attachment> attachments;
    std::string signed_by;   ///< 发文机关署名
    Date dated;              ///< 成文日期
    std::string note;        ///< 附注, parentheses are put around it
    std::string copies_to;   ///< 抄送
    std::string printed_by;  ///< 印发机关
    Date printed_on;         ///< 印发日期
};

/// The paper as a page of HTML that is complete in itself: printed as PDF, and shown on a screen as one long sheet. All text is escaped; it
/// names no other address. Whoever serves it sends `preview_policy` as Content-Security-Policy, for its style stands within it.
std::string to_html(Paper const& paper);
inline constexpr std::string_view preview_policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// How a paper is printed as PDF.
struct Printing {
    unsigned seconds = 60;  ///< of the clock; whatever takes longer is refused
    std::uint64_t memory_bytes = 2048u << 20;
    int pages = 500;
    /// As of scan::read_in_child (and organ::Context::reader): the program that holds the confined child. Empty: a fork of this process,
    /// for test programs whose main does not know the hidden verb.
    std::string program = "/proc/self/exe";
    /// Printing by WeasyPrint, in Python.
    std::string python = "/usr/bin/python3";
};

/// The paper as PDF, the same bytes for the same paper. It is printed in a child process that has no network and opens no file but fonts;
/// a second or two pass, so no transaction should be open. Refusals: `paper.pdf.missing` (WeasyPrint is not installed),
/// `paper.pdf.too_long`, `paper.pdf.too_slow`, `paper.pdf.failed` {reason}. Throws std::runtime_error where no process can be started at
/// all. May be called from several threads.
Outcome<std::string> to_pdf(Paper const& paper, Printing const& printing = {});

/// The names of the faces in which titles, text and headings are printed here, for a check of the installation. Refusals as of `to_pdf`.
Outcome<std::vector<std::string>> printed_faces(Printing const& printing = {});

/// The paper as a Word document (.docx), for whoever puts the seal on it or edits it further; the same bytes for the same paper. Refusal:
/// `paper.docx.too_long`.
Outcome<std::string> to_docx(Paper const& paper);

}  // namespace mingtang::paper
