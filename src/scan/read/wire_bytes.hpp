#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace mingtang::scan {

/// Numbers and texts as bytes, between a child and the program that asked it.
class WireWriter {
  public:
    void number(std::uint64_t value) { bytes.append(reinterpret_cast<char const*>(&value), sizeof value); }
    void text(std::string const& value) {
        number(value.size());
        bytes += value;
    }
    std::string bytes;
};

/// Reads them back; whoever wrote them is not trusted.
class WireReader {
  public:
    explicit WireReader(std::string_view bytes) : bytes_(bytes) {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        if (bytes_.size() < sizeof value) return fail();
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    /// How many follow; each takes eight bytes at least.
    std::uint64_t count() {
        auto value = number();
        return value > bytes_.size() / 8 ? fail() : value;
    }
    std::string text() {
        auto size = number();
        if (size > bytes_.size()) return fail(), std::string();
        std::string value(bytes_.substr(0, size));
        bytes_.remove_prefix(size);
        if (!text::is_utf8(value)) fail();
        return value;
    }
    /// Bytes that need not be UTF-8.
    std::string raw() {
        auto size = number();
        if (size > bytes_.size()) return fail(), std::string();
        std::string value(bytes_.substr(0, size));
        bytes_.remove_prefix(size);
        return value;
    }
    bool is_whole() const { return !failed_ && bytes_.empty(); }
    bool failed() const { return failed_; }

  private:
    std::uint64_t fail() {
        failed_ = true;
        bytes_ = {};
        return 0;
    }
    std::string_view bytes_;
    bool failed_ = false;
};

}  // namespace mingtang::scan
