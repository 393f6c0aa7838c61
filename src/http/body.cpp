#include "http/body.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <fstream>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace mingtang::http {
namespace {

constexpr std::size_t most_parts = 2000;
constexpr std::string_view spool_prefix = "spool-";
constexpr Fault spool_full{503, "http.server.spool_full"};
constexpr Fault bad_multipart{400, "http.request.multipart"};

/// The process that made a spooled file: `spool-<pid>-…`.
pid_t maker_of(std::string_view name) {
    int pid = 0;
    if (name.starts_with(spool_prefix)) std::from_chars(name.data() + spool_prefix.size(), name.data() + name.size(), pid);
    return pid;
}

bool left_behind(std::filesystem::directory_entry const& entry) {
    auto pid = maker_of(entry.path().filename().string());
    if (pid <= 0) return false;
    if (pid != ::getpid() && ::kill(pid, 0) != 0 && errno == ESRCH) return true;
    std::error_code error;
    auto written = entry.last_write_time(error);
    return !error && std::filesystem::file_time_type::clock::now() - written > std::chrono::hours(24);
}

}  // namespace

bool Spool::open() {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error || ::access(folder_.c_str(), W_OK | X_OK) != 0) return false;
    for (auto const& entry : std::filesystem::directory_iterator(folder_, error))
        if (left_behind(entry)) std::filesystem::remove(entry.path(), error);
    return true;
}

bool Spool::take(std::uint64_t bytes) {
    if (used_.fetch_add(bytes) + bytes <= most_) return true;
    used_ -= bytes;
    return false;
}

std::filesystem::path Spool::next_path() {
    return folder_ / (std::string(spool_prefix) + std::to_string(::getpid()) + "-" + std::to_string(++next_) + "-" + random_token(6));
}

Waiting::~Waiting() {
    close();
    if (path_.empty()) return;
    std::error_code ignored;  // a file that was moved away is no longer there
    std::filesystem::remove(path_, ignored);
    spool_->give_back(on_disk_);
}

bool Waiting::add(std::string_view bytes) {
    size_ += bytes.size();
    if (path_.empty() && in_memory_ > 0 && size_ <= in_memory_) return memory_ += bytes, true;
    if (path_.empty()) {
        path_ = spool_->next_path();
        file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file_ < 0 || !write(memory_)) return false;
        memory_ = {};
    }
    return write(bytes);
}

bool Waiting::write(std::string_view bytes) {
    if (!spool_->take(bytes.size())) return false;
    on_disk_ += bytes.size();
    while (!bytes.empty()) {
        auto n = ::write(file_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(std::size_t(n));
    }
    return true;
}

void Waiting::close() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

std::string Waiting::take() {
    close();
    if (path_.empty()) return std::move(memory_);
    std::string all(size_, '\0');
    std::ifstream in(path_, std::ios::binary);
    if (!in.read(all.data(), std::streamsize(all.size()))) throw std::runtime_error("a spooled body cannot be read back");
    return all;
}

BodyTaker::BodyTaker(Spool& spool, Bounds bounds, std::string const& content_type) : spool_(spool), bounds_(bounds) {
    auto type = text::trim(std::string_view(content_type).substr(0, content_type.find(';')));
    std::transform(type.begin(), type.end(), type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    if (type == "multipart/form-data") {
        kind_ = Kind::multipart;
        auto boundary = Multipart::boundary_of(content_type);
        if (!boundary) fault_ = bad_multipart;
        reader_ = std::make_unique<Multipart>(boundary.value_or("-"),
                                              Multipart::Taker{[this](PartHead const& head) { return begin_part(head); },
                                                               [this](std::string_view bytes) { return add_to_part(bytes); }});
        return;
    }
    if (type == "application/x-www-form-urlencoded") kind_ = Kind::pairs;
    whole_ = std::make_unique<Waiting>(spool_, bounds_.in_memory);
}

std::optional<Fault> BodyTaker::add(std::string_view bytes) {
    if (fault_) return fault_;
    size_ += bytes.size();
    if (size_ > bounds_.all) return fault_ = Fault{413, "http.request.body_too_large"};
    if (!reader_) return whole_->add(bytes) ? fault_ : fault_ = spool_full;
    if (reader_->feed(bytes) == Multipart::Result::malformed) fault_ = bad_multipart;
    return fault_;
}

bool BodyTaker::begin_part(PartHead const& head) {
    if (!parts_.empty()) parts_.back().bytes->close();
    if (parts_.size() >= most_parts) return fault_ = Fault{413, "http.request.too_many_fields"}, false;
    bool to_disk = head.file_name.has_value();
    auto room = to_disk || texts_ >= bounds_.in_memory ? 0 : bounds_.in_memory - texts_;
    parts_.push_back({head, std::make_unique<Waiting>(spool_, room)});
    return true;
}

bool BodyTaker::add_to_part(std::string_view bytes) {
    auto& part = parts_.back();
    if (!part.head.file_name) {
        texts_ += bytes.size();
        if (texts_ > bounds_.texts) return fault_ = Fault{413, "http.request.body_too_large"}, false;
    }
    if (part.bytes->add(bytes)) return true;
    return fault_ = spool_full, false;
}

std::optional<Fault> BodyTaker::finish(Request& into) {
    if (fault_) return fault_;
    if (kind_ == Kind::multipart) return finish_parts(into);
    auto all = whole_->take();
    if (kind_ == Kind::pairs) return read_pairs(all, into.form);
    into.body = std::move(all);
    return {};
}

std::optional<Fault> BodyTaker::finish_parts(Request& into) {
    if (!reader_->whole()) return bad_multipart;
    for (auto& part : parts_) {
        part.bytes->close();
        if (!is_plain_text(part.head.name)) return Fault{};
        if (part.head.file_name) {
            if (auto fault = finish_upload(part, into)) return fault;
            continue;
        }
        auto value = part.bytes->take();
        if (!is_plain_text(value)) return Fault{};
        into.form.add(part.head.name, std::move(value));
    }
    return {};
}

std::optional<Fault> BodyTaker::finish_upload(Part& part, Request& into) {
    auto const& sent = *part.head.file_name;
    if (sent.empty() && part.bytes->size() == 0) return {};  // a file field that was left empty
    if (!is_plain_text(sent) || !is_plain_text(part.head.content_type)) return Fault{};
    if (part.bytes->size() == 0 && !part.bytes->add({})) return spool_full;
    part.bytes->close();
    into.uploads.push_back({part.head.name, clean_file_name(sent), part.head.content_type, part.bytes->path(), part.bytes->size()});
    return {};
}

}  // namespace mingtang::http
