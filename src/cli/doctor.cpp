#include <unistd.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "cli/line.hpp"
#include "cli/log.hpp"
#include "cli/store.hpp"
#include "cli/words.hpp"
#include "disclosure/store.hpp"
#include "journal/journal.hpp"
#include "mail/rules.hpp"
#include "mail/store.hpp"
#include "mail/words.hpp"
#include "paper/paper.hpp"
#include "search/index.hpp"
#include "storage/contents_hold.hpp"
#include "translog/log.hpp"
#include "translog/reading.hpp"
#include "view/view.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

struct Finding {
    bool good = true;
    std::string line;
};

Finding good(std::string const& check, Details const& details = {}) { return {true, words("doctor." + check, details)}; }
Finding bad(std::string const& check, Details const& details = {}) { return {false, words("doctor." + check, details)}; }

Finding folder(app::Store& store) {
    auto const& data = store.config().data;
    if (::access(data.c_str(), R_OK | W_OK | X_OK) != 0) return bad("folder.bad", {{"words", data.string()}});
    auto rights = fs::status(data / "secret.key").permissions();
    bool open = (rights & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
    return open ? bad("folder.bad", {{"words", (data / "secret.key").string()}}) : good("folder");
}

Finding database(storage::Transaction& tx) {
    auto answer = store::integrity(tx);
    return answer == "ok" ? good("database") : bad("database.bad", {{"words", answer}});
}

Finding journal_chain(storage::Transaction& tx) {
    long long verified = 0;
    auto broken = journal::first_broken(tx, verified);
    return broken ? bad("journal.bad", {{"seq", std::to_string(*broken)}}) : good("journal", {{"count", std::to_string(verified)}});
}

Finding index(app::Store& store, storage::Transaction& tx) {
    try {
        search::Searcher searcher(store.search_folder());
        auto head = journal::head(tx);
        auto shown = disclosure::store::public_count(tx, {});
        // A running server may be a moment behind with what has just been written.
        for (int i = 0; i < 20 && searcher.position() < head; ++i) ::usleep(100'000), searcher.reopen();
        if (searcher.position() >= head && searcher.count() == shown) return good("index", {{"count", std::to_string(shown)}});
        return bad("index.bad", {{"index", std::to_string(searcher.count())},
                                 {"position", std::to_string(searcher.position())},
                                 {"public", std::to_string(shown)},
                                 {"head", std::to_string(head)}});
    } catch (storage::Unavailable const&) {
        throw;
    } catch (std::exception const& trouble) {
        return bad("index.unreadable", {{"words", trouble.what()}});
    }
}

Finding publication_log(app::Store& store, storage::Transaction& tx) {
    auto row = translog::store::log(tx);
    if (!row) return good("log.none");
    auto checked = translog::check(tx);
    if (!checked.fault.empty()) return bad("log.bad", {{"words", checked.fault}, {"where", checked.where}});
    translog::Keyring ring(store.log_folder());
    if (ring.keys().empty() || !ring.is_private()) return bad("log.key", {{"words", ring.key_file().string()}});
    if (row->signed_size < row->size)
        return bad("log.late", {{"size", std::to_string(row->size)},
                                {"signed", std::to_string(row->signed_size)},
                                {"seq", std::to_string(row->seq)},
                                {"head", std::to_string(journal::head(tx))}});
    return good("log", {{"count", std::to_string(checked.entries)}});
}

/// A witness that was away for a while is no fault; one that has seen another log is.
Finding witnesses(storage::Transaction& tx) {
    constexpr int patience = 6;
    auto log = translog::store::log(tx);
    auto rows = translog::store::witnesses(tx);
    int newest = 0;
    for (auto const& row : rows) {
        bool grave = row.trouble == "ahead" || row.trouble == "fork" || row.trouble == "signature";
        if (grave || row.failures >= patience)
            return bad("witness.bad", {{"name", row.key().name()}, {"failures", std::to_string(row.failures)}, {"words", trouble_of(row)}});
        newest += !row.line.empty() && row.size == log->signed_size;
    }
    if (rows.empty()) return good("witness.none");
    return good("witness", {{"count", std::to_string(rows.size())}, {"newest", std::to_string(newest)}});
}

/// A server that was away for an hour is no fault; mail that waits longer is.
Finding outgoing_mail(app::Store& store, storage::Transaction& tx) {
    auto counts = mail::store::counts(tx, {.all = true});
    auto failed = counts[mail::State::failed] + counts[mail::State::given_up];
    Details details{{"queued", std::to_string(counts[mail::State::queued])}, {"failed", std::to_string(failed)}};
    auto oldest = mail::store::oldest_queued(tx);
    if (!store.config().mail.configured()) return oldest ? bad("mail.none", details) : good("mail.none", details);
    auto trouble = mail::store::last_in_trouble(tx);
    bool stuck = oldest && oldest->next_try_at + std::chrono::hours(1) < store.environment().clock.now();
    bool away =
        trouble && mail::is_of_the_server(trouble->trouble) && oldest->made_at + std::chrono::hours(1) < store.environment().clock.now();
    if (!stuck && !away) return good("mail", details);
    details.emplace_back("at", oldest->made_at.local_text());
    details.emplace_back("words", trouble ? mail::trouble_words(*trouble) : "");
    return bad("mail.bad", details);
}

/// All of them named; the hashes of all, or of every n-th where there are many.
Finding contents(app::Store& store, storage::Transaction& tx, bool thorough) {
    constexpr std::size_t sampled = 500;
    auto all = storage::Blobs::named(tx);
    auto step = thorough ? 1 : std::max<std::size_t>(1, all.size() / sampled);
    std::size_t missing = 0, checked = 0;
    std::string example;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto file = store.environment().blobs.file(all[i]);
        bool fits = file.has_value();
        if (fits && i % step == 0) fits = sha256_of_file(*file) == all[i], ++checked;
        if (!fits) ++missing, example = all[i];
    }
    if (missing) return bad("blobs.bad", {{"count", std::to_string(missing)}, {"example", example}});
    return good("blobs", {{"count", std::to_string(all.size())}, {"checked", std::to_string(checked)}});
}

Finding clock_of(app::Store& store, storage::Transaction& tx) {
    auto newest = journal::read_back(tx, {.limit = 1});
    bool late = newest.empty() || newest.front().at <= store.environment().clock.now() + std::chrono::minutes(2);
    return late ? good("clock") : bad("clock.bad", {{"at", newest.front().at.local_text()}});
}

/// Next year's notice comes in November; until December it may be missing.
Finding calendar(app::Store& store) {
    auto held = store.environment().calendar_now();
    auto const& known = *held;
    auto today = store.environment().clock.today();
    if (!known.is_known(today.year())) return bad("calendar.bad", {{"years", std::to_string(today.year())}});
    if (known.is_known(today.year() + 1)) return good("calendar");
    if (today.month() == 12) return bad("calendar.bad", {{"years", std::to_string(today.year() + 1)}});
    return good("calendar.next");
}

Finding space(app::Store& store) {
    auto free = fs::space(store.config().data).available;
    if (free < (std::uintmax_t(1) << 30)) return bad("space.bad", {{"mebibytes", std::to_string(free >> 20)}});
    return good("space", {{"gibibytes", std::to_string(free >> 30)}});
}

/// Letters and reports can be had as PDF, and in the faces that official papers are set in.
Finding printing() {
    auto faces = paper::printed_faces();
    if (!faces) return bad("printing.bad", {{"words", view::sentence(faces.error())}});
    auto all = text::join(*faces, "、");
    bool has_fangsong = all.find("Fang") != all.npos || all.find("FANG") != all.npos || all.find("仿宋") != all.npos;
    return good(has_fangsong ? "printing" : "printing.other", {{"faces", all}});
}

void sweep(app::Store& store) {
    if (!storage::ContentsHold::alone(store.environment().blobs.folder())) return say(words("doctor.backup_reads"));
    auto tx = store.database().write();
    auto swept = store.environment().blobs.sweep(tx);
    tx.commit();
    say(words("doctor.swept",
              {{"count", std::to_string(swept.contents)}, {"mebibytes", std::to_string((swept.bytes + (1 << 20) - 1) >> 20)}}));
}

int examine(app::Config const& config, bool thorough, bool sweeping) {
    auto opened = existing_store(config);
    if (!opened) return refuse(opened.error(), Exit::unreachable);
    auto& store = **opened;
    store.index_now();
    store.log_now();
    if (sweeping) sweep(store);
    auto tx = store.database().read();
    int faults = 0;
    for (auto const& finding :
         {folder(store), database(tx), journal_chain(tx), publication_log(store, tx), witnesses(tx), index(store, tx),
          outgoing_mail(store, tx), contents(store, tx, thorough), clock_of(store, tx), calendar(store), space(store), printing()}) {
        faults += !finding.good;
        say(words(finding.good ? "doctor.good" : "doctor.bad") + "  " + finding.line);
    }
    say(words(faults ? "doctor.sum.bad" : "doctor.sum.good", {{"count", std::to_string(faults)}}));
    return faults ? Exit::wrong : Exit::done;
}

}  // namespace

void add_doctor(Verb app, Line& line) {
    auto thorough = std::make_shared<bool>(false);
    auto sweeping = std::make_shared<bool>(false);
    auto verb = app.add_verb("doctor", words("help.doctor"));
    verb.add_flag("--sweep", *sweeping, words("help.doctor.sweep"));
    verb.add_flag("--thorough", *thorough, words("help.doctor.thorough"));
    verb.callback(
        [&line, thorough, sweeping] { line.work = [&line, thorough, sweeping] { return examine(line.config, *thorough, *sweeping); }; });
}

}  // namespace mingtang::cli
