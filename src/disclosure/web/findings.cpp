#include "disclosure/web/findings.hpp"

#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"
#include "scan/words.hpp"

namespace mingtang::disclosure::web {
namespace {

/// Of one group on the page of all; the page of one group shows more.
constexpr int shown_of_a_group = 20;
constexpr int shown_alone = 1000;
/// Of one group beside the review.
constexpr int shown_beside = 3;

std::string findings_url(Id id) { return edition_url(id) + "/findings"; }

std::string part_name(FindingGroup const& group) {
    return group.part == Part::attachment ? group.file_name : word("finding_part", group.part);
}

/// `body,0,id_card,certain`
std::string name_of(FindingGroup const& g) {
    return std::string(to_text(g.part)) + "," + std::to_string(g.attachment_id) + "," + std::string(to_text(g.kind)) + "," +
           std::string(to_text(g.certainty));
}

bool is_number(std::string const& text) {
    return !text.empty() && text.size() < 19 && text.find_first_not_of("0123456789") == std::string::npos;
}

std::optional<FindingGroup> group_named(std::string const& name) {
    auto parts = text::split(name, ',');
    if (parts.size() != 4 || !is_number(parts[1])) return {};
    auto part = from_text<Part>(parts[0]);
    auto kind = from_text<scan::Kind>(parts[2]);
    auto certainty = from_text<scan::Certainty>(parts[3]);
    if (!part || !kind || !certainty) return {};
    return FindingGroup{.part = *part, .attachment_id = std::stoll(parts[1]), .kind = *kind, .certainty = *certainty};
}

/// What this person may do with findings now.
struct May {
    bool mask = false, except = false, scan = false;
};

May may_now(Context& in, Edition const& edition) {
    auto actions = possible(edition.state, in.actor, edition.unit_id);
    auto has = [&](Action action) { return std::find(actions.begin(), actions.end(), action) != actions.end(); };
    bool own = !may_review(edition, in.actor.person_id);
    return {.mask = has(Action::mask) && !own, .except = has(Action::except) && !own, .scan = edition.state < State::published};
}

void show_row(view::Data row, Finding const& f, May const& may) {
    row.set("id", f.id).set("place", scan::place_in_words(f.place)).set("before", f.before_value).set("after", f.after_value);
    row.set("value", scan::value_in_words(f.kind, f.masked))
        .set_section("hidden_section", "hidden", f.hidden.empty() ? "" : scan::reason_in_words(f.hidden));
    bool open = f.state == FindingState::open;
    row.show("is_open", open).show("choosable", open && ((may.mask && can_mask(f.kind)) || may.except));
    if (open && may.mask && can_mask(f.kind)) row.section("may_mask").set("id", f.id);
    if (open) return;
    auto dealt = row.section("dealt");
    dealt.set("state", word("finding_state", f.state)).set("who", f.person_name).set("at", f.at.local_text());
    dealt.set_section("reason_section", "reason", f.reason);
}

void show_group(view::Data data, Context& in, Edition const& edition, FindingGroup const& group, May const& may, bool alone) {
    auto limit = alone ? shown_alone : shown_of_a_group;
    auto count = group.open + group.masked + group.excepted;
    data.set("kind", scan::in_words(group.kind))
        .set("certainty", scan::in_words(group.certainty))
        .set("certainty_code", to_text(group.certainty));
    data.set("open", group.open).set("name", name_of(group)).show("has_open", group.open > 0).show("all_dealt", group.open == 0);
    data.show("choosable", group.open > 1 && ((may.mask && can_mask(group.kind)) || may.except));
    if (group.open > 1 && may.mask && can_mask(group.kind))
        data.section("may_mask_group").set("name", name_of(group)).set("open", group.open);
    for (auto const& finding : store::findings_of(in.tx, edition.id, group, limit)) show_row(data.section("rows"), finding, may);
    if (count > limit)
        data.section("more")
            .set("count", count - limit)
            .set("url", findings_url(edition.id) + "?group=" + name_of(group))
            .show("link", !alone);
}

void show_groups(view::Data page, Context& in, Edition const& edition, May const& may, std::optional<FindingGroup> const& only) {
    std::map<std::pair<Part, Id>, view::Data> parts;
    std::set<Id> there;
    for (auto const& attachment : store::attachments_of(in.tx, edition.id)) there.insert(attachment.id);
    for (auto const& group : store::finding_groups(in.tx, edition.id)) {
        if (only && name_of(*only) != name_of(group)) continue;
        auto [part, fresh] = parts.try_emplace({group.part, group.attachment_id}, nullptr);
        if (fresh) {
            part->second = page.section("parts");
            part->second.set("part", part_name(group)).set("number", parts.size()).show("is_file", group.part == Part::attachment);
            part->second.show("replaced", group.part == Part::attachment && !there.contains(group.attachment_id));
        }
        show_group(part->second.section("groups"), in, edition, group, may, only.has_value());
    }
}

void show_figures(view::Data data, std::vector<FindingGroup> const& groups) {
    long long certain = 0, other = 0, masked = 0, excepted = 0;
    for (auto const& g : groups) {
        (g.certainty == scan::Certainty::certain ? certain : other) += g.open;
        masked += g.masked, excepted += g.excepted;
    }
    data.set("certain", certain).set("other", other).set("masked", masked).set("excepted", excepted).show("blocked", certain > 0);
}

void show_last_look(view::Data data, Context& in, Edition const& edition) {
    auto last = store::last_scan(in.tx, edition.id);
    data.show("no_look", !last);
    if (!last) return;
    auto look = data.section("look");
    look.set("at", last->at.local_text())
        .set("occasion", word("occasion", last->occasion))
        .set("files", std::max<std::ptrdiff_t>(0, std::count(last->attachments.begin(), last->attachments.end(), ',') - 1));
    bool on_its_way = edition.state < State::published;
    look.show("outdated", on_its_way && !is_looked_through(in.tx, edition.id, material_of(in.tx, edition).edition.digest));
}

http::Response findings_page(Desk const& desk, Context& in, Edition const& edition, Refusal const* refusal) {
    auto only = group_named(desk.request.query["group"]);
    auto groups = store::finding_groups(in.tx, edition.id);
    auto may = may_now(in, edition);
    auto back = edition.state == State::drafting ? draft_url(edition.id) : edition_url(edition.id);
    DeskPage page(desk, "disclosure/findings", word("page", "findings"));
    page.crumb(word("page", "queue"), "/desk").crumb(edition.title, back).crumb(word("page", "findings"));
    auto data = page.data();
    data.set("id", edition.id)
        .set("title", edition.title)
        .set("number", edition.number)
        .set("state", word("state", edition.state))
        .set("back", back);
    data.set("csrf_token", desk.csrf_token).set("lock_version", edition.lock_version);
    organ::web::show_done(page.data(), desk, word);
    if (refusal) show_refused(data, *refusal);
    show_last_look(data, in, edition);
    if (may.scan) data.section("may_scan").set("csrf_token", desk.csrf_token).set("id", edition.id);
    if (groups.empty()) {
        data.show("clean", store::last_scan(in.tx, edition.id).has_value());
        return page.response(refusal ? status_of(*refusal) : 200);
    }
    auto found = data.section("found");
    show_figures(found, groups);
    if (only) found.section("only").set("url", findings_url(edition.id));
    bool open = std::any_of(groups.begin(), groups.end(), [](auto const& g) { return g.open > 0; });
    show_groups(found, in, edition, may, only);
    if (open && may.mask) found.show("bar_mask");
    if (open && may.except) {
        auto form = found.section("except_form");
        form.set("reason", desk.request.form["reason"]);
        if (refusal) show_field_refused(form, *refusal);
    }
    found.show("others_decide", open && !may.mask && !may.except);
    return page.response(refusal ? status_of(*refusal) : 200);
}

/// `certain`, `finding:12` or `group:body,0,id_card,certain` of a button of its own; else what was ticked.
ChosenFindings chosen_of(http::Fields const& typed) {
    ChosenFindings chosen;
    auto add = [&](std::string const& kind, std::string const& value) {
        if (kind == "finding" && is_number(value)) chosen.ids.push_back(std::stoll(value));
        if (kind == "group")
            if (auto group = group_named(value)) chosen.groups.push_back(*group);
    };
    auto const& now = typed["mask_now"];
    if (!now.empty()) {
        auto colon = now.find(':');
        chosen.all_certain = now == "certain";
        if (colon != std::string::npos) add(now.substr(0, colon), now.substr(colon + 1));
        return chosen;
    }
    for (auto const& id : typed.all("finding")) add("finding", id);
    for (auto const& group : typed.all("group")) add("group", group);
    return chosen;
}

int version_of(std::string const& typed) { return is_number(typed) && typed.size() < 9 ? std::stoi(typed) : -1; }

Outcome<Edition> mask_chosen(Desk const& desk, Id id) {
    auto const& typed = desk.request.form;
    auto masking = make_masking(desk.env, desk.actor, id, version_of(typed["lock_version"]), chosen_of(typed));
    if (!masking) return masking.error();
    return organ::act(desk.env, desk.actor, [&](Context& in) { return mask(in, *masking); });
}

Outcome<Edition> decide_typed(Desk const& desk, Id id) {
    auto const& typed = desk.request.form;
    if (typed["action"] == "except")
        return organ::act(desk.env, desk.actor, [&](Context& in) { return except_findings(in, id, chosen_of(typed), typed["reason"]); });
    if (typed["action"] == "scan") {
        scan_ahead(desk.env, desk.actor, id, Occasion::file);
        return organ::look(desk.env, desk.actor, [&](Context& in) { return find(in, id); });
    }
    return mask_chosen(desk, id);
}

}  // namespace

namespace {

/// Where the first open ones of a group stand, and what is seen of them.
void show_first_places(view::Data row, Context& in, Edition const& edition, FindingGroup const& group) {
    for (auto const& finding : store::findings_of(in.tx, edition.id, group, shown_beside))
        if (finding.state == FindingState::open)
            row.section("places")
                .set("place", scan::place_in_words(finding.place))
                .set("value", scan::value_in_words(finding.kind, finding.masked));
    row.show("more_places", group.open > shown_beside);
}

}  // namespace

void look_before(Desk const& desk, Id edition_id, std::string_view action) {
    if (action == "file" || action == "file_emergency") scan_ahead(desk.env, desk.actor, edition_id, Occasion::file);
    if (action == "publish" || action == "release" || action == "schedule") scan_ahead(desk.env, desk.actor, edition_id, Occasion::publish);
}

void show_findings_summary(view::Data page, Context& in, Desk const& desk, Edition const& edition) {
    auto last = store::last_scan(in.tx, edition.id);
    if (!last && edition.state >= State::published) return;
    auto summary = page.include("findings_summary", "disclosure/findings_summary");
    summary.set("url", findings_url(edition.id));
    summary.show("no_look", !last);
    if (!last) return;
    summary.section("look").set("at", last->at.local_text());
    auto groups = store::finding_groups(in.tx, edition.id);
    summary.show("clean", groups.empty());
    show_figures(summary, groups);
    bool maskable = false;
    for (auto const& group : groups) {
        auto row = summary.section("groups");
        row.set("part", part_name(group)).set("kind", scan::in_words(group.kind)).set("certainty", scan::in_words(group.certainty));
        row.set("certainty_code", to_text(group.certainty)).show("has_open", group.open > 0).set("open", group.open);
        if (group.open > 0) show_first_places(row, in, edition, group);
        if (group.masked > 0) row.section("masked_section").set("masked", group.masked);
        if (group.excepted > 0) row.section("excepted_section").set("excepted", group.excepted);
        maskable |= group.open > 0 && group.certainty == scan::Certainty::certain && can_mask(group.kind);
    }
    if (maskable && may_now(in, edition).mask)
        summary.section("mask_certain")
            .set("url", findings_url(edition.id))
            .set("csrf_token", desk.csrf_token)
            .set("lock_version", edition.lock_version);
}

namespace {

Id id_of(Desk const& desk) { return desk.request.id_param("id").value_or(0); }

}  // namespace

http::Response show_findings(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = find_handled(in, id_of(desk));
        return found ? findings_page(desk, in, *found, nullptr) : refuse(desk, found.error());
    });
}

http::Response decide_findings(Desk const& desk) {
    auto id = id_of(desk);
    auto decided = decide_typed(desk, id);
    if (decided) {
        auto const& action = desk.request.form["action"];
        return http::see_other(findings_url(id) + "?done=" + (action == "except" ? "excepted" : action == "scan" ? "scanned" : "masked"));
    }
    auto refusal = decided.error();
    if (is_script(desk.request)) return refuse(desk, refusal);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = find_handled(in, id_of(desk));
        return found ? findings_page(desk, in, *found, &refusal) : refuse(desk, refusal);
    });
}

}  // namespace mingtang::disclosure::web
