#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <mutex>
#include <stdexcept>

#include "search/generation.hpp"
#include "search/index.hpp"
#include "search/match.hpp"
#include "search/record.hpp"
#include "search/snippet.hpp"
#include "search/terms.hpp"

namespace mingtang::search {
namespace fs = std::filesystem;
namespace {

constexpr int most_hits = 100;
constexpr Xapian::doccount sample = 5'000;       // documents counted for facets
constexpr Xapian::doccount counted = 500;        // totals up to here are exact
constexpr Xapian::doccount most_verified = 300;  // documents read to see whether a phrase really stands in them
constexpr std::size_t snippet_length = 110;

/// Counts the values of one slot; a value may be a list.
class Counter final : public Xapian::MatchSpy {
  public:
    explicit Counter(Xapian::valueno slot, std::size_t shown = std::string::npos) : slot_(slot), shown_(shown) {}
    void operator()(Xapian::Document const& document, double) override {
        auto value = document.get_value(slot_);
        for (std::size_t from = 0; from < value.size();) {
            auto end = std::min(value.find(terms::between, from), value.size());
            ++counts_[value.substr(from, std::min(end - from, shown_))];
            from = end + 1;
        }
    }
    std::vector<FacetValue> values(double scale) const {
        std::vector<FacetValue> out;
        for (auto const& [value, count] : counts_) out.push_back({value, std::llround(double(count) * scale)});
        if (shown_ != std::string::npos) {
            std::reverse(out.begin(), out.end());
        } else {
            std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.count > b.count; });
        }
        return out;
    }

  private:
    Xapian::valueno slot_;
    std::size_t shown_;
    std::map<std::string, std::int64_t> counts_;
};

struct Counters {
    Counter units{terms::slot_unit}, subjects{terms::slot_subjects}, kinds{terms::slot_kind}, years{terms::slot_day, 4};
    void attach(Xapian::Enquire& to) {
        for (auto* one : {&units, &subjects, &kinds, &years}) to.add_matchspy(one);
    }
    Facets facets(Xapian::MSet const& found) const {
        auto looked_at = std::min(found.get_matches_estimated(), std::max(sample, found.size()));
        bool exact = found.get_matches_lower_bound() == found.get_matches_upper_bound() && found.get_matches_estimated() <= looked_at;
        double scale = exact || looked_at == 0 ? 1 : double(found.get_matches_estimated()) / looked_at;
        return {units.values(scale), subjects.values(scale), kinds.values(scale), years.values(scale), exact};
    }
};

std::string cursor_of(int offset) {
    char text[16];
    auto end = std::to_chars(text, text + sizeof text, offset, 36).ptr;
    return "p" + std::string(text, end);
}

/// 0 for a broken one.
int offset_of(std::string_view cursor) {
    int offset = 0;
    if (cursor.size() < 2 || cursor[0] != 'p') return 0;
    auto error = std::from_chars(cursor.data() + 1, cursor.data() + cursor.size(), offset, 36).ec;
    return error == std::errc() && offset >= 1 && offset <= deepest && cursor == cursor_of(offset) ? offset : 0;
}

/// One search in one database.
class Run {
  public:
    Run(Xapian::Database const& database, Question const& question, Query const& query)
        : database_(database), question_(question), query_(query), needles_(query), limit_(std::clamp(question.limit, 1, most_hits)) {}

    Answer answer() {
        if (query_.empty()) {
            if (!text_is_blank()) return {};
            look(Xapian::Query::MatchAll, true);
            return std::move(answer_);
        }
        bool by_date = question_.sort == Sort::date;
        if (!loose_cursor()) {
            look(match::strict(query_, database_, by_date), by_date);
            if (!match::asks_for_all(query_)) name_missing();
        }
        if (answer_.total == 0 && question_.may_loosen) loosen();
        return std::move(answer_);
    }

  private:
    int offset() const { return offset_of(std::string_view(question_.cursor).substr(loose_cursor() ? 1 : 0)); }
    bool loose_cursor() const { return question_.cursor.starts_with("l"); }
    bool text_is_blank() const {
        return std::all_of(question_.text.begin(), question_.text.end(),
                           [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    }

    void loosen() {
        verify_ = false;
        answer_ = {};
        seen_.clear();
        partial_.clear();
        look(match::loose(query_, database_), question_.sort == Sort::date);
        if (answer_.total == 0) return;
        name_missing();
        answer_.loosened = true;
        if (!answer_.next_cursor.empty()) answer_.next_cursor = "l" + answer_.next_cursor;
    }

    /// A long question may miss words; where not one of the hits holds a word, the answer is a looser one and says so.
    void name_missing() {
        if (answer_.hits.empty()) return;
        answer_.dropped = needles_.missing({seen_.begin(), seen_.end()});
        std::erase_if(answer_.dropped, [&](std::string const& word) {
            return std::any_of(partial_.begin(), partial_.end(), [&](Xapian::docid id) { return holds(id, tokens(word)); });
        });
        answer_.loosened = !answer_.dropped.empty();
    }

    /// By the index, for documents whose kept text is not whole.
    bool holds(Xapian::docid id, std::vector<Token> const& row) const {
        auto has = [&](std::string const& term) {
            auto at = database_.postlist_begin(term);
            if (at == database_.postlist_end(term)) return false;
            at.skip_to(id);
            return at != database_.postlist_end(term) && *at == id;
        };
        if (row.size() == 1) return has(row[0].text);
        for (std::size_t i = 0; i + 1 < row.size(); ++i)
            if (!has(pair_term(row[i], row[i + 1]))) return false;
        return true;
    }

    void look(Xapian::Query const& query, bool by_date) {
        Xapian::Enquire enquire(database_);
        enquire.set_query(match::filtered(query, question_.filters));
        enquire.set_weighting_scheme(match::weighting());
        enquire.set_docid_order(Xapian::Enquire::DESCENDING);
        if (by_date) enquire.set_sort_by_value(terms::slot_time, true);
        Counters counters;
        if (question_.facets) counters.attach(enquire);
        verify_ = verify_ && !query_.phrases.empty();
        auto first = Xapian::doccount(offset());
        auto wanted = verify_ ? most_verified : Xapian::doccount(limit_) + 1;
        auto found = enquire.get_mset(first, wanted, question_.facets ? sample : first + counted);
        answer_.total = found.get_matches_estimated();
        answer_.total_is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
        if (question_.facets) answer_.facets = counters.facets(found);
        take(found, first);
    }

    void take(Xapian::MSet const& found, Xapian::doccount first) {
        Xapian::doccount read = 0, refused = 0;
        bool may_go_on = verify_ && found.size() == most_verified && first + found.size() < found.get_matches_upper_bound();
        for (auto at = found.begin(); at != found.end(); ++at, ++read) {
            bool full = int(answer_.hits.size()) == limit_;
            if (full && !verify_) {
                goes_on_at(first + read);
                break;
            }
            auto record = decode(at.get_document().get_data());
            if (verify_ && record.is_whole && !holds_phrases(record)) {
                ++refused;
            } else if (!full) {
                add(std::move(record), *at, at.get_weight());
            } else {
                goes_on_at(first + read);  // the rest is read for the total alone
                if (may_go_on) break;
            }
        }
        if (may_go_on && !answer_.hits.empty()) goes_on_at(first + read);
        if (refused == 0) return;
        bool all_read = first == 0 && read == found.size() && read == found.get_matches_estimated();
        answer_.total = all_read ? answer_.total - refused : std::llround(double(answer_.total) * (read - refused) / read);
        answer_.total_is_exact = answer_.total_is_exact && all_read;
    }

    /// The first word counts: the next page begins with the first hit that this one has no room for.
    void goes_on_at(Xapian::doccount offset) {
        if (!answer_.next_cursor.empty() || answer_.cut_off) return;
        answer_.cut_off = offset > Xapian::doccount(deepest);
        if (!answer_.cut_off) answer_.next_cursor = cursor_of(int(offset));
    }

    bool holds_phrases(Record const& record) const {
        return needles_.holds_phrases(record.hit.title + '\x1F' + record.text + '\x1F' + record.names);
    }

    void add(Record record, Xapian::docid id, double weight) {
        auto& hit = answer_.hits.emplace_back(std::move(record.hit));
        hit.id = id;
        hit.score = weight;
        hit.title_snippet = needles_.mark(hit.title, true);
        hit.snippet = needles_.cut(record.text, snippet_length);
        if (!record.is_whole) partial_.push_back(id);
        seen_.push_back(hit.title + '\n' + std::move(record.text) + '\n' + std::move(record.names));
    }

    Xapian::Database const& database_;
    Question const& question_;
    Query const& query_;
    Needles needles_;
    int limit_;
    bool verify_ = true;
    Answer answer_;
    std::vector<std::string> seen_;
    std::vector<Xapian::docid> partial_;  // hits of which only a part of the text is kept
};

}  // namespace

bool is_cursor(std::string_view text) { return offset_of(text.substr(text.starts_with('l') ? 1 : 0)) > 0; }

/// Databases that wait for the next search; each is used by one thread at a time.
struct Searcher::Inside {
    struct Handle {
        fs::path path;
        Xapian::Database database;
    };
    fs::path folder;
    std::mutex lock;
    std::vector<Handle> idle;

    Handle take() {
        auto path = generation::current(folder);
        if (path.empty()) throw std::runtime_error("search index: no index in " + folder.string());
        {
            std::lock_guard guard(lock);
            std::erase_if(idle, [&](Handle const& handle) { return handle.path != path; });
            if (!idle.empty()) {
                auto out = std::move(idle.back());
                idle.pop_back();
                out.database.reopen();
                return out;
            }
        }
        return {path, Xapian::Database(path.string())};
    }

    void give_back(Handle handle) {
        std::lock_guard guard(lock);
        idle.push_back(std::move(handle));
    }

    /// Runs `work` on a database. A writer that overtakes the search, or a rebuild, makes it run again on the newer state.
    template <class Work>
    auto use(Work&& work) {
        for (int attempt = 1;; ++attempt) try {
                auto handle = take();
                auto out = work(handle.database);
                give_back(std::move(handle));
                return out;
            } catch (Xapian::Error const& error) {
                if (attempt == 5) throw std::runtime_error("search index: " + error.get_description());
            }
    }
};

Searcher::Searcher(fs::path folder) : inside_(std::make_unique<Inside>()) {
    inside_->folder = std::move(folder);
    position();
}

Searcher::~Searcher() = default;

Answer Searcher::search(Question const& question) const {
    auto query = parse_query(question.text);
    return inside_->use([&](Xapian::Database const& database) { return Run(database, question, query).answer(); });
}

std::vector<Suggestion> Searcher::suggest(std::string const& typed, int limit) const {
    std::vector<Suggestion> out;
    auto most = std::size_t(std::clamp(limit, 1, 8));
    return inside_->use([&](Xapian::Database const& database) {
        out.clear();
        auto query = match::title_prefix(typed, database);
        if (query.empty()) return out;
        Xapian::Enquire enquire(database);
        enquire.set_query(query);
        enquire.set_weighting_scheme(match::weighting());
        enquire.set_docid_order(Xapian::Enquire::DESCENDING);
        auto found = enquire.get_mset(0, Xapian::doccount(most * 3));
        for (auto at = found.begin(); at != found.end() && out.size() < most; ++at) {
            auto hit = decode(at.get_document().get_data()).hit;
            bool known = std::any_of(out.begin(), out.end(), [&](Suggestion const& one) { return one.title == hit.title; });
            if (!known) out.push_back({Id(*at), hit.title, hit.url});
        }
        return out;
    });
}

std::int64_t Searcher::position() const {
    return inside_->use([](Xapian::Database const& database) { return std::stoll(database.get_metadata("position")); });
}

std::int64_t Searcher::count() const {
    return inside_->use([](Xapian::Database const& database) { return std::int64_t(database.get_doccount()); });
}

void Searcher::reopen() {
    std::lock_guard guard(inside_->lock);
    inside_->idle.clear();
}

}  // namespace mingtang::search
