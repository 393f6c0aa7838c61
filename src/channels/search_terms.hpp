#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/date.hpp"
#include "storage/record.hpp"

namespace mingtang::channels {

/// What people look for and do not find, without a trace of who asked (table channels_search_term).
struct SearchTerm {
    std::string term;
    long long searches = 0, misses = 0;
    Date last_on;
    template <class V>
    static void columns(V&& v, storage::OneOf<SearchTerm> auto& r) {
        v("term", r.term), v("searches", r.searches), v("misses", r.misses), v("last_on", r.last_on);
    }
};

/// The question as it is counted: folded, at most 40 characters; nothing for questions that may name a person (an `@`, or seven digits or
/// more in all) and for empty ones.
std::optional<std::string> counted_term(std::string_view question);

/// Counts in memory and writes in batches on a thread of its own, so that a search never waits; what a crash takes along is lost on
/// purpose. At most 5,000 different terms wait for the next writing, others are not counted. Thread-safe.
class SearchTerms {
  public:
    SearchTerms(storage::Database& database, Clock const& clock, std::chrono::milliseconds every = std::chrono::seconds(5));
    ~SearchTerms();  // writes what waits
    void note(std::string_view question, bool found);
    /// Writes what waits now; a database that is away keeps it waiting.
    void write();

  private:
    struct Count {
        long long searches = 0, misses = 0;
    };
    using Counts = std::map<std::string, Count>;
    void keep_writing(std::stop_token stop, std::chrono::milliseconds every);
    void give_back(Counts counts);

    storage::Database& database_;
    Clock const& clock_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    Counts waiting_;
    std::jthread thread_;
};

}  // namespace mingtang::channels
