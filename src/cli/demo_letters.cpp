#include <algorithm>

#include "cli/demo_county.hpp"
#include "participation/actions.hpp"
#include "participation/store.hpp"

namespace mingtang::cli::demo {
namespace {

using namespace std::chrono_literals;
using organ::Context;
using participation::Letter;

/// A letter of letters.jsonl on its way; deeds are done in the order of their days, whatever letter they belong to.
struct Sent {
    json::object row;
    std::string name;
    std::string unit;  // whose it is by now
    Id id = 0;
};

organ::Actor const& person(Deeds const& loading, std::string const& login) {
    auto found = loading.county.people.find(login);
    if (found == loading.county.people.end()) throw Malformed("letters.jsonl: nobody is called " + login);
    return found->second;
}
/// Where a unit has two people, one reviews everything.
organ::Actor const& reviewer_of(Deeds const& loading, std::string const& unit) {
    return person(loading, loading.county.people.contains(unit + ".review") ? unit + ".review" : unit + ".check");
}

void send(Deeds& loading, Sent& one, Instant when) {
    static organ::Actor const nobody = organ::Actor::the_public();
    auto asked = at(loading.in, when + -90s, nobody);
    participation::LetterForm form{.token = participation::form_token(asked),
                                   .unit = one.unit,
                                   .kind = text(one.row, "kind"),
                                   .title = text(one.row, "title"),
                                   .words = text(one.row, "words"),
                                   .name = text(one.row, "name"),
                                   .phone = text(one.row, "phone"),
                                   .email = text(one.row, "email"),
                                   .may_publish = one.row.at("may_publish").as_bool(),
                                   .source = "demo"};
    auto then = at(loading.in, when, nobody);
    one.id = good(participation::write(then, form), one.name).letter.id;
}

Outcome<Letter> taken(Deeds& loading, Sent& one, json::object const& deed, Instant when) {
    using namespace participation;
    auto what = text(deed, "do");
    auto seen = participation::store::by_id(loading.in.tx, one.id).value().lock_version;
    auto by = [&](organ::Actor const& who) { return at(loading.in, when, who); };
    auto then = by(what == "save" || what == "file" || what == "send_back"  ? person(loading, one.unit + ".filer")
                   : what == "pass" || what == "return" || what == "extend" ? reviewer_of(loading, one.unit)
                                                                            : person(loading, "office.gongkai"));
    if (what == "route") {
        one.unit = text(deed, "unit");
        return route(then, one.id, seen, loading.county.units.at(one.unit).id, text(deed, "remark"));
    }
    if (what == "send_back") return send_back(then, one.id, seen, text(deed, "reason"));
    if (what == "save") return save_reply(then, one.id, seen, text(deed, "reply"));
    if (what == "file") return file_reply(then, one.id, seen, text(deed, "reply"));
    if (what == "return") return return_reply(then, one.id, seen, text(deed, "reason"));
    if (what == "pass") return pass_reply(then, one.id, seen);
    if (what == "extend") return extend(then, one.id, seen, int(json::number(deed, "days")), text(deed, "reason"));
    if (what == "close") return close(then, one.id, seen, text(deed, "reason"));
    if (what == "publish") return publish(then, one.id, seen, {text(deed, "title"), text(deed, "words"), text(deed, "reply")});
    if (what == "rate") return rate(then, one.id, text(deed, "rating"), text(deed, "words"));
    throw Malformed("letters.jsonl: " + what);
}

void plan(Deeds& loading, Sent& one) {
    auto sent = loading.when(json::number(one.row, "at"), 0);
    loading.plan(sent, [&loading, &one, sent] { send(loading, one, sent); });
    int hours = 0;
    for (auto const& value : list(one.row, "deeds")) {
        auto const& deed = value.as_object();
        auto when = loading.when(json::number(deed, "on"), ++hours);
        loading.plan(when, [&loading, &one, deed, when] { good(taken(loading, one, deed, when), one.name); });
    }
}

}  // namespace

int load_letters(organ::Context& in, County const& county) {
    std::vector<Sent> sent;
    for (auto& row : rows(county.folder / "letters.jsonl"))
        sent.push_back({.row = row, .name = "letter " + text(row, "id"), .unit = text(row, "unit")});
    Deeds loading{.in = in, .county = county};
    for (auto& one : sent) plan(loading, one);
    loading.carry_out();
    return int(sent.size());
}

}  // namespace mingtang::cli::demo
