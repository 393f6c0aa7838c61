#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace mingtang::scan {

/// Where a pattern ended, in bytes.
struct Hit {
    std::uint32_t end;
    std::uint16_t pattern;
};

/// Many patterns compiled into one database; a scan reports where each ends. May be used from several threads.
class PatternSet {
  public:
    /// Patterns are expressions over bytes, ASCII letters in either case. One that does not compile is a bug: std::logic_error.
    explicit PatternSet(std::vector<std::string> const& expressions);
    ~PatternSet();
    PatternSet(PatternSet const&) = delete;
    PatternSet& operator=(PatternSet const&) = delete;

    /// In order of the ends. `text` is shorter than 4 GiB.
    std::vector<Hit> scan(std::string_view text) const;

    /// `words` as an expression that matches any of them as it stands.
    static std::string any_of(std::vector<std::string> const& words);

  private:
    hs_scratch* borrow() const;
    void give_back(hs_scratch* scratch) const;

    hs_database* database_ = nullptr;
    hs_scratch* model_ = nullptr;
    mutable std::mutex mutex_;
    mutable std::vector<hs_scratch*> free_;
};

}  // namespace mingtang::scan
