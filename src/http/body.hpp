#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/multipart.hpp"
#include "http/request.hpp"
#include "http/target.hpp"

namespace mingtang::http {

/// The folder where bodies wait, and how many bytes of it are taken by all requests together.
class Spool {
  public:
    Spool(std::filesystem::path folder, std::uint64_t most) : folder_(std::move(folder)), most_(most) {}
    /// Makes the folder and removes what a killed program left there. False when the folder cannot be used.
    bool open();
    bool take(std::uint64_t bytes);  // false: full
    void give_back(std::uint64_t bytes) { used_ -= bytes; }
    std::uint64_t used() const { return used_; }
    std::filesystem::path next_path();

  private:
    std::filesystem::path folder_;
    std::uint64_t most_;
    std::atomic<std::uint64_t> used_{0}, next_{0};
};

/// Bytes that wait in memory while they are few and in a file of the spool beyond that (`in_memory` 0: always in a file). The file goes
/// when this goes.
class Waiting {
  public:
    Waiting(Spool& spool, std::size_t in_memory) : spool_(&spool), in_memory_(in_memory) {}
    ~Waiting();
    Waiting(Waiting const&) = delete;
    bool add(std::string_view bytes);  // false: spool full or disk full
    void close();                      // no more bytes come
    std::string take();                // all bytes; throws std::runtime_error when the file cannot be read
    std::filesystem::path const& path() const { return path_; }
    std::uint64_t size() const { return size_; }

  private:
    bool write(std::string_view bytes);

    Spool* spool_;
    std::size_t in_memory_;
    std::string memory_;
    std::filesystem::path path_;
    int file_ = -1;
    std::uint64_t size_ = 0, on_disk_ = 0;
};

/// Takes one request's body as it arrives and makes `form`, `uploads` or `body` of it. Owns the spooled files: keep it until the response
/// is written.
class BodyTaker {
  public:
    struct Bounds {
        std::uint64_t all = 0;      // bytes of the whole body
        std::uint64_t texts = 0;    // bytes of the text parts of a multipart form together
        std::size_t in_memory = 0;  // of this request, before texts go to disk
    };
    BodyTaker(Spool& spool, Bounds bounds, std::string const& content_type);
    std::optional<Fault> add(std::string_view bytes);
    /// Fills the request; reads spooled texts back, so not on an I/O thread.
    std::optional<Fault> finish(Request& into);
    std::uint64_t size() const { return size_; }

  private:
    struct Part {
        PartHead head;
        std::unique_ptr<Waiting> bytes;
    };
    enum class Kind { plain, pairs, multipart };
    bool begin_part(PartHead const& head);
    bool add_to_part(std::string_view bytes);
    std::optional<Fault> finish_parts(Request& into);
    std::optional<Fault> finish_upload(Part& part, Request& into);

    Spool& spool_;
    Bounds bounds_;
    Kind kind_ = Kind::plain;
    std::uint64_t size_ = 0, texts_ = 0;
    std::unique_ptr<Waiting> whole_;
    std::unique_ptr<Multipart> reader_;
    std::vector<Part> parts_;
    std::optional<Fault> fault_;
};

}  // namespace mingtang::http
