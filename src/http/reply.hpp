#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace mingtang::http {

/// What `Accept-Encoding` likes best of the codings that are there; identity when it likes none of them.
Coding best_coding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

/// True when `If-None-Match` names `etag` (weak comparison; without the mark of a coding).
bool matches(std::string_view if_none_match, std::string_view etag);

struct Slice {
    std::uint64_t from = 0, length = 0;
    bool operator==(Slice const&) const = default;
};
/// Reads `Range: bytes=…` of one part over `size` bytes. `none`: send the whole (no range, several, or not understood);
/// `outside`: 416.
struct RangeAsked {
    enum class Kind { none, part, outside } kind = Kind::none;
    Slice slice;
};
RangeAsked read_range(std::string_view range, std::uint64_t size);

/// Shrinks the text of a response that is not cached, when it is worth it and the client takes it. Costs time: for workers.
void compress(Request const& request, Response& response);

/// An open file, closed when this goes.
class OpenFile {
  public:
    OpenFile() = default;
    explicit OpenFile(int handle) : handle_(handle) {}
    OpenFile(OpenFile&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept { return std::swap(handle_, other.handle_), *this; }
    ~OpenFile();
    int handle() const { return handle_; }

  private:
    int handle_ = -1;
};

/// A response as it goes over the wire. `bytes` look into the response, which must live longer.
struct Reply {
    int status = 200;
    std::string head;
    std::string_view bytes;
    OpenFile file;
    Slice slice;  // of the file, when there is one
};

struct Wire {
    bool keep_alive = true;
    bool http_1_0 = false;
    std::string_view date;  // `Mon, 23 Nov 2026 02:03:04 GMT`
};

/// Chooses coding, range and status, and writes the head. `reused` is a string whose memory may be used again. Nothing when the file of
/// the response cannot be opened.
std::optional<Reply> make_reply(Request const& request, Response const& response, Wire const& wire, std::string reused = {});

}  // namespace mingtang::http
