#include <charconv>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "catalogue/actions/common.hpp"
#include "catalogue/proposals.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/words.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "scan/public_text.hpp"
#include "scan/shared_detector.hpp"

namespace mingtang::catalogue {
namespace {

using namespace std::chrono_literals;
using organ::Context;

constexpr auto youngest_form = 3s;
constexpr auto oldest_form = 24h;
constexpr int most_of_one = 5, most_of_all = 300;  // an hour
constexpr std::size_t longest_words = 2000;
constexpr int most_links = 2;
constexpr std::size_t shortest_own = 2;

std::string purpose_of_token(Id proposal_id) { return "catalogue comment form:" + std::to_string(proposal_id); }
std::string purpose_of_comment(Id proposal_id) { return "catalogue comment:" + std::to_string(proposal_id); }

std::optional<Instant> made_at(Context const& in, Id proposal_id, std::string const& token) {
    auto opened = organ::unseal(in.secret, purpose_of_token(proposal_id), token);
    std::int64_t ms = 0;
    if (!opened || std::from_chars(opened->data(), opened->data() + opened->size(), ms).ec != std::errc()) return {};
    return Instant::from_ms(ms);
}

Done is_by_a_person(Context const& in, Id proposal_id, CommentForm const& form) {
    auto made = made_at(in, proposal_id, form.token);
    if (!made || in.now - *made > oldest_form || in.now < *made) return Refusal{"catalogue.comment.token"};
    if (!form.trap.empty()) return Refusal{"catalogue.comment.robot"};
    if (in.now - *made < youngest_form) return Refusal{"catalogue.comment.too_fast"};
    return {};
}

int links_in(std::string const& words) {
    int count = 0;
    for (std::string_view mark : {"://", "www."})
        for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark, at + 1)) ++count;
    return count;
}

/// Line ends stay, other controls go.
std::string plain(std::string const& typed) {
    std::vector<std::string> lines;
    for (auto const& line : text::split(typed, '\n'))
        if (auto one = text::one_line(line); !one.empty()) lines.push_back(one);
    return text::join(lines, "\n");
}

Outcome<OpenedComment> tidied(CommentForm const& form) {
    OpenedComment comment{text::one_line(form.name), text::one_line(form.contact), plain(form.words)};
    if (text::length(comment.name) > 50) return Refusal{"catalogue.comment.name", "", {}, "name"};
    if (text::length(comment.contact) > 100) return Refusal{"catalogue.comment.contact", "", {}, "contact"};
    auto length = text::length(comment.words);
    if (length < 4 || length > longest_words) return Refusal{"catalogue.comment.words", "", {}, "words"};
    if (links_in(comment.words) > most_links) return Refusal{"catalogue.comment.links", "", {}, "words"};
    return comment;
}

/// The sender's address is kept as a digest that changes every day, for a day, to count only.
Done is_not_too_many(Context& in, std::string const& source) {
    auto digest = sha256(std::string(in.secret) + in.today().text() + source).substr(0, 32);
    store::forget_sources_before(in.tx, in.now + -24h);
    auto since = in.now + -1h;
    if (store::comments_since(in.tx, digest, since) >= most_of_one || store::comments_since(in.tx, "", since) >= most_of_all)
        return Refusal{"catalogue.comment.too_many"};
    store::add_comment_source(in.tx, digest, in.now);
    return {};
}

struct Handled {
    Comment comment;
    Proposal proposal;
};
Outcome<Handled> found_for_office(Context& in, Id id) {
    auto comment = store::comment(in.tx, id);
    auto proposal = comment ? store::proposal(in.tx, comment->proposal_id) : std::nullopt;
    if (!proposal) return Refusal{"catalogue.comment.not_found"};
    if (!in.actor.has(organ::Role::office, proposal->unit_id)) return Refusal{"catalogue.comment.forbidden"};
    if (proposal->state != ProposalState::in_comment) return Refusal{"catalogue.comment.decided"};
    return Handled{std::move(*comment), std::move(*proposal)};
}

void save_handled(Context& in, Handled& handled, std::string const& event, json::object data) {
    handled.comment.handled_at = in.now;
    handled.comment.handled_by = in.actor.name;
    store::save(in.tx, handled.comment);
    data["comment_id"] = handled.comment.id;
    in.write(event, "proposal:" + std::to_string(handled.proposal.id), handled.proposal.unit_id, std::move(data));
}

/// What is shown must name nobody, and least of all whoever wrote: as the look for disclosures finds it (what is only possible does not
/// keep it back), and by the name and the contact that came with the comment.
Done is_impersonal(Context& in, Handled const& handled) {
    auto detector = scan::detector_for(organ::contacts_of(organ::store::all_units(in.tx)), in.today());
    auto writer = opened(in, handled.comment, handled.proposal).value_or(OpenedComment{});
    std::vector<scan::PublicText> texts;
    for (auto const& [name, text] : {std::pair("words", &handled.comment.words), {"answer", &handled.comment.answer}})
        texts.push_back({.field = name, .label = word("comment_field", name), .text = *text});
    auto finds = scan::personal_finds(*detector, texts);
    for (auto const& one : texts)
        for (auto const& [own, which] : {std::pair(&writer.name, "name"), {&writer.contact, "contact"}})
            if (text::length(*own) >= shortest_own && one.text.find(*own) != std::string::npos)
                finds.add(one, word("comment_writer", which));
    if (finds.words.empty()) return {};
    return Refusal{"catalogue.show_comment.personal", "", {{"found", text::join(finds.words, "；")}}, finds.field};
}

}  // namespace

std::string comment_token(Context const& in, Id proposal_id) {
    return organ::seal(in.secret, purpose_of_token(proposal_id), std::to_string(in.now.ms()));
}

Outcome<Comment> comment(Context& in, Id proposal_id, CommentForm const& form) {
    auto proposal = store::proposal(in.tx, proposal_id);
    if (!proposal) return Refusal{"catalogue.proposal.not_found"};
    auto digest = sha256(form.token);
    if (auto sent = store::comment_by_token(in.tx, digest); sent && sent->proposal_id == proposal_id) return *sent;
    if (proposal->state != ProposalState::in_comment || in.today() > proposal->comment_until) return Refusal{"catalogue.comment.over"};
    if (auto good = is_by_a_person(in, proposal_id, form); !good) return good.error();
    auto words = tidied(form);
    if (!words) return words.error();
    if (auto good = is_not_too_many(in, form.source); !good) return good.error();
    json::object content{{"name", words->name}, {"contact", words->contact}, {"words", words->words}};
    Comment comment{.proposal_id = proposal_id,
                    .made_at = in.now,
                    .token_digest = digest,
                    .sealed = organ::seal(in.secret, purpose_of_comment(proposal_id), json::serialize(content))};
    store::save(in.tx, comment);
    in.write("catalogue.commented", "proposal:" + std::to_string(proposal_id), proposal->unit_id, {{"comment_id", comment.id}});
    return comment;
}

std::optional<OpenedComment> opened(Context const& in, Comment const& comment, Proposal const& proposal) {
    if (!in.actor.has(organ::Role::office, proposal.unit_id)) return {};
    auto text = organ::unseal(in.secret, purpose_of_comment(proposal.id), comment.sealed);
    boost::system::error_code failed;
    auto parsed = text ? boost::json::parse(*text, failed) : json::value();
    if (failed || !parsed.is_object()) return {};
    auto const& content = parsed.get_object();
    return OpenedComment{json::text(content, "name"), json::text(content, "contact"), json::text(content, "words")};
}

Outcome<Comment> show_comment(Context& in, Id id, std::string const& words, std::string const& answer) {
    auto handled = found_for_office(in, id);
    if (!handled) return handled.error();
    handled->comment.words = plain(words);
    handled->comment.answer = plain(answer);
    if (handled->comment.words.empty() || text::length(handled->comment.words) > longest_words)
        return Refusal{"catalogue.show_comment.words", "", {}, "words"};
    if (handled->comment.answer.empty() || text::length(handled->comment.answer) > longest_words)
        return Refusal{"catalogue.show_comment.answer", "", {}, "answer"};
    if (auto fit = is_impersonal(in, *handled); !fit) return fit.error();
    handled->comment.state = CommentState::shown;
    save_handled(in, *handled, "catalogue.comment_shown", {});
    return handled->comment;
}

Outcome<Comment> hide_comment(Context& in, Id id, std::string const& typed) {
    auto handled = found_for_office(in, id);
    if (!handled) return handled.error();
    auto reason = text::one_line(typed);
    if (reason.empty() || text::length(reason) > 500) return Refusal{"catalogue.hide_comment.reason", "", {}, "reason"};
    handled->comment.words.clear(), handled->comment.answer.clear();
    handled->comment.state = CommentState::hidden;
    save_handled(in, *handled, "catalogue.comment_hidden", {{"reason", reason}});
    return handled->comment;
}

}  // namespace mingtang::catalogue
