#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "disclosure/web/findings.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/secrecy_form.hpp"
#include "disclosure/web/shown.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

constexpr std::string_view actions[] = {"file", "pass", "review", "publish", "return"};

/// The chosen ones in the order of the page, each once.
std::vector<Id> chosen_ids(http::Fields const& typed) {
    std::vector<Id> ids;
    for (auto const& text : typed.all("id")) {
        if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) continue;
        auto id = std::stoll(text);
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    return ids;
}

/// What is said once for all of them.
struct Said {
    ReviewForm review;
    std::string remark;
};

Outcome<Said> read_said(std::string const& action, http::Fields const& typed) {
    Said said{.remark = typed["remark"]};
    if (action == "return") {
        if (auto may = has_reason(said.remark, "return"); !may) return may.error();
    }
    if (action == "review") {
        auto review = read_secrecy_form(typed);
        if (!review) return review.error();
        said.review = *review;
    }
    return said;
}

/// The page that asks for the record of a review, or the reason of sending back, before anything is done.
http::Response ask(Desk const& desk, std::string const& action, std::vector<Id> const& ids, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "disclosure/bulk_ask", word("page", "bulk_" + action));
        page.crumb(word("page", "queue"), "/desk").crumb(word("page", "bulk_" + action));
        auto data = page.data();
        auto const& typed = desk.request.form;
        data.set("csrf_token", desk.csrf_token).set("action", action);
        auto units = organ::store::unit_names(in.tx);
        long long count = 0;
        std::vector<Edition> editions;
        for (auto id : ids)
            if (auto edition = store::edition_for(in.actor, id, in.tx)) editions.push_back(std::move(*edition));
        auto open = store::open_findings(in.tx, editions);
        for (auto const& edition : editions) {
            ++count;
            auto id = edition.id;
            auto row = data.section("rows");
            if (open.contains(id))
                row.section("findings_section").set("findings_url", edition_url(id) + "/findings").set("open", open.at(id));
            row.set("id", id)
                .set("url", edition_url(id))
                .set("title", edition.title)
                .set("unit", units[edition.unit_id])
                .set("state", word("state", edition.state));
        }
        data.set("count", count);
        if (refusal) show_refused(data, *refusal);
        if (action == "review") show_secrecy_form(data.section("asks_review"), typed, false, false, refusal);
        if (action == "return") data.section("asks_return").set("remark", typed["remark"]);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

Outcome<Edition> take_one(Context& in, Id id, std::string const& action, Said const& said) {
    if (action == "file") return file(in, id, "");
    if (action == "pass") return pass(in, id, "");
    if (action == "review") return review_secrecy(in, id, said.review);
    if (action == "return") return send_back(in, id, said.remark);
    return publish(in, id, "");
}

std::string title_of(Desk const& desk, Id id) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = store::edition_for(in.actor, id, in.tx);
        return found ? found->title : std::to_string(id);
    });
}

http::Response take_all(Desk const& desk, std::string const& action, std::vector<Id> const& ids, Said const& said) {
    DeskPage page(desk, "disclosure/bulk", word("page", "bulk"));
    page.crumb(word("page", "queue"), "/desk").crumb(word("page", "bulk"));
    long long good = 0, bad = 0;
    for (auto id : ids) {
        auto row = page.data().section("rows");
        look_before(desk, id, action);
        // One transaction each: what cannot be done does not take the others with it.
        auto outcome = organ::act(desk.env, desk.actor, [&](Context& in) { return take_one(in, id, action, said); });
        row.set("url", edition_url(id)).set("title", outcome ? outcome->title : title_of(desk, id));
        ++(outcome ? good : bad);
        if (outcome) row.section("good").set("state", word("state", outcome->state));
        if (!outcome) organ::web::show_refusal(row.section("bad"), in_words(outcome.error()));
    }
    page.data().set("action", word("action", action)).set("good_count", good).set("bad_count", bad);
    return page.response(bad > 0 && good == 0 ? 422 : 200);
}

}  // namespace

http::Response bulk(Desk const& desk) {
    auto const& typed = desk.request.form;
    auto const& action = typed["action"];
    auto ids = chosen_ids(typed);
    if (ids.empty() || std::find(std::begin(actions), std::end(actions), action) == std::end(actions))
        return refuse(desk, Refusal{"disclosure.bulk.nothing"});
    bool asks = action == "review" || action == "return";
    if (asks && !typed.has("said")) return ask(desk, action, ids, nullptr);
    auto said = read_said(action, typed);
    if (!said) {
        auto refusal = said.error();
        return ask(desk, action, ids, &refusal);
    }
    return take_all(desk, action, ids, *said);
}

}  // namespace mingtang::disclosure::web
