#include "channels/search_terms.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "channels/store.hpp"
#include "search/analysis.hpp"

namespace mingtang::channels {
namespace {

constexpr std::size_t most_waiting = 5000;
constexpr std::size_t longest_term = 40;
constexpr int days_of_a_single_search = 90;

}  // namespace

std::optional<std::string> counted_term(std::string_view question) {
    auto term = text::one_line(search::folded_text(question));
    auto digits = std::count_if(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (term.empty() || digits >= 7 || term.find('@') != term.npos || text::length(term) > longest_term) return {};
    return term;
}

SearchTerms::SearchTerms(storage::Database& database, Clock const& clock, std::chrono::milliseconds every)
    : database_(database), clock_(clock), thread_([this, every](std::stop_token stop) { keep_writing(stop, every); }) {}

SearchTerms::~SearchTerms() {
    thread_.request_stop();
    thread_.join();
    write();
}

void SearchTerms::note(std::string_view question, bool found) {
    auto term = counted_term(question);
    if (!term) return;
    std::lock_guard lock(mutex_);
    if (waiting_.size() >= most_waiting && !waiting_.contains(*term)) return;
    auto& count = waiting_[*term];
    ++count.searches;
    if (!found) ++count.misses;
}

void SearchTerms::write() {
    Counts counts;
    {
        std::lock_guard lock(mutex_);
        counts.swap(waiting_);
    }
    if (counts.empty()) return;
    try {
        auto tx = database_.write();
        auto today = clock_.today();
        for (auto const& [term, count] : counts) store::add(tx, {term, count.searches, count.misses, today});
        store::remove_single_searches_before(tx, today - days_of_a_single_search);
        tx.commit();
    } catch (storage::Unavailable const&) {
        give_back(std::move(counts));
    }
}

void SearchTerms::give_back(Counts counts) {
    std::lock_guard lock(mutex_);
    for (auto const& [term, count] : counts) {
        waiting_[term].searches += count.searches;
        waiting_[term].misses += count.misses;
    }
}

void SearchTerms::keep_writing(std::stop_token stop, std::chrono::milliseconds every) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, stop, every, [] { return false; });
        }
        write();
    }
}

}  // namespace mingtang::channels
