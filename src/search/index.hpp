#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "search/answer.hpp"

namespace mingtang::search {

/// What the index knows of one public document. Texts are plain text (no markup), in any script; broken UTF-8 is tolerated.
struct Document {
    Id id = 0;  // 1 to 4294967295
    std::string source_id, index_number, document_number, title, body_text, summary, url;
    std::vector<std::string> keywords, subjects;  // subjects as codes
    std::vector<std::string> attachment_names, attachment_texts;
    std::string unit_code, unit_name;
    std::vector<std::string> unit_names;  // other names, also former ones: the document is found under each
    std::string kind, validity, catalogue_item;
    Date published_on;
    Instant published_at;  // order within the day; may be absent
};

/// The writing end. One at a time for a folder (a second one throws std::runtime_error); not for several threads at once.
///
/// The folder holds one database per generation and the link `current`, so that a rebuild replaces the whole index in one step.
/// Nothing that was put or removed is seen by searchers, or survives a crash, before `commit`; then all of it does, with the position.
class Index {
  public:
    /// Opens the index of the folder, or starts an empty one at position 0. Throws std::runtime_error when the folder cannot be used.
    explicit Index(std::filesystem::path folder);
    /// Starts an empty index beside the one in use; searchers see it after `go_live`.
    static Index rebuild(std::filesystem::path folder);

    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;
    ~Index();  // drops what was not committed

    /// Adds the document, or replaces the one of the same id.
    void put(Document const& document);
    void remove(Id id);
    /// Makes everything since the last commit durable, together with the journal position that it stands for. Commit at least every
    /// 5,000 documents: what is not committed is held in memory.
    void commit(std::int64_t journal_position);
    /// After `rebuild` and a last `commit`: takes the place of the index in use, whose files go. A writer of the old one must be dropped.
    void go_live();

    /// The position of the last commit.
    std::int64_t position() const;
    std::int64_t count() const;
    /// True when the index was made by another version of the analysis; search works, but finds less than it should.
    bool needs_rebuild() const;

  private:
    struct Inside;
    explicit Index(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// The reading end: any number of threads may use one at the same time. A search that begins after a commit (or `go_live`, also of another
/// process) sees it.
class Searcher {
  public:
    /// Throws std::runtime_error when the folder holds no index.
    explicit Searcher(std::filesystem::path folder);
    ~Searcher();

    /// Never fails on account of the question.
    Answer search(Question const& question) const;
    /// Documents whose title holds what was typed so far, as characters or as pinyin (also initials); at most 8, titles that begin with it
    /// first.
    std::vector<Suggestion> suggest(std::string const& typed, int limit = 8) const;

    std::int64_t position() const;
    std::int64_t count() const;
    /// Searches look at the newest commit by themselves; this lets go of the files of older ones now.
    void reopen();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace mingtang::search
