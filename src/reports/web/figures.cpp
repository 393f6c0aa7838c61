#include "http/reply.hpp"
#include "reports/form.hpp"
#include "reports/grid.hpp"
#include "reports/page.hpp"
#include "reports/store.hpp"
#include "reports/wan.hpp"
#include "reports/web/pages.hpp"
#include "reports/words.hpp"

namespace mingtang::reports::web {
namespace {

using http::Response;
using Typed = std::map<std::string, std::string>;

std::string field_of(std::string name) {
    std::replace(name.begin(), name.end(), '.', '-');
    return name;
}

/// What people type; beside it what the registers count and what the units below have handed in.
void show_field(view::Data data, std::string const& name, std::string const& label, std::string const& value, AnnualReport const& counted,
                Composed const& composed, Id report_id, std::optional<Refusal> const& refusal) {
    data.set("name", field_of(name)).set("label", label).set("value", value).show("is_amount", name == "t2.fee_wan");
    if (name.starts_with("t2.norm")) data.section("counted").set("number", printed(counted, name)).set("url", records_url(report_id, name));
    if (!composed.parts.empty())
        data.section("whole").set("number", printed(composed.whole, name)).set("url", records_url(report_id, name));
    if (refusal && refusal->field == name) data.section("wrong").set("message", view::sentence(*refusal)).set("name", field_of(name));
}

void show_typed(view::Data data, Context& in, Named const& named, Composed const& composed, Typed const& typed,
                std::optional<Refusal> const& refusal) {
    auto registers = registers_of(in.tx, named.unit.id, named.report.year);
    auto counted = annual_report(in.tx, registers, named.unit.name, named.report.year);
    auto value_of = [&](std::string const& name, std::string const& kept) {
        auto found = typed.find(name);
        return found == typed.end() ? kept : found->second;
    };
    auto show = [&](view::Data line, std::string const& name, std::string const& label) {
        show_field(line.section("fields"), name, label, value_of(name, printed(composed.own, name)), counted, composed, named.report.id,
                   refusal);
    };
    for (auto const& block : form().blocks) {
        auto part = data.section("blocks");
        part.set("label", block.label);
        if (block.columns.size() == 1) {
            auto line = part.section("lines");
            for (auto const& row : block.rows) show(line, "t2." + row.key, row.label);
            continue;
        }
        for (auto const& row : block.rows) {
            auto line = part.section("lines");
            for (auto const& made : form().made) show(line, "t2." + row.key + "." + made.key, row.label + "：" + made.label);
        }
    }
    auto fee = composed.own.at("narrative.fee_yuan");
    data.set("fee_yuan", value_of("fee_yuan", std::to_string(fee.value_or(0))));
    data.set("fee_counted", store::fees_paid(in.tx, registers, named.report.year));
    if (!composed.parts.empty()) data.section("fee_whole").set("number", composed.whole.at("narrative.fee_yuan").value_or(0));
}

void show_parts(view::Data data, std::vector<Part> const& parts) {
    if (parts.empty()) return;
    auto section = data.section("parts");
    auto in_already = std::count_if(parts.begin(), parts.end(), [](Part const& part) { return part.is_in(); });
    section.set("in", in_already).set("all", parts.size());
    for (auto const& part : parts) {
        auto row = section.section(part.is_in() ? "handed_in" : "missing");
        row.set("name", part.unit.name);
        if (part.report) row.section("linked").set("url", url_of(part.report->id));
        row.show("plain", !part.report);
    }
}

Response page_of(Desk const& desk, Typed const& typed, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return organ::web::refused(desk, found.error());
        auto page = step_page(desk, in, *found, "figures", "reports/figures");
        auto data = page.data();
        auto composed = compose(in.tx, found->unit, found->report);
        auto link = [&](std::string const& name) { return records_url(found->report.id, name); };
        bool edits = may(found->report.state, Action::save, in.actor, found->unit.id);
        if (edits) {
            auto form = data.section("edit");
            form.set("own_url", url_of(found->report.id))
                .set("csrf_token", desk.csrf_token)
                .set("lock_version", found->report.lock_version);
            show_typed(form, in, *found, composed, typed, refusal);
            if (refusal && refusal->field == "fee_yuan") form.section("fee_yuan_wrong").set("message", view::sentence(*refusal));
        } else {
            show_grid(data.section("fixed"), "first_table", first_table(composed.whole), form().sections[1].label, link);
        }
        show_grid(data, "second_table", second_table(composed.whole), form().sections[2].label, link);
        show_grid(data, "third_table", third_table(composed.whole), form().sections[3].label, link);
        show_parts(data, composed.parts);
        if (refusal) {
            auto said = *refusal;
            if (said.field.starts_with("t2.")) said.field = field_of(said.field);
            organ::web::show_refusal(data, said);
        }
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

Response get_figures(Desk const& desk) { return page_of(desk, {}, std::nullopt); }

Response post_figures(Desk const& desk) {
    Typed typed;
    for (auto const& name : first_table_cells())
        if (desk.request.form.has(field_of(name))) typed[name] = desk.request.form[field_of(name)];
    if (desk.request.form.has("fee_yuan")) typed["fee_yuan"] = desk.request.form["fee_yuan"];
    auto id = desk.request.id_param("id").value_or(0);
    auto seen = number_of<int>(desk.request.form["lock_version"]);
    auto saved = organ::act(desk.env, desk.actor, [&](Context& in) { return save_figures(in, id, seen, typed); });
    if (saved) return http::see_other(url_of(id, desk.request.form["action"] == "next" ? "texts" : "figures"));
    auto status = status_of(saved.error());
    return status == 403 || status == 404 ? organ::web::refused(desk, saved.error()) : page_of(desk, typed, saved.error());
}

}  // namespace mingtang::reports::web
