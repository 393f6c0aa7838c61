#include "search/index.hpp"

#include <set>
#include <stdexcept>
#include <unordered_map>

#include "search/analysis.hpp"
#include "search/generation.hpp"
#include "search/ranking.hpp"
#include "search/record.hpp"
#include "search/terms.hpp"

namespace mingtang::search {
namespace fs = std::filesystem;
namespace {

/// Gathers the terms of one document.
class Terms {
  public:
    void add_text(std::string_view text, unsigned weight) { add_tokens(tokens(text), {}, weight); }

    void add_title(std::string_view title) {
        auto list = tokens(title);
        add_tokens(list, {}, in_title);
        add_tokens(list, terms::title, 1);
        if (!list.empty()) add(std::string(terms::title) + std::string(terms::begins) + list.front().text, 1);
    }

    void add_name(std::string_view name) {
        auto folded = fold(name);
        for (std::size_t i = 0; i < folded.size(); ++i) {
            auto const& here = readings(folded[i].c);
            static std::vector<std::string> const none;
            auto const& next = i + 1 < folded.size() ? readings(folded[i + 1].c) : none;
            for (auto const& a : here) {
                if (next.empty()) add(std::string(terms::pinyin) + a, 0);
                for (auto const& b : next) {
                    add(std::string(terms::pinyin) + a + ' ' + b, 0);
                    add(std::string(terms::initials) + a[0] + b[0], 0);
                }
            }
        }
    }

    void add_numbers(Document const& document) {
        if (auto key = folded_text(document.index_number); !key.empty()) {
            std::erase(key, ' ');
            add(terms::term(terms::index_number, key), 0);
        }
        for (auto const& number : document_numbers(document.document_number)) {
            add(terms::term(terms::number, number.text()), 1);
            add(terms::term(terms::year_number, number.year_and_number()), 1);
        }
        for (auto const* text : {&document.title, &document.body_text})
            for (auto const& number : document_numbers(*text)) add(terms::term(terms::mentioned, number.year_and_number()), 1);
    }

    void add(std::string term, unsigned weight) { counts_[std::move(term)] += weight; }

    void put_into(Xapian::Document& to) const {
        for (auto const& [term, count] : counts_) to.add_term(term, count);
    }

  private:
    void add_tokens(std::vector<Token> const& list, std::string_view prefix, unsigned weight) {
        std::string const before(prefix);
        for (std::size_t i = 0; i < list.size(); ++i) {
            bool joined = i + 1 < list.size() && list[i + 1].joined;
            if (!list[i].han || !joined) add(before + list[i].text, list[i].han ? 0 : weight);
            if (joined) add(before + pair_term(list[i], list[i + 1]), weight);
        }
    }

    std::unordered_map<std::string, unsigned> counts_;
};

std::set<std::string> names_of(Document const& document) {
    std::set<std::string> out(document.unit_names.begin(), document.unit_names.end());
    out.insert(document.unit_name);
    return out;
}

Xapian::Document analysed(Document const& document) {
    Terms all;
    all.add_title(document.title);
    all.add_name(document.title);
    all.add_text(document.body_text, in_body);
    all.add_text(document.summary, in_body);
    all.add_text(document.document_number, in_body);
    for (auto const& keyword : document.keywords) all.add_text(keyword, in_keywords);
    for (auto const& name : names_of(document)) all.add_text(name, in_body), all.add_name(name);
    for (auto const& name : document.attachment_names) all.add_text(name, in_body);
    for (auto const& text : document.attachment_texts) all.add_text(std::string_view(text).substr(0, 600'000), in_attachment);
    all.add_numbers(document);
    Xapian::Document out;
    all.put_into(out);
    return out;
}

void add_filters(Document const& document, Xapian::Document& out) {
    auto add = [&](std::string_view prefix, std::string const& value) {
        if (!value.empty()) out.add_boolean_term(terms::term(prefix, value));
    };
    add(terms::unit, document.unit_code);
    add(terms::kind, document.kind);
    add(terms::validity, document.validity);
    add(terms::catalogue, document.catalogue_item);
    for (auto const& subject : document.subjects) add(terms::subject, subject);
    if (document.published_on) add(terms::year, std::to_string(document.published_on.year()));
}

void add_values(Document const& document, Xapian::Document& out) {
    auto at = document.published_at ? document.published_at.ms() : document.published_on ? Instant(document.published_on.sys()).ms() : 0;
    out.add_value(terms::slot_time, Xapian::sortable_serialise(double(at)));
    if (document.published_on) out.add_value(terms::slot_day, terms::day_value(document.published_on.text()));
    out.add_value(terms::slot_unit, document.unit_code);
    out.add_value(terms::slot_kind, document.kind);
    std::string subjects;
    for (auto const& subject : document.subjects) subjects += (subjects.empty() ? "" : std::string(1, terms::between)) + subject;
    out.add_value(terms::slot_subjects, subjects);
}

Xapian::docid docid_of(Id id) {
    if (id < 1 || id > 0xFFFFFFFF) throw std::invalid_argument("search: id out of range");
    return Xapian::docid(id);
}

/// Xapian's exceptions stay inside.
template <class Work>
auto guarded(Work&& work) {
    try {
        return work();
    } catch (Xapian::Error const& error) {
        throw std::runtime_error("search index: " + error.get_description());
    }
}

}  // namespace

struct Index::Inside {
    fs::path folder;
    fs::path path;
    Xapian::WritableDatabase database;

    Inside(fs::path in, fs::path at, int how) : folder(std::move(in)), path(std::move(at)), database(path.string(), how) {
        if (database.get_metadata("analysis").empty() && database.get_doccount() == 0) start();
        database.begin_transaction();
    }

    void start() {
        database.set_metadata("analysis", std::to_string(analysis_version));
        database.set_metadata("position", "0");
        database.commit();
    }
};

Index::Index(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Index::Index(fs::path folder) {
    guarded([&] {
        fs::create_directories(folder);
        auto path = generation::current(folder);
        bool fresh = path.empty();
        if (fresh) path = generation::unused(folder);
        inside_ = std::make_unique<Inside>(folder, path, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
        if (fresh) generation::use(folder, path);
    });
}

Index Index::rebuild(fs::path folder) {
    return guarded([&] {
        fs::create_directories(folder);
        auto path = generation::unused(folder);
        return Index(std::make_unique<Inside>(folder, path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS));
    });
}

Index::~Index() {
    if (!inside_) return;
    try {
        inside_->database.cancel_transaction();
    } catch (Xapian::Error const&) {  // the database is gone; there is nothing left to drop
    }
}

void Index::put(Document const& document) {
    auto id = docid_of(document.id);
    auto out = analysed(document);
    add_filters(document, out);
    add_values(document, out);
    out.set_data(encode(document));
    guarded([&] { inside_->database.replace_document(id, out); });
}

void Index::remove(Id id) {
    guarded([&] {
        try {
            inside_->database.delete_document(docid_of(id));
        } catch (Xapian::DocNotFoundError const&) {  // removing twice is no mistake: the journal may be read again
        }
    });
}

void Index::commit(std::int64_t journal_position) {
    guarded([&] {
        inside_->database.set_metadata("position", std::to_string(journal_position));
        inside_->database.commit_transaction();
        inside_->database.begin_transaction();
    });
}

void Index::go_live() {
    guarded([&] {
        generation::use(inside_->folder, inside_->path);
        generation::clear(inside_->folder);
    });
}

std::int64_t Index::position() const {
    return guarded([&] { return std::stoll(inside_->database.get_metadata("position")); });
}

std::int64_t Index::count() const {
    return guarded([&] { return std::int64_t(inside_->database.get_doccount()); });
}

bool Index::needs_rebuild() const {
    return guarded([&] { return inside_->database.get_metadata("analysis") != std::to_string(analysis_version); });
}

}  // namespace mingtang::search
