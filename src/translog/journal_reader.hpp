#pragma once
#include "journal/reader.hpp"
#include "translog/log.hpp"

namespace mingtang::translog {

/// Keeps the log in step with the journal.
class JournalReader final : public journal::Reader {
  public:
    JournalReader(storage::Database& database, std::filesystem::path const& folder) : log_(database, folder) {}
    std::string name() const override { return "translog"; }
    long long position() override { return log_.position(); }
    /// The events are a mere knock: other processes may have taken them in, or the log may have begun later than they happened.
    void take(std::vector<journal::Event> const&) override { log_.follow(); }
    int batch() const override { return 5000; }

  private:
    Log log_;
};

}  // namespace mingtang::translog
