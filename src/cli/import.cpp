#include <signal.h>
#include <unistd.h>

#include <future>
#include <thread>

#include "cli/import_catalogue.hpp"
#include "cli/import_lines.hpp"
#include "cli/import_record.hpp"
#include "cli/import_remedies.hpp"
#include "cli/import_requests.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "disclosure/store.hpp"
#include "journal/reader.hpp"
#include "organ/store.hpp"
#include "search/journal_reader.hpp"
#include "storage/savepoint.hpp"

namespace mingtang::cli {
namespace {

struct Choices {
    std::string file, unit, map, domain, name;
    bool publish = false;
    int batch = 200;
};

constexpr auto pause = std::chrono::milliseconds(5);

volatile sig_atomic_t interrupted = 0;

void stop_on_signals() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = SA_RESTART | SA_RESETHAND;  // the second one ends the program at once
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

/// A bar on a terminal; otherwise a line every few seconds.
class Progress {
  public:
    void show(Lines const& lines, long long documents, bool last) {
        auto now = std::chrono::steady_clock::now();
        auto rest = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(5000);
        if (!last && now - shown_ < rest) return;
        shown_ = now;
        auto share = lines.bytes() ? std::min(1.0, double(lines.bytes_read()) / double(lines.bytes())) : 1.0;
        auto seconds = std::max(0.001, std::chrono::duration<double>(now - begun_).count());
        Details details{{"percent", std::to_string(int(share * 100))},
                        {"documents", std::to_string(documents)},
                        {"rate", std::to_string(int(double(documents) / seconds))},
                        {"bar", std::string(std::size_t(share * 30), '#') + std::string(30 - std::size_t(share * 30), '.')}};
        if (!terminal_) return tell(words("import.progress", details));
        auto line = "\r" + words("import.bar", details) + (last ? "\n" : "");
        [[maybe_unused]] auto written = ::write(2, line.data(), line.size());
    }

  private:
    bool terminal_ = ::isatty(2);
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now(), shown_ = begun_;
};

/// One run over the file: batches, each a transaction; in it each document is a savepoint, so that one that is refused leaves the others.
class Import {
  public:
    Import(app::Store& store, ImportOrder order, int batch)
        : store_(store), order_(std::move(order)), batch_(batch), lines_(order_.file), rejects_(order_.file) {}

    /// False when it was interrupted. While one batch is written, the next is read and its texts are cleaned.
    bool run() {
        auto reading = std::async(std::launch::async, [this] { return read_batch(); });
        while (!interrupted) {
            auto batch = reading.get();
            if (batch.empty()) break;
            reading = std::async(std::launch::async, [this] { return read_batch(); });
            write_batch(std::move(batch));
            progress_.show(lines_, added_ + revised_ + unchanged_ + held_, false);
            std::this_thread::sleep_for(pause);  // the people at a running server write too
        }
        progress_.show(lines_, added_ + revised_ + unchanged_ + held_, true);
        return !interrupted;
    }

    void say_summary() const {
        say(words("import.summary", {{"added", std::to_string(added_)},
                                     {"revised", std::to_string(revised_)},
                                     {"unchanged", std::to_string(unchanged_)},
                                     {"rejected", std::to_string(rejects_.count())}}));
        auto notice = [](char const* key, long long count) {
            if (count) say(words(key, {{"count", std::to_string(count)}}));
        };
        notice("import.held", held_);
        notice("import.subjects_as_keywords", notices_.subjects_as_keywords);
        notice("import.items_replaced", notices_.items_replaced);
        notice("import.units_replaced", notices_.units_replaced);
        notice("import.keywords_cut", notices_.keywords_cut);
        if (rejects_.count()) say(words("import.rejects", {{"file", rejects_.file().string()}}));
    }
    long long rejected() const { return rejects_.count(); }

  private:
    struct Waiting {
        Lines::Line line;
        Outcome<PreparedRecord> prepared;
    };

    /// Everything that needs no database happens before the transaction begins, so that others wait less.
    std::vector<Waiting> read_batch() {
        std::vector<Waiting> waiting;
        auto today = store_.environment().clock.today();
        while (waiting.size() < std::size_t(batch_) && !interrupted) {
            auto line = lines_.next();
            if (!line) break;
            auto object = object_of(*line);
            auto prepared = object ? prepare(order_, *object, today) : Outcome<PreparedRecord>(object.error());
            if (prepared && order_.publish && !prepared->document.files.empty() && !is_known(*prepared))
                look_at_files(*prepared, lookout());
            waiting.push_back({std::move(*line), std::move(prepared)});
        }
        return waiting;
    }

    /// An earlier run took in the same content.
    bool is_known(PreparedRecord const& prepared) {
        auto tx = store_.database().read();
        auto found = disclosure::store::disclosure_by_source(tx, order_.unit_id, prepared.document.source_id);
        return found && found->source_digest == prepared.document.source_digest;
    }

    disclosure::Lookout const& lookout() {
        auto actor = organ::Actor::of_system("import");
        if (!lookout_) lookout_ = organ::look(store_.environment(), actor, [](organ::Context& in) { return disclosure::lookout(in); });
        return *lookout_;
    }

    void write_batch(std::vector<Waiting> waiting) {
        auto actor = organ::Actor::of_system("import");
        std::vector<std::pair<Lines::Line, Refusal>> refused;
        long long counts[4]{};
        (void)organ::act(store_.environment(), actor, [&](organ::Context& in) -> Done {
            if (!lookups_) lookups_.emplace(in);
            for (auto& one : waiting) {
                auto done = one.prepared ? import_one(in, std::move(*one.prepared)) : Outcome<disclosure::Imported>(one.prepared.error());
                if (done) {
                    ++counts[int(*done)];
                } else {
                    refused.emplace_back(std::move(one.line), done.error());
                }
            }
            return {};
        });
        added_ += counts[int(disclosure::Imported::added)];
        revised_ += counts[int(disclosure::Imported::revised)];
        unchanged_ += counts[int(disclosure::Imported::unchanged)];
        held_ += counts[int(disclosure::Imported::held)];
        for (auto const& [line, refusal] : refused) rejects_.add(line, refusal);
    }

    Outcome<disclosure::Imported> import_one(organ::Context& in, PreparedRecord prepared) {
        auto record = complete(in, order_, *lookups_, std::move(prepared), notices_);
        storage::Savepoint part(in.tx);
        try {
            if (order_.publish) reopen_draft(in, record);
            record.document.files_ahead = &record.files_ahead;
            auto done = disclosure::import_document(in, record.unit_id, record.document, order_.publish);
            if (done) part.keep();
            return done;
        } catch (storage::Duplicate const& twice) {
            return Refusal{"cli.import.duplicate"};
        }
    }

    /// What an earlier run left as a draft is published by this one, although its content is the same.
    void reopen_draft(organ::Context& in, ImportRecord const& record) {
        auto found = disclosure::store::disclosure_by_source(in.tx, record.unit_id, record.document.source_id);
        if (!found || found->state != disclosure::State::drafting || found->public_edition_id) return;
        found->source_digest.clear();
        disclosure::store::save(in.tx, *found);
    }

    app::Store& store_;
    ImportOrder order_;
    int batch_;
    Lines lines_;
    Rejects rejects_;
    Progress progress_;
    Notices notices_;
    std::optional<Lookups> lookups_;
    std::optional<disclosure::Lookout> lookout_;
    long long added_ = 0, revised_ = 0, unchanged_ = 0, held_ = 0;
};

/// Lets the index follow on a thread of its own, and catch up at the end; unless a running server has it and does that itself.
class Indexing {
  public:
    Indexing(app::Store& store, bool wanted) : store_(store) {
        if (!wanted) return;
        try {
            auto reader = std::make_shared<search::JournalReader>(store.database(), store.search_folder());
            followers_.emplace(store.database(), store.environment().bell, std::vector<std::shared_ptr<journal::Reader>>{reader});
        } catch (storage::Unavailable const&) {
            throw;
        } catch (std::runtime_error const& busy) {
            spdlog::debug("index: {}", busy.what());
        }
    }
    ~Indexing() {
        if (!followers_) return;
        long long head = 0;
        {
            auto tx = store_.database().read();
            head = journal::head(tx);
        }
        if (!followers_->caught_up(head, std::chrono::minutes(10))) spdlog::warn("the index has not caught up");
    }

  private:
    app::Store& store_;
    std::optional<journal::Followers> followers_;
};

Outcome<ImportOrder> order_of(app::Store& store, Choices const& chosen) {
    ImportOrder order{.file = chosen.file, .publish = chosen.publish, .basis = words("import.basis")};
    auto map = read_map(chosen.map);
    if (!map) return map.error();
    order.sources = *map;
    auto tx = store.database().read();
    auto unit = organ::store::unit_by_code(tx, chosen.unit);
    if (!unit) return Refusal{"cli.unit.unknown", "", {{"unit", chosen.unit}}};
    order.unit_id = unit->id;
    return order;
}

int import_documents(app::Config const& config, Choices const& chosen) {
    if (!std::filesystem::is_regular_file(chosen.file)) return refuse({"cli.file.missing", "", {{"file", chosen.file}}}, Exit::unreachable);
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto order = order_of(**store, chosen);
    if (!order) return refuse(order.error(), order.error().code == "cli.import.map" ? Exit::misused : Exit::wrong);
    stop_on_signals();
    Import import(**store, *order, chosen.batch);
    bool whole = false;
    {
        Indexing indexing(**store, chosen.publish);
        whole = import.run();
    }
    import.say_summary();
    if (!whole) tell(words("import.interrupted"));
    return whole && import.rejected() == 0 ? Exit::done : Exit::wrong;
}

}  // namespace

void add_import(Verb app, Line& line) {
    auto verb = app.add_verb("import", words("help.import"));
    auto chosen = std::make_shared<Choices>();
    auto documents = verb.add_verb("documents", words("help.import.documents"));
    documents.footer(words("help.import.footer"));
    documents.add_option("file", chosen->file, words("help.import.file")).required().type_name("FILE.jsonl");
    documents.add_option("--unit", chosen->unit, words("help.import.unit")).required().type_name("CODE");
    documents.add_flag("--publish", chosen->publish, words("help.import.publish"));
    documents.add_option("--map", chosen->map, words("help.import.map")).type_name("OURS=THEIRS,…");
    documents.add_option("--batch", chosen->batch, words("help.import.batch")).range(1, 5000);
    auto requests = verb.add_verb("requests", words("help.import.requests"));
    requests.footer(words("help.import.requests.footer"));
    requests.add_option("file", chosen->file, words("help.import.requests.file")).required().type_name("FILE.csv|xlsx|jsonl");
    requests.add_option("--unit", chosen->unit, words("help.import.requests.unit")).required().type_name("CODE");
    auto catalogue = verb.add_verb("catalogue", words("help.import.catalogue"));
    catalogue.footer(words("help.import.catalogue.footer"));
    catalogue.add_option("file", chosen->file, words("help.import.catalogue.file")).required().type_name("FILE.csv|xlsx");
    catalogue.add_option("--domain", chosen->domain, words("help.import.catalogue.domain")).required().type_name("CODE");
    catalogue.add_option("--name", chosen->name, words("help.import.catalogue.name")).type_name("NAME");
    catalogue.add_option("--map", chosen->map, words("help.import.map")).type_name("OURS=THEIRS,…");
    catalogue.callback([&line, chosen] {
        line.work = [&line, chosen] { return import_catalogue(line.config, {chosen->file, chosen->domain, chosen->name, chosen->map}); };
    });
    requests.callback(
        [&line, chosen] { line.work = [&line, chosen] { return import_requests(line.config, chosen->file, chosen->unit); }; });
    auto remedies = verb.add_verb("remedies", words("help.import.remedies"));
    remedies.footer(words("help.import.remedies.footer"));
    remedies.add_option("file", chosen->file, words("help.import.remedies.file")).required().type_name("FILE.csv|xlsx|jsonl");
    remedies.add_option("--unit", chosen->unit, words("help.import.requests.unit")).required().type_name("CODE");
    remedies.callback(
        [&line, chosen] { line.work = [&line, chosen] { return import_remedies(line.config, chosen->file, chosen->unit); }; });
    documents.callback([&line, chosen] { line.work = [&line, chosen] { return import_documents(line.config, *chosen); }; });
}

}  // namespace mingtang::cli
