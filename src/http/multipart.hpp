#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::http {

/// What stands above a part of multipart/form-data.
struct PartHead {
    std::string name;
    std::optional<std::string> file_name;  // as sent, but for the percent escapes that browsers make of quotes and line ends
    std::string content_type;
};

/// Reads multipart/form-data as it arrives and keeps no more of it than one delimiter's length (docs/adr/0006-multipart.md says why we
/// read it ourselves). Not a MIME reader: no nesting, no transfer encodings, no encoded words; browsers send none (RFC 7578).
class Multipart {
  public:
    struct Taker {
        std::function<bool(PartHead const&)> part;   // false stops
        std::function<bool(std::string_view)> data;  // false stops
    };
    Multipart(std::string_view boundary, Taker taker);

    enum class Result { ok, malformed, stopped };
    Result feed(std::string_view bytes);
    bool whole() const { return state_ == State::epilogue; }

    /// The boundary that a Content-Type names; nothing when it is no multipart/form-data or the boundary breaks RFC 2046.
    static std::optional<std::string> boundary_of(std::string_view content_type);

  private:
    enum class State { preamble, after_delimiter, head, data, epilogue, broken };
    bool step(std::string_view& rest);
    bool find_delimiter(std::string_view& rest);
    bool read_head(std::string_view& rest);

    std::string delimiter_;  // "\r\n--boundary"
    Taker taker_;
    std::string held_ = "\r\n";  // so that a delimiter at the very start is found like any other
    State state_ = State::preamble;
    Result result_ = Result::ok;
};

/// The name that an upload is stored and shown under: last path part, one line, no bidi marks, at most 200 characters.
std::string clean_file_name(std::string_view sent);

}  // namespace mingtang::http
