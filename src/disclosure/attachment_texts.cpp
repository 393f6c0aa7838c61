#include "disclosure/attachment_texts.hpp"

#include "base/rounds.hpp"
#include "base/text.hpp"
#include "disclosure/store.hpp"
#include "disclosure/store_texts.hpp"
#include "journal/journal.hpp"
#include "scan/child.hpp"

namespace mingtang::disclosure {
namespace {

constexpr std::size_t most_bytes = 200'000;
constexpr std::size_t files_of_a_round = 20;
constexpr int events_of_a_round = 1000;
constexpr char const* reader_name = "attachment_texts";

/// Filing read the file to its end to find personal data; for the search less will do. A server that is to stop waits for one file.
scan::Limits limits() { return {.ocr_pages = 5, .seconds = 30}; }

bool shows_more(std::string_view event) { return event == "disclosure.published" || event == "disclosure.revised"; }
bool shows_less(std::string_view event) { return event == "disclosure.revised" || event == "disclosure.withdrawn"; }

bool is_in_sight(std::string_view place, std::string_view hidden) {
    return hidden.empty() && place != "properties" && !place.ends_with("/properties");
}

void add(std::string& words, std::string_view text, char after) {
    if (text.empty() || words.size() >= most_bytes || !text::is_utf8(text)) return;
    for (char c : text) words += c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 0x20 ? c : ' ';
    words += after;
}

/// What a round has to do, read in one transaction.
struct Task {
    long long from = 0, to = 0;
    std::set<Id> shown, changed;
    std::map<std::string, std::string> unread;  // content → a name of the file
};

void add_unread(storage::Transaction& tx, Id disclosure_id, Task& task) {
    auto row = store::public_row(tx, disclosure_id);
    if (!row) return;
    for (auto const& attachment : store::attachments_of(tx, row->edition_id)) {
        task.shown.insert(disclosure_id);
        if (!store::kept_words(tx, attachment.sha256)) task.unread.emplace(attachment.sha256, attachment.name);
    }
}

Task next_task(storage::Transaction& tx) {
    Task task;
    task.from = task.to = journal::position(tx, reader_name);
    for (auto const& event : journal::read_after(tx, task.from, events_of_a_round)) {
        if (task.unread.size() >= files_of_a_round) break;
        if (shows_more(event.name)) add_unread(tx, event.subject_id(), task);
        if (shows_less(event.name)) task.changed.insert(event.subject_id());
        task.to = event.seq;
    }
    return task;
}

/// The words of each file; a file that is not here is left out, `doctor` tells of it.
std::map<std::string, std::string> read_files(organ::Environment const& env, std::map<std::string, std::string> const& unread,
                                              std::stop_token const& stop) {
    std::map<std::string, std::string> words;
    for (auto const& [sha256, name] : unread) {
        if (stop.stop_requested()) break;
        if (auto bytes = env.blobs.content(sha256)) words[sha256] = words_of(scan::read_in_child(*bytes, name, limits(), env.reader));
    }
    return words;
}

/// What was withdrawn while its file was read keeps no words. Told also where another document brought the same file before: the index may
/// have taken this one in between.
void keep(organ::Context& in, Id disclosure_id, std::map<std::string, std::string> const& words) {
    auto row = store::public_row(in.tx, disclosure_id);
    if (!row) return;
    int files = 0;
    for (auto const& attachment : store::attachments_of(in.tx, row->edition_id)) {
        auto kept = store::kept_words(in.tx, attachment.sha256);
        if (auto read = words.find(attachment.sha256); !kept && read != words.end())
            store::keep_words(in.tx, attachment.sha256, kept.emplace(read->second));
        files += kept && !kept->empty();
    }
    if (files == 0) return;
    in.write("disclosure.attachments_read", "disclosure:" + std::to_string(disclosure_id), row->unit_id,
             {{"edition_id", row->edition_id}, {"files", files}});
}

}  // namespace

std::string words_of(scan::Reading const& reading) {
    std::string words;
    for (auto const& passage : reading.passages)
        if (passage.seam == 0 && is_in_sight(passage.place, passage.hidden)) add(words, passage.text, '\n');
    for (auto const& table : reading.tables) {
        for (auto const& row : table.rows) {
            for (auto const& cell : row)
                if (is_in_sight(cell.place, cell.hidden)) add(words, cell.text, ' ');
            if (words.ends_with(' ')) words.back() = '\n';
        }
    }
    if (words.size() > most_bytes) {
        auto end = most_bytes;
        while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
        words.resize(end);
    }
    return words;
}

bool keep_public_texts(organ::Environment const& env, std::stop_token const& stop) {
    Task task;
    {
        auto tx = env.database.read();
        task = next_task(tx);
    }
    if (task.to == task.from) return false;
    auto words = read_files(env, task.unread, stop);
    if (stop.stop_requested()) return false;
    auto actor = organ::Actor::of_system("attachment_texts");
    (void)organ::act(env, actor, [&](organ::Context& in) -> Done {
        if (journal::position(in.tx, reader_name) != task.from) return {};  // another node was faster
        for (auto id : task.shown) keep(in, id, words);
        for (auto id : task.changed)
            for (auto const& sha256 : store::contents_of(in.tx, id)) store::drop_words_of_no_public_edition(in.tx, sha256);
        journal::save_position(in.tx, reader_name, task.to);
        return {};
    });
    return true;
}

void keep_public_texts_in_rounds(organ::Environment const& env, std::stop_token const& stop) {
    using namespace std::chrono_literals;
    in_rounds(stop, "texts of attachments", 1s, [&] { keep_public_texts(env, stop); });
}

}  // namespace mingtang::disclosure
