#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scan/redact/rewrite.hpp"

struct zip;

namespace mingtang::scan {

/// A zip file of which entries can be changed; those that are not stay as they are, packed as they were.
class Bundle {
  public:
    /// Not open where `bytes` are no whole zip file. They must outlive it.
    Bundle(std::string_view bytes, Spent& spent, Limits const& limits);
    ~Bundle();
    Bundle(Bundle const&) = delete;
    Bundle& operator=(Bundle const&) = delete;

    bool is_open() const { return archive_ != nullptr; }
    std::size_t size() const { return names_.size(); }
    std::string const& name(std::size_t entry) const { return names_[entry]; }
    /// Whatever the letters' case; by the name that it has now.
    std::optional<std::size_t> find(std::string_view name) const;
    bool is_removed(std::size_t entry) const { return removed_[entry]; }

    /// The content as it is now. Refuses scan.redact.failed {encrypted, damaged, bomb}.
    Outcome<std::string> content(std::size_t entry);
    void replace(std::size_t entry, std::string content);
    void rename(std::size_t entry, std::string const& name);
    void remove(std::size_t entry);

    Outcome<std::string> saved();

  private:
    Outcome<std::string> unpacked(std::size_t entry);

    ::zip* archive_ = nullptr;
    std::string_view bytes_;
    Spent& spent_;
    Limits const& limits_;
    std::vector<std::string> names_;
    std::vector<std::optional<std::string>> contents_;
    std::vector<bool> removed_, renamed_;
};

}  // namespace mingtang::scan
