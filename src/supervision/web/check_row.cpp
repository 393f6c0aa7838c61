#include "organ/store.hpp"
#include "supervision/checks/store.hpp"
#include "supervision/store.hpp"
#include "supervision/web/checks.hpp"

namespace mingtang::supervision::web {
namespace {

namespace of = checks::store;

/// The row of the address, of its check.
Outcome<std::pair<checks::Check, checks::Row>> find_row(Desk const& desk, Context& in) {
    auto check = checks::find(in, desk.request.id_param("id").value_or(0));
    if (!check) return check.error();
    auto row = of::row(in.tx, desk.request.id_param("row").value_or(0));
    if (!row || row->check_id != check->id) return Refusal{"supervision.find.not_found"};
    return std::pair(*check, *row);
}

/// The next one that waits, after this one first; 0: none.
Id next_pending(Context& in, checks::Row const& row) {
    Id first = 0;
    for (auto const& one : of::rows_of(in.tx, row.check_id)) {
        if (one.judgement != checks::Judgement::pending || one.id == row.id) continue;
        if (one.place > row.place) return one.id;
        if (first == 0) first = one.id;
    }
    return first;
}

void show_choices(view::Data data, std::string const& judgement, std::string const& criterion) {
    for (auto name : EnumNames<checks::Judgement>::names)
        if (name != to_text(checks::Judgement::pending))
            data.section("judgement_choices").set("value", name).set("label", word("judgement", name)).show("chosen", judgement == name);
    for (auto const& one : checks::criteria())
        data.section("criterion_choices")
            .set("value", one.code)
            .set("label", one.name + "（" + one.basis + "）")
            .show("chosen", criterion == one.code);
}

void show_finding(view::Data data, Context& in, checks::Row const& row) {
    auto finding = row.finding_id ? store::finding(in.tx, row.finding_id) : std::nullopt;
    if (!finding) return;
    auto part = data.section("finding");
    part.set("finding_state", word("finding_state", finding->state));
    if (finding->case_id != 0) part.section("case_section").set("case_url", case_url(finding->case_id));
}

http::Response row_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto found = find_row(desk, in);
    if (!found) return refuse(desk, found.error());
    auto const& [check, row] = *found;
    auto const& typed = desk.request.form;
    bool first = refusal == nullptr;
    DeskPage page(desk, "supervision/check_row", word("page", "judge"));
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "checks"), "/desk/supervision/checks");
    page.crumb(check.number, check_url(check.id)).crumb(word("page", "judge"));
    auto unit = organ::store::unit_by_id(in.tx, row.unit_id);
    auto data = page.data();
    data.set("csrf_token", desk.csrf_token).set("action", check_url(check.id) + "/rows/" + std::to_string(row.id));
    data.set("base", check_url(check.id)).set("number", check.number).set("place", row.place).set("kind", word("check_kind", row.kind));
    data.set("title", row.title.empty() ? std::to_string(row.subject_id) : row.title).set("unit", unit ? unit->name : "");
    data.set_section("thing", "url", url_of(in, row));
    data.set("judged", word("judgement", row.judgement)).set_section("who_part", "who", row.judged_by_name);
    bool may = check.state == checks::State::open && inspects(desk.actor);
    if (may) {
        auto form = data.section("may_judge");
        show_choices(form, first ? std::string(to_text(row.judgement)) : typed["judgement"], first ? row.criterion : typed["criterion"]);
        form.set("words", first ? row.words : typed["words"]);
        form.show("as_finding", first ? row.finding_id != 0 || row.judgement == checks::Judgement::pending : !typed["as_finding"].empty());
    } else {
        data.section("only_read").set("criterion", checks::criterion_name(row.criterion)).set("words", row.words);
    }
    show_finding(data, in, row);
    organ::web::show_done(page.data(), desk, word);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

}  // namespace

std::string url_of(Context& in, checks::Row const& row) {
    auto id = std::to_string(row.subject_id);
    if (row.kind == checks::Kind::record) return "/disclosure/" + id;
    if (row.kind == checks::Kind::entry) return "/catalogue/items/" + id;
    auto unit = organ::store::unit_by_id(in.tx, row.subject_id);
    return unit ? "/units/" + unit->code : "";
}

http::Response show_check_row(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return row_page(desk, in, nullptr); });
}

http::Response judge_check_row(Desk const& desk) {
    auto const& typed = desk.request.form;
    checks::JudgeForm form{.judgement = typed["judgement"],
                           .criterion = typed["criterion"],
                           .words = typed["words"],
                           .as_finding = !typed["as_finding"].empty()};
    Id next = 0;
    auto judged = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<checks::Row> {
        auto found = find_row(desk, in);
        if (!found) return found.error();
        auto row = checks::judge(in, found->second.id, form);
        if (row) next = next_pending(in, *row);
        return row;
    });
    if (judged)
        return http::see_other(check_url(judged->check_id) + (next ? "/rows/" + std::to_string(next) : std::string()) + "?done=judged");
    auto refusal = judged.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return row_page(desk, in, &refusal); });
}

}  // namespace mingtang::supervision::web
