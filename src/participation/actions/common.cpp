#include "participation/actions/common.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "organ/second_factor.hpp"
#include "participation/words.hpp"

namespace mingtang::participation {
namespace {

constexpr std::string_view words_purpose = "participation.words", writer_purpose = "participation.writer";
constexpr std::size_t longest_reason = 500;

Writer writer_of(Context const& in, Letter const& letter) {
    if (letter.erased_at) return {};
    auto text = organ::unseal(in.secret, writer_purpose, letter.writer);
    if (!text) return {};
    auto const parsed = boost::json::parse(*text);
    auto const& row = parsed.as_object();
    return {json::text(row, "name"), json::text(row, "phone"), json::text(row, "email")};
}

}  // namespace

std::string sealed(Context const& in, std::string_view text) { return text.empty() ? "" : organ::seal(in.secret, words_purpose, text); }

std::string unsealed(Context const& in, std::string const& sealed) {
    return sealed.empty() ? "" : organ::unseal(in.secret, words_purpose, sealed).value_or("");
}

std::string sealed_writer(Context const& in, Writer const& writer) {
    json::object row{{"name", writer.name}, {"phone", writer.phone}, {"email", writer.email}};
    return organ::seal(in.secret, writer_purpose, json::serialize(row));
}

std::string keyed_hash(Context const& in, std::string_view purpose, std::string_view text) {
    return organ::keyed_hash(in.secret, "participation 1 " + std::string(purpose), text);
}

std::string hash_of_code(Context const& in, std::string const& typed) { return keyed_hash(in, "query_code", organ::plain_code(typed)); }

std::string plain(std::string const& typed) {
    std::vector<std::string> lines;
    for (auto const& line : text::split(typed, '\n')) lines.push_back(text::one_line(line));
    return text::trim(text::join(lines, "\n"));
}

Outcome<std::string> reason_of(std::string const& typed, std::string const& verb) {
    auto reason = text::one_line(typed);
    if (reason.empty() || text::length(reason) > longest_reason)
        return Refusal{"participation." + verb + ".reason", "", {{"most", std::to_string(longest_reason)}}, "reason"};
    return reason;
}

Outcome<Letter> find(Context& in, Id id) {
    auto found = store::by_id(in.tx, id);
    if (!found || !may_see(in.actor, *found)) return Refusal{"participation.find.not_found"};
    return *found;
}

Outcome<Letter> find_for(Context& in, Id id, int seen, Action action) {
    auto found = find(in, id);
    if (!found) return found;
    if (auto to = next(*found, action, in.actor); !to) return to.error();
    if (found->lock_version != seen) return Refusal{"participation.step.conflict"};
    return found;
}

void reckon(Context const& in, Letter& letter) {
    letter.reply_due = reply_due(letter.kind, letter.received_on, letter.extended_by, in.calendar);
    letter.reply_certain = in.calendar.is_known(letter.received_on, letter.reply_due);
}

Letter take(Context& in, Letter letter, Action action, std::string const& event, std::string const& remark, bool shown) {
    auto to = after(letter.state, action);
    if (letter.state != to) letter.state_since = in.now;
    letter.state = to;
    ++letter.lock_version;
    store::save(in.tx, letter);
    note(in, letter, to_text(action), remark, shown);
    tell(in, event, letter);
    return letter;
}

void note(Context& in, Letter const& letter, std::string_view action, std::string const& remark, bool shown) {
    Step step{.letter_id = letter.id,
              .action = std::string(action),
              .person_id = in.actor.person_id,
              .person_name = in.actor.person_id != 0 ? in.actor.name
                             : in.actor.system       ? word("page", "system")
                                                     : "",
              .at = in.now,
              .remark = sealed(in, remark),
              .shown = shown};
    store::add(in.tx, step);
}

void tell(Context& in, std::string const& event, Letter const& letter, json::object more) {
    more["number"] = letter.number;
    more["kind"] = to_text(letter.kind);
    more["state"] = to_text(letter.state);
    more["reply_due"] = letter.reply_due.text();
    in.write("participation." + event, letter.subject(), letter.unit_id, std::move(more));
}

Opened opened(Context const& in, Letter const& letter) {
    return {.letter = letter,
            .title = unsealed(in, letter.title),
            .words = unsealed(in, letter.words),
            .reply = unsealed(in, letter.reply),
            .close_reason = unsealed(in, letter.close_reason),
            .rating_words = unsealed(in, letter.rating_words),
            .writer = writer_of(in, letter)};
}

Outcome<Opened> open_letter(Context& in, Id id) {
    auto found = find(in, id);
    if (!found) return found.error();
    if (!may_read(in.actor, *found)) return Refusal{"participation.read.forbidden"};
    in.write("participation.read", found->subject(), found->unit_id, {{"number", found->number}});
    return opened(in, *found);
}

std::vector<std::string> titles_of(Context& in, std::vector<Letter> const& letters) {
    std::vector<std::string> titles;
    long long read = 0;
    for (auto const& letter : letters) {
        bool may = may_read(in.actor, letter);
        titles.push_back(may ? unsealed(in, letter.title) : "");
        read += may;
    }
    if (read > 0) in.write("participation.listed", "unit:" + std::to_string(in.actor.unit_id), in.actor.unit_id, {{"letters", read}});
    return titles;
}

std::string remark_of(Context const& in, Step const& step) { return unsealed(in, step.remark); }

}  // namespace mingtang::participation
