#pragma once
#include <atomic>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/outcome.hpp"

namespace mingtang::cli {

/// Longer lines are no documents.
inline constexpr std::size_t longest_line = 8u << 20;

/// The lines of a file of any size and content; a line is never held beyond `longest_line`.
class Lines {
  public:
    struct Line {
        long long number = 0;
        std::string text;  // cut at `longest_line`
        bool too_long = false;
    };
    explicit Lines(std::filesystem::path const& file);
    bool is_open() const { return in_.is_open(); }
    /// The next line that is not blank.
    std::optional<Line> next();
    std::uintmax_t bytes_read() const { return read_; }
    std::uintmax_t bytes() const { return bytes_; }

  private:
    bool fill();
    std::ifstream in_;
    std::string block_;
    std::size_t at_ = 0;
    std::atomic<std::uintmax_t> read_ = 0;  // another thread shows the progress
    std::uintmax_t bytes_ = 0;
    long long number_ = 0;
};

/// The object of a line: well-formed UTF-8 and JSON without NULs. Refuses cli.import.{too_long,not_utf8,not_json,not_object,nul}.
Outcome<json::object> object_of(Lines::Line const& line);

/// What could not be taken in, beside the file: `FILE.rejects.jsonl` with `{"line","reason","code","record"}` a line; made with the first
/// one.
class Rejects {
  public:
    explicit Rejects(std::filesystem::path const& imported);
    void add(Lines::Line const& line, Refusal const& refusal);
    long long count() const { return count_; }
    std::filesystem::path const& file() const { return file_; }

  private:
    std::filesystem::path file_;
    std::ofstream out_;
    long long count_ = 0;
};

}  // namespace mingtang::cli
