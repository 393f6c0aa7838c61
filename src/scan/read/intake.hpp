#pragma once
#include <chrono>
#include <set>
#include <string>
#include <string_view>

#include "scan/read/read.hpp"

namespace mingtang::scan {

/// What a file and all the files inside it have cost so far.
struct Spent {
    std::uint64_t unpacked_bytes = 0;
    std::uint64_t text_bytes = 0;
    std::size_t entries = 0;
    std::size_t cells = 0;
    int ocr_pages = 0;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    std::set<std::pair<std::string, std::string>> noted;  ///< place and reason of what is in the findings already
};

/// Where the readers of one file put what they find. Files inside a file have one of their own, with their name before every place.
class Intake {
  public:
    Intake(Reading& reading, Spent& spent, Limits const& limits) : reading_(reading), spent_(spent), limits_(limits) {}

    /// For a file inside this one.
    Intake within(std::string_view name) const;
    /// For a rendition of this same file (a conversion, an older revision): its places keep their names.
    Intake deeper() const;

    /// Blank text is left out; broken UTF-8 is mended.
    void text(std::string const& place, std::string_view text, std::string_view hidden = {}, std::size_t offset = 0);
    /// The end of a line and the beginning of the next one, see `Passage::seam`.
    void seam(std::string const& place, std::string_view before, std::string_view after);
    void table(Table table);
    /// A cell for `table`; counted against the limits.
    Cell cell(std::string const& place, std::string_view text, std::string_view hidden = {}, std::size_t offset = 0);

    /// Each place and reason once.
    void hidden(std::string const& place, std::string_view reason, Certainty certainty = Certainty::likely);
    void unreadable(std::string_view reason, std::string const& place = {}, Certainty certainty = Certainty::likely);

    /// Text that its reader does not see, and the finding that says so; nothing where the text is blank.
    void hidden_text(std::string const& place, std::string_view text, std::string_view reason, Certainty certainty = Certainty::likely);

    Limits const& limits() const { return limits_; }
    Spent& spent() { return spent_; }
    Reading& reading() { return reading_; }
    int depth() const { return depth_; }
    std::string const& prefix() const { return prefix_; }

  private:
    bool take(std::size_t bytes);
    void find(Kind kind, std::string const& place, std::string_view reason, Certainty certainty);

    Reading& reading_;
    Spent& spent_;
    Limits const& limits_;
    std::string prefix_;
    int depth_ = 0;
};

/// Well-formed UTF-8 without NUL: broken bytes become U+FFFD.
std::string mended(std::string_view text);
bool is_blank(std::string_view text);

/// Each reads one format out of `bytes` into `to`.
void read_any(std::string_view bytes, std::string_view name, Intake to);
void read_plain(std::string_view bytes, std::string_view name, Intake& to);
void read_html(std::string_view utf8, Intake& to);
void read_xml(std::string_view bytes, Intake& to);
void read_zip(std::string_view bytes, std::string_view name, Intake& to);
void read_pdf(std::string_view bytes, Intake& to);
void read_image(std::string_view bytes, Intake& to);
/// By LibreOffice, where it is installed; `ending` is that of the format, `into` what it is made into.
void read_by_office(std::string_view bytes, std::string_view ending, std::string_view into, Intake& to);
/// rar, 7z, tar, gzip and the like.
void read_archive(std::string_view bytes, std::string_view name, Intake& to);

}  // namespace mingtang::scan
