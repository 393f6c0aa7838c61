#pragma once
#include "translog/audit.hpp"
#include "translog/tile.hpp"

namespace mingtang::translog {

struct Audited {
    std::int64_t number = 0;
    Entry entry;
};

/// The first half of the audit: the log by itself.
class LogAudit {
  public:
    LogAudit(Source& site, Report& report, std::function<void(std::string_view, long long)> const& progress, Quorum const& quorum)
        : site_(site), report_(report), progress_(progress), quorum_(quorum) {}
    /// The entries in order; nothing when the log does not hold.
    std::optional<std::vector<Audited>> run(Memory const& memory);

  private:
    std::optional<Checkpoint> signed_checkpoint(Memory const& memory);
    bool learn_keys(Memory const& memory, Note const& note);
    bool is_witnessed(Note const& note);
    bool read_entries();
    bool take(std::string const& text);
    bool compare_tiles();
    Hash root_at(std::int64_t size);
    bool fail(std::string code, std::vector<std::pair<std::string, std::string>> details = {});
    Source& site_;
    Report& report_;
    std::function<void(std::string_view, long long)> const& progress_;
    Quorum const& quorum_;
    Checkpoint checkpoint_;
    Edge edge_{0, {}};
    std::map<std::pair<int, std::int64_t>, std::string> tiles_;
    std::map<Id, std::pair<std::string, bool>> last_;  // hash of the last entry, and whether it is live
    std::vector<Audited> entries_;
};

/// The second half: the log beside the pages.
void compare_pages(Source& site, std::vector<Audited> const& entries, Report& report,
                   std::function<void(std::string_view, long long)> const& progress);

/// One document beside its entries (oldest first): its page, the earlier editions, the JSON, the files; or that it does not answer any
/// more.
std::vector<Finding> compare_document(Source& site, std::vector<Audited> const& entries);

}  // namespace mingtang::translog
