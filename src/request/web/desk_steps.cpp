#include "http/response.hpp"
#include "request/answers.hpp"
#include "request/store.hpp"
#include "request/web/desk_case.hpp"
#include "request/web/desk_pages.hpp"

namespace mingtang::request::web {
namespace {

/// Without what came: nothing to give back.
template <class T>
Done done(Outcome<T> const& outcome) {
    if (!outcome) return outcome.error();
    return {};
}

struct Typed {
    http::Request const& request;
    std::string const& operator[](std::string_view name) const { return request.form[name]; }
    Outcome<Date> day(std::string const& field) const { return day_typed(request.form, field); }
};

Done take_opinion_typed(Context& in, Typed const& typed) {
    auto opinion = from_text<Consultation::Opinion>(typed["opinion"]);
    if (!opinion) return Refusal{"request.desk.unknown_choice", "", {{"field", "opinion"}}, "opinion"};
    auto day = typed.day("answered_on");
    if (!day) return day.error();
    return done(take_opinion(in, number_of(typed["consultation"]), *day, *opinion, typed["words"],
                             files_in(typed.request, CaseFile::Role::opinion)));
}

/// Steps that begin with a day.
Done dated_step(Context& in, Id id, std::string const& action, Typed const& typed) {
    auto field = action == "confirm" ? "confirmed_on" : action == "supply" ? "came_on" : action == "pay" ? "paid_on" : "served_on";
    auto day = typed.day(field);
    if (!day) return day.error();
    if (action == "confirm") return done(confirm(in, id, *day, typed["remark"]));
    if (action == "supply") return done(supply(in, id, *day, typed["words"], files_in(typed.request, CaseFile::Role::supplement)));
    if (action == "consultation_served") return done(consultation_served(in, number_of(typed["consultation"]), *day));
    if (action == "fee_served") return done(fee_served(in, number_of(typed["fee"]), *day));
    return done(pay(in, number_of(typed["fee"]), *day, typed["voucher"]));
}

Done step(Context& in, Id id, std::string const& action, Typed const& typed) {
    for (auto dated : {"confirm", "supply", "consultation_served", "fee_served", "pay"})
        if (action == dated) return dated_step(in, id, action, typed);
    if (action == "take_opinion") return take_opinion_typed(in, typed);
    if (action == "assign") return done(assign(in, id, number_of(typed["handler_id"]), typed["remark"]));
    if (action == "give_reasons") return done(give_reasons(in, id, typed["words"], files_in(typed.request, CaseFile::Role::reasons)));
    if (action == "take_back") return done(take_back(in, id, typed["reason"]));
    if (action == "end_found") return done(end_found(in, id, number_of(typed["disclosure"])));
    if (action == "refer_wrong") return done(refer_wrong(in, id, typed["reason"]));
    if (action == "archive") return done(archive(in, id, typed["remark"]));
    return Refusal{"request.desk.unknown_step"};
}

}  // namespace

http::Response take_step(Desk const& desk, Around const& around) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& action = desk.request.form["action"];
    if (action == "renew_code") {
        auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return renew_code(in, id); });
        if (!taken) return refuse(desk, taken.error());
        return organ::look(desk.env, desk.actor, [&](Context& in) { return slip_page(desk, in, *taken); });
    }
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return step(in, id, action, Typed{desk.request}); });
    if (!taken) {
        auto refusal = taken.error();
        if (status_of(refusal) == 404) return refuse(desk, refusal);  // no form of the case's page to give the words back in
        return case_page(desk, around, id, &refusal);
    }
    return http::see_other(case_url(id) + "?done=" + action);
}

http::Response publish_answer(Desk const& desk, Around const& around) {
    auto id = desk.request.id_param("id").value_or(0);
    auto started = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<std::string> {
        auto answer = answer_of(in, id);
        if (!answer) return answer.error();
        auto draft = around.start_disclosure(in, *answer);
        if (!draft) return draft.error();
        if (auto kept = keep_answer_draft(in, id, draft->disclosure_id); !kept) return kept.error();
        return draft->url;
    });
    if (!started) {
        auto refusal = started.error();
        return case_page(desk, around, id, &refusal);
    }
    return http::see_other(*started);
}

namespace {

/// A file is read like the case, or the wish without a case, that it came with: whoever opens it is kept.
Done open_for_file(Context& in, CaseFile const& file) {
    if (file.request_id > 0) {
        auto request = open_case(in, file.request_id);
        return request ? Done{} : Done{request.error()};
    }
    auto wish = store::wish(in.tx, -file.request_id);
    if (!wish || !(in.actor.has(Role::handler, wish->unit_id) || in.actor.has(Role::office_head, wish->unit_id)))
        return Refusal{"request.find.not_found"};
    in.write("request.read", "wish:" + std::to_string(wish->id), wish->unit_id, {{"number", wish->number}});
    return {};
}

}  // namespace

http::Response download_file(Desk const& desk) {
    struct Found {
        CaseFile file;
        std::string name, content;
    };
    auto id = desk.request.id_param("file_id").value_or(0);
    auto found = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Found> {
        auto file = store::file(in.tx, id);
        if (!file) return Refusal{"request.find.not_found"};
        if (auto opens = open_for_file(in, *file); !opens) return opens.error();
        auto content = content_of(in, *file);
        if (!content) return Refusal{"request.find.not_found"};
        return Found{*file, opened(in, file->name), std::move(*content)};
    });
    if (!found) return refuse(desk, found.error());
    http::Response response;
    response.body = std::move(found->content);
    response.set("Content-Type", found->file.content_type);
    http::as_attachment(response, found->name);
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace mingtang::request::web
