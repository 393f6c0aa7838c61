#include "base/digest.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "mail/address.hpp"
#include "mail/queue.hpp"
#include "mail/smtp.hpp"
#include "mail/store.hpp"
#include "mail/words.hpp"

namespace mingtang::cli {
namespace {

void say_server(mail::Server const& server) {
    if (!server.configured()) return say(words("mail.no_server"));
    say(words("mail.server", {{"address", server.address},
                              {"from", server.from},
                              {"tls", server.tls},
                              {"user", server.user.empty() ? words("mail.no_user") : server.user}}));
}

Details counted(std::map<mail::State, long long> const& counts) {
    Details details;
    for (auto const& [state, count] : counts) details.emplace_back(to_text(state), std::to_string(count));
    return details;
}

int status(app::Config const& config) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    if (auto fit = mail::check(config.mail); !fit) return refuse(fit.error(), Exit::misused);
    say_server(config.mail);
    auto tx = (*store)->database().read();
    say(words("mail.counts", counted(mail::store::counts(tx, {.all = true}))));
    if (auto oldest = mail::store::oldest_queued(tx)) say(words("mail.waiting_since", {{"at", oldest->made_at.local_text()}}));
    std::vector<std::vector<std::string>> rows{
        {words("mail.id"), words("mail.about"), words("mail.state"), words("mail.tried_at"), words("mail.why")}};
    auto add = [&](mail::Message const& one) {
        rows.push_back({std::to_string(one.id), one.about, mail::word("state", to_text(one.state)), one.tried_at.local_text(),
                        mail::trouble_words(one)});
    };
    if (auto waiting = mail::store::last_in_trouble(tx)) add(*waiting);
    for (auto const& one : mail::store::list(tx, {.all = true}, {mail::State::failed, mail::State::given_up}, 0, 20)) add(one);
    if (rows.size() > 1) say_table(rows);
    return Exit::done;
}

std::vector<Id> all_failed(storage::Transaction& tx) {
    std::vector<Id> ids;
    for (auto const& one : mail::store::list(tx, {.all = true}, {mail::State::failed, mail::State::given_up}, 0, 100'000))
        ids.push_back(one.id);
    return ids;
}

int retry(app::Config const& config, std::vector<Id> ids) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto actor = organ::Actor::of_system("mail");
    auto done = organ::act((*store)->environment(), actor, [&](organ::Context& in) -> Done {
        if (ids.empty()) ids = all_failed(in.tx);
        for (auto id : ids)
            if (auto one = mail::retry(in, id); !one) return one.error();
        return {};
    });
    if (!done) return refuse(done.error());
    say(words("mail.retried", {{"count", std::to_string(ids.size())}}));
    return Exit::done;
}

int test(app::Config const& config, std::string const& to) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    if (!config.mail.configured()) return refuse("cli.mail.no_server", Exit::misused);
    if (auto fit = mail::check(config.mail); !fit) return refuse(fit.error(), Exit::misused);
    auto address = mail::read_address(to);
    if (!address) return refuse(address.error(), Exit::misused);
    auto& env = (*store)->environment();
    auto site = env.site().site_name;
    auto from = mail::from_of(config.mail, site);
    mail::Letter letter{.token = random_token(16),
                        .made_at = env.clock.now(),
                        .to = *address,
                        .subject = words("mail.test.subject"),
                        .text = words("mail.test.text", {{"site", site}}),
                        .attachments = {}};
    auto handed = mail::connect_by_smtp(config.mail)({.from = from.address, .to = *address, .content = mail::compose(letter, from)}, {});
    auto answer = mail::without_addresses(handed.words, *address);
    if (handed.trouble != mail::Trouble::none)
        return refuse({"cli.mail.not_taken", "", {{"words", mail::trouble_words({.trouble = handed.trouble, .last_error = answer})}}});
    say(words("mail.test.taken", {{"words", answer}}));
    return Exit::done;
}

}  // namespace

void add_mail(Verb app, Line& line) {
    auto verb = app.add_verb("mail", words("help.mail"));
    verb.require_verb();
    verb.add_verb("status", words("help.mail.status")).callback([&line] { line.work = [&line] { return status(line.config); }; });
    auto ids = std::make_shared<std::vector<Id>>();
    auto retrying = verb.add_verb("retry", words("help.mail.retry"));
    retrying.add_option("id", *ids, words("help.mail.retry.id")).type_name("ID").range(1, std::numeric_limits<int>::max());
    retrying.callback([&line, ids] { line.work = [&line, ids] { return retry(line.config, *ids); }; });
    auto to = std::make_shared<std::string>();
    auto testing = verb.add_verb("test", words("help.mail.test"));
    testing.add_option("--to", *to, words("help.mail.test.to")).required().type_name("ADDRESS");
    testing.callback([&line, to] { line.work = [&line, to] { return test(line.config, *to); }; });
}

}  // namespace mingtang::cli
