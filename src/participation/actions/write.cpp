#include <charconv>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "law/document_number.hpp"
#include "mail/address.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "participation/actions/common.hpp"
#include "participation/words.hpp"

/// What the writer does.
namespace mingtang::participation {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view token_purpose = "participation.form";
constexpr auto youngest_form = 3s;
constexpr auto oldest_form = 24h;
constexpr int most_of_one = 5, most_of_all = 300;  // letters an hour
constexpr std::size_t longest_title = 100, shortest_words = 5, longest_words = 3000, longest_rating = 500;

Refusal about(char const* code, std::string_view field, std::size_t number = 0) {
    Refusal refusal{code, "", {{"field", std::string(field)}}, std::string(field)};
    if (number != 0) refusal.details.emplace_back("number", std::to_string(number));
    return refusal;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

void check_length(std::vector<Refusal>& faults, std::string_view field, std::string const& value, std::size_t most) {
    if (value.empty()) faults.push_back(about("participation.write.missing", field));
    if (text::length(value) > most) faults.push_back(about("participation.write.too_long", field, most));
}

void check_contact(std::vector<Refusal>& faults, LetterForm const& form) {
    auto phone = text::one_line(form.phone), email = text::one_line(form.email);
    if (phone.empty() && email.empty()) faults.push_back(about("participation.write.contact", "phone"));
    auto digits = digits_of(phone).size();
    if (!phone.empty() && (digits < 7 || digits > 15 || text::length(phone) > 40))
        faults.push_back(about("participation.write.phone", "phone"));
    if (email.empty()) return;
    if (auto read = mail::read_address(email); !read) faults.push_back(read.error());
}

std::optional<Id> unit_of(Context& in, std::string const& code) {
    if (code.empty()) return 0;
    auto unit = organ::store::unit_by_code(in.tx, code);
    return unit && unit->open ? std::optional(unit->id) : std::nullopt;
}

Done is_by_a_person(Context const& in, LetterForm const& form) {
    auto opened = organ::unseal(in.secret, token_purpose, form.token);
    std::int64_t ms = 0;
    bool ours = opened && std::from_chars(opened->data(), opened->data() + opened->size(), ms).ec == std::errc();
    auto age = in.now - Instant::from_ms(ms);
    if (!ours || age > oldest_form || age < 0ms) return Refusal{"participation.write.token"};
    if (!form.trap.empty()) return Refusal{"participation.write.robot"};
    if (age < youngest_form) return Refusal{"participation.write.too_fast"};
    return {};
}

/// Made from the form, so that the same form has the same code.
std::string code_of_form(Context const& in, std::string const& token) { return organ::spelt_code(keyed_hash(in, "code", token)); }

std::string seal_of(Context const& in, Letter const& letter) {
    return keyed_hash(in, "follow", std::to_string(letter.id) + ":" + letter.query_code).substr(0, 40);
}

std::string day_digest(Context const& in, std::string const& source) { return keyed_hash(in, in.today().text(), source).substr(0, 32); }

Letter letter_of(Context& in, LetterForm const& form) {
    Writer writer{text::one_line(form.name), text::one_line(form.phone), text::one_line(form.email)};
    auto kind = from_text<Kind>(form.kind).value();
    auto unit_id = unit_of(in, form.unit).value();
    auto who = writer.phone.empty() ? mail::read_address(writer.email).value() : digits_of(writer.phone);
    Letter letter{.unit_id = unit_id,
                  .kind = kind,
                  .state = unit_id == 0 ? State::arrived : State::in_hand,
                  .state_since = in.now,
                  .title = sealed(in, text::one_line(form.title)),
                  .words = sealed(in, plain(form.words)),
                  .writer = sealed_writer(in, writer),
                  .writer_key = keyed_hash(in, "writer", who),
                  .query_code = hash_of_code(in, code_of_form(in, form.token)),
                  .form_digest = sha256(form.token),
                  .may_publish = form.may_publish,
                  .received_on = in.today(),
                  .lock_version = 1};
    letter.number =
        law::DocumentNumber{
            .agency = word("number", "agency"), .year = in.today().year(), .number = store::next_number(in.tx, in.today().year())}
            .text();
    reckon(in, letter);
    return letter;
}

/// What came with this form before. Whoever has changed the text since must not believe that the change came in.
Outcome<Written> sent_before(Context const& in, Letter const& letter, LetterForm const& form) {
    auto before = opened(in, letter);
    auto code = code_of_form(in, form.token);
    bool renewed = letter.query_code != hash_of_code(in, code);
    if (renewed || before.title != text::one_line(form.title) || before.words != plain(form.words))
        return Refusal{"participation.write.sent", "", {{"number", letter.number}}};
    return Written{letter, code};
}

}  // namespace

std::string form_token(Context const& in) { return organ::seal(in.secret, token_purpose, std::to_string(in.now.ms())); }

std::vector<Refusal> faults_of(Context& in, LetterForm const& form) {
    std::vector<Refusal> faults;
    if (!unit_of(in, form.unit)) faults.push_back(about("participation.write.unit", "unit"));
    if (!from_text<Kind>(form.kind)) faults.push_back(about("participation.write.kind", "kind"));
    check_length(faults, "title", text::one_line(form.title), longest_title);
    auto words = plain(form.words);
    check_length(faults, "words", words, longest_words);
    if (!words.empty() && text::length(words) < shortest_words) faults.push_back(about("participation.write.too_short", "words"));
    check_length(faults, "name", text::one_line(form.name), 50);
    check_contact(faults, form);
    return faults;
}

Outcome<Written> write(Context& in, LetterForm const& form) {
    if (auto sent = store::by_form(in.tx, sha256(form.token))) return sent_before(in, *sent, form);
    if (auto good = is_by_a_person(in, form); !good) return good.error();
    if (auto faults = faults_of(in, form); !faults.empty()) return faults.front();
    auto since = in.now + -1h;
    auto source = day_digest(in, form.source);
    if (store::attempts_since(in.tx, source, "write", since) >= most_of_one ||
        store::attempts_since(in.tx, "", "write", since) >= most_of_all)
        return Refusal{"participation.write.too_many"};
    store::add_attempt(in.tx, source, "write", in.now);
    auto letter = letter_of(in, form);
    store::save(in.tx, letter);
    note(in, letter, "write", "", true);
    tell(in, "written", letter);
    return Written{letter, code_of_form(in, form.token)};
}

Outcome<Letter> follow(Context& in, std::string const& number, std::string const& query_code) {
    auto found = store::by_number(in.tx, law::normalise_document_number(number));
    if (!found || !same_secret(found->query_code, hash_of_code(in, query_code)))
        return Refusal{"participation.follow.not_found", "", {}, "query_code"};
    return *found;
}

std::string follow_token(Context const& in, Letter const& letter) { return std::to_string(letter.id) + "-" + seal_of(in, letter); }

Outcome<Letter> follow_by_token(Context& in, std::string const& token) {
    auto dash = token.find('-');
    Id id = 0;
    if (dash != token.npos) std::from_chars(token.data(), token.data() + dash, id);
    auto letter = id > 0 ? store::by_id(in.tx, id) : std::nullopt;
    if (!letter || !same_secret(token.substr(dash + 1), seal_of(in, *letter))) return Refusal{"participation.follow.not_found"};
    return *letter;
}

Outcome<Letter> rate(Context& in, Id id, std::string const& rating, std::string const& words) {
    auto letter = store::by_id(in.tx, id);
    if (!letter) return Refusal{"participation.find.not_found"};
    if (letter->state != State::replied) return Refusal{"participation.rate.not_now"};
    if (letter->rating != Rating::none) return Refusal{"participation.rate.twice"};
    auto given = from_text<Rating>(rating);
    if (!given || *given == Rating::none) return Refusal{"participation.rate.rating", "", {}, "rating"};
    auto said = plain(words);
    if (text::length(said) > longest_rating)
        return Refusal{"participation.rate.too_long", "", {{"number", std::to_string(longest_rating)}}, "words"};
    letter->rating = *given;
    letter->rating_words = sealed(in, said);
    letter->rated_on = in.today();
    ++letter->lock_version;
    store::save(in.tx, *letter);
    note(in, *letter, "rate", "", true);
    tell(in, "rated", *letter, {{"rating", rating}});
    return *letter;
}

int attempts_since(Context& in, std::string const& source, std::string_view what, Instant since) {
    return store::attempts_since(in.tx, day_digest(in, source), what, since);
}

void count_attempt(Context& in, std::string const& source, std::string_view what) {
    store::add_attempt(in.tx, day_digest(in, source), what, in.now);
}

}  // namespace mingtang::participation
