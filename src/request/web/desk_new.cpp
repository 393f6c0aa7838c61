#include "organ/store.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

constexpr std::array text_fields{"name", "proof_number", "contact", "phone", "email", "address", "postcode", "help", "description"};

ApplicationForm application_of(http::Fields const& typed) {
    return {.applicant_kind = typed["applicant_kind"],
            .name = typed["name"],
            .proof = typed["proof"],
            .proof_number = typed["proof_number"],
            .contact = typed["contact"],
            .phone = typed["phone"],
            .email = typed["email"],
            .address = typed["address"],
            .postcode = typed["postcode"],
            .help = typed["help"],
            .description = typed["description"],
            .supply_form = typed["supply_form"],
            .supply_by = typed["supply_by"]};
}

/// law: ogi-2019:31, told beside the channel: which channels fall under which rule.
void show_rules(view::Data data) {
    data.set("rule_article", view::citation("ogi-2019:31").text);
    for (auto rule : {law::ReceiptRule::submitted, law::ReceiptRule::signed_for, law::ReceiptRule::confirmed}) {
        std::string channels;
        for (auto name : EnumNames<law::Channel>::names)
            if (law::receipt_rule(from_text<law::Channel>(name).value()) == rule)
                channels += (channels.empty() ? "" : "、") + word("channel_short", name);
        data.section("rules").set("channels", channels).set("rule", word("receipt_rule", rule));
    }
}

void show_dates(view::Data data, http::Fields const& typed, Date today) {
    for (auto const* field : {"arrived_on", "confirmed_on"}) {
        auto value = typed.has(field) ? typed[field] : std::string(field) == "arrived_on" ? today.text() : "";
        // A date field would drop what is no date; as text it stays, to be mended.
        data.set(field, value).set(std::string(field) + "_type", value.empty() || Date::parse(value) ? "date" : "text");
    }
}

void show_form(view::Data data, Context& in, http::Fields const& typed) {
    auto units = units_with(in, Role::handler);
    auto chosen = number_of(typed["unit"]);
    if (chosen == 0) chosen = in.actor.unit_id;
    for (auto id : units)
        if (auto unit = organ::store::unit_by_id(in.tx, id); unit && unit->open)
            add_choice(data, "units", std::to_string(id), unit->name, std::to_string(chosen));
    for (auto name : EnumNames<law::Channel>::names)
        if (name != "online") add_choice(data, "channel_choices", name, word("channel", name), typed["channel"]);
    for (auto const* field : text_fields) data.set(field, typed[field]);
    show_dates(data, typed, in.today());
    show_rules(data);
    show_choices<ApplicantKind>(data, "applicant_kind", typed["applicant_kind"]);
    show_choices<Proof>(data, "proof", typed["proof"]);
    show_choices<SupplyForm>(data, "supply_form", typed["supply_form"]);
    show_choices<SupplyBy>(data, "supply_by", typed["supply_by"]);
    data.set("help_article", view::citation("ogi-2019:43").text);
}

http::Response form_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        if (units_with(in, Role::handler).empty())
            return refuse(desk, {"request.take_down.forbidden", "ogi-2019:29", {{"role", "handler"}}});
        DeskPage page(desk, "request/desk_new", word("page", "new"));
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(word("page", "new"));
        show_form(page.data(), in, desk.request.form);
        if (refusal != nullptr) {
            show_refused(page.data(), *refusal);
            page.data().show("files_lost", !desk.request.uploads.empty());
        }
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response slip_page(Desk const& desk, Context& in, TakenIn const& taken) {
    DeskPage page(desk, "request/desk_slip", word("page", "slip"));
    auto const& request = taken.request;
    page.crumb(word("page", "inbox"), "/desk/requests").crumb(request.case_number, case_url(request.id));
    Names names(in);
    auto data = page.data();
    auto rule = word("receipt_rule", law::receipt_rule(request.channel));
    data.set("unit", names.unit(request.unit_id)).set("case_number", request.case_number).set("query_code", taken.query_code);
    data.set("arrived_on", request.arrived_on.text()).set("channel", word("channel", request.channel)).set("url", case_url(request.id));
    data.set("first", names.person(request.first_responder_id)).set("rule", rule);
    data.set("follow_url", (desk.env.site().site_domain.empty() ? "" : desk.env.site().site_domain) + "/request/follow");
    if (request.state == State::arrived) {
        data.section("not_confirmed").set("rule", rule);
    } else {
        data.section("received_section").set("received_on", request.received_on.text()).set("rule", rule);
    }
    data.set_section("due_section", "due", request.reply_due.text());
    return page.response();
}

http::Response show_new(Desk const& desk) { return form_page(desk, nullptr); }

http::Response make_new(Desk const& desk) {
    auto const& typed = desk.request.form;
    DeskForm form{.application = application_of(typed),
                  .channel = typed["channel"],
                  .arrived_on = typed["arrived_on"],
                  .confirmed_on = typed["confirmed_on"]};
    auto files = files_in(desk.request, CaseFile::Role::identity, "identity_files");
    for (auto& file : files_in(desk.request, CaseFile::Role::application, "application_files")) files.push_back(std::move(file));
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return take_down(in, number_of(typed["unit"]), form, files); });
    if (!taken) {
        auto refusal = taken.error();
        return form_page(desk, &refusal);
    }
    return organ::look(desk.env, desk.actor, [&](Context& in) { return slip_page(desk, in, *taken); });
}

}  // namespace mingtang::request::web
