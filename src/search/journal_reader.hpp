#pragma once
#include "journal/reader.hpp"
#include "search/index.hpp"
#include "storage/blobs.hpp"

namespace mingtang::search {

/// The index document of a disclosure as the public may read it now; nothing while it is not public.
std::optional<Document> document_of(storage::Transaction& tx, Id disclosure_id);

/// Keeps the index in step with the journal; its position stands in the index itself, committed with the documents.
class JournalReader final : public journal::Reader {
  public:
    JournalReader(storage::Database& database, std::filesystem::path folder) : database_(database), index_(std::move(folder)) {}
    std::string name() const override { return "search"; }
    long long position() override { return index_.position(); }
    void take(std::vector<journal::Event> const& events) override;
    int batch() const override { return 4000; }

  private:
    storage::Database& database_;
    Index index_;
};

/// Makes the whole index anew beside the one in use and puts it in its place. `progress(done, all)` is called now and then.
void rebuild(storage::Database& database, std::filesystem::path const& folder, std::function<void(long long, long long)> const& progress);

}  // namespace mingtang::search
