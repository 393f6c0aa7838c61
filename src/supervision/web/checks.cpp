#include "supervision/web/checks.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "supervision/checks/files.hpp"
#include "supervision/checks/store.hpp"

namespace mingtang::supervision::web {
namespace {

namespace of = checks::store;
constexpr int checks_shown = 50;

struct Sums {
    int all = 0;
    std::map<checks::Judgement, int> by;
    void add(checks::Row const& row) { ++all, ++by[row.judgement]; }
};

void set_sums(view::Data data, Sums& sums) {
    using checks::Judgement;
    data.set("all", sums.all).set("passed", sums.by[Judgement::pass]).set("failed", sums.by[Judgement::fail]);
    data.set("not_applicable", sums.by[Judgement::not_applicable]).set("pending", sums.by[Judgement::pending]);
    auto judged = sums.by[Judgement::pass] + sums.by[Judgement::fail];
    data.set("rate", judged == 0 ? "—" : std::to_string((sums.by[Judgement::pass] * 1000 / judged + 5) / 10) + "%");
}

void show_list_row(view::Data row, Context& in, checks::Check const& check) {
    Sums sums;
    for (auto const& one : of::rows_of(in.tx, check.id)) sums.add(one);
    row.set("url", check_url(check.id)).set("number", check.number).set("title", check.title);
    row.set("drawn_on", check.drawn_at.local_date().text()).set("state", word("check_state", check.state)).set("seed", check.seed);
    set_sums(row, sums);
}

http::Response new_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto const& typed = desk.request.form;
    bool first = refusal == nullptr;
    DeskPage page(desk, "supervision/new_check", word("page", "new_check"));
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "checks"), "/desk/supervision/checks");
    page.crumb(word("page", "new_check"));
    auto data = page.data();
    data.set("csrf_token", desk.csrf_token);
    for (auto name : {"title", "seed"}) data.set(name, typed[name]);
    data.set("units", first ? "5" : typed["units"]).set("records", first ? "5" : typed["records"]);
    data.set("entries", first ? "3" : typed["entries"]);
    data.set("since_on", first ? (in.today() - 365).text() : typed["since_on"]);
    data.set("until_on", first ? in.today().text() : typed["until_on"]);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

void show_facts(view::Data data, checks::Check const& check) {
    data.set("number", check.number).set("title", check.title).set("state", word("check_state", check.state)).set("seed", check.seed);
    data.set("population", check.population_sha256).set("drawn_at", check.drawn_at.local_text()).set("drawn_by", check.drawn_by_name);
    data.set("units", check.units).set("records", check.records).set("entries", check.entries);
    data.set("since_on", check.since_on.text()).set("until_on", check.until_on.text());
    data.set("population_units", check.population_units).set("population_records", check.population_records);
    data.set("population_entries", check.population_entries).set("base", check_url(check.id));
    if (check.state == checks::State::closed)
        data.section("closed").set("closed_at", check.closed_at.local_text()).set("closed_by", check.closed_by_name);
}

void show_sample(view::Data data, Context& in, checks::Check const& check) {
    auto names = organ::store::unit_names(in.tx);
    auto rows = of::rows_of(in.tx, check.id);
    Sums whole;
    std::map<Id, Sums> by_unit;
    std::vector<Id> order;
    Id next = 0;
    for (auto const& row : rows) {
        if (by_unit[row.unit_id].all == 0) order.push_back(row.unit_id);
        by_unit[row.unit_id].add(row);
        whole.add(row);
        if (next == 0 && row.judgement == checks::Judgement::pending) next = row.id;
        auto line = data.section("rows");
        line.set("place", row.place).set("unit", names[row.unit_id]).set("kind", word("check_kind", row.kind)).set("title", row.title);
        line.set("judgement", word("judgement", row.judgement)).set("url", check_url(check.id) + "/rows/" + std::to_string(row.id));
        line.show(row.judgement == checks::Judgement::fail ? "is_fail" : "is_other");
        line.set_section("criterion_part", "criterion", checks::criterion_name(row.criterion))
            .set_section("words_part", "words", row.words);
        line.set_section("who_part", "who", row.judged_by_name);
    }
    for (auto id : order) {
        auto line = data.section("by_unit");
        line.set("unit", names[id]);
        set_sums(line, by_unit[id]);
    }
    set_sums(data, whole);
    bool open = check.state == checks::State::open && inspects(in.actor);
    if (open && next != 0) data.section("may_judge").set("url", check_url(check.id) + "/rows/" + std::to_string(next));
    data.show("may_close", open && next == 0);
}

http::Response check_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto check = checks::find(in, desk.request.id_param("id").value_or(0));
    if (!check) return refuse(desk, check.error());
    DeskPage page(desk, "supervision/check", check->number);
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "checks"), "/desk/supervision/checks").crumb(check->number);
    auto data = page.data();
    data.set("csrf_token", desk.csrf_token);
    show_facts(data, *check);
    show_sample(data, in, *check);
    organ::web::show_done(page.data(), desk, word);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

http::Response content(Context& in, checks::Check const& check, std::string const& name) {
    auto response = http::text(name == "result.csv"    ? checks::csv_of(in, check)
                               : name == "result.xlsx" ? checks::xlsx_of(in, check)
                                                       : checks::population_of(in, check));
    if (name == "result.csv") response.set("Content-Type", "text/csv; charset=utf-8");
    if (name == "result.xlsx") response.set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    return std::move(http::as_attachment(response, check.number + " " + name));
}

}  // namespace

std::string check_url(Id id) { return "/desk/supervision/checks/" + std::to_string(id); }

http::Response show_checks(Desk const& desk) {
    if (!checks::may_see(desk.actor)) return refuse(desk, Refusal{"supervision.find.not_found"});
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = of::checks(in.tx, number_of(desk.request.query["before"]), checks_shown);
        DeskPage page(desk, "supervision/checks", word("page", "checks"));
        page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "checks"));
        auto data = page.data();
        data.show("inspects", inspects(desk.actor)).show("nothing", found.empty());
        if (!found.empty()) {
            auto list = data.section("list");
            for (auto const& check : found) show_list_row(list.section("checks"), in, check);
        }
        if (int(found.size()) == checks_shown)
            data.section("pager").set("url", "/desk/supervision/checks?before=" + std::to_string(found.back().id));
        return page.response();
    });
}

http::Response show_new_check(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return new_page(desk, in, nullptr); });
}

http::Response draw_check(Desk const& desk) {
    auto const& typed = desk.request.form;
    checks::DrawForm form{.title = typed["title"],
                          .units = typed["units"],
                          .records = typed["records"],
                          .entries = typed["entries"],
                          .since_on = typed["since_on"],
                          .until_on = typed["until_on"],
                          .seed = typed["seed"]};
    auto drawn = organ::act(desk.env, desk.actor, [&](Context& in) { return checks::draw(in, form); });
    if (drawn) return http::see_other(check_url(drawn->id) + "?done=drawn");
    auto refusal = drawn.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return new_page(desk, in, &refusal); });
}

http::Response show_check(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return check_page(desk, in, nullptr); });
}

http::Response close_check(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto closed = organ::act(desk.env, desk.actor, [&](Context& in) { return checks::close(in, id); });
    if (closed) return http::see_other(check_url(id) + "?done=check_closed");
    auto refusal = closed.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return check_page(desk, in, &refusal); });
}

http::Response check_file(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto check = checks::find(in, desk.request.id_param("id").value_or(0));
        auto const& name = desk.request.param("name");
        if (!check) return refuse(desk, check.error());
        if (name != "population.txt" && name != "result.csv" && name != "result.xlsx")
            return refuse(desk, Refusal{"supervision.find.not_found"});
        return content(in, *check, name);
    });
}

}  // namespace mingtang::supervision::web
