#include <fstream>

#include "assessment/web/pages.hpp"
#include "base/text.hpp"

/// A change of a scheme: typed, looked at in its effect, saved as the next edition.
namespace mingtang::assessment::web {
namespace {

/// Of the address; empty for a scheme that there is not yet.
std::string code_of(Desk const& desk) {
    return desk.request.path == std::string(schemes_url) + "/new" ? std::string() : desk.request.param("code");
}

Indicator* indicator_in(Scheme& scheme, std::string const& code) {
    for (auto& group : scheme.groups)
        for (auto& one : group.indicators)
            if (one.code == code) return &one;
    return nullptr;
}

/// Points of a field that may be left empty. Refuses assessment.change.points.
Outcome<Points> points_typed(std::string const& typed, char const* field) {
    if (text::trim(typed).empty()) return Points(0);
    auto points = points_of(typed);
    if (!points) return Refusal{"assessment.change.points", "", {{"value", text::shorten(text::one_line(typed), 20)}}, field};
    return *points;
}

/// `measure:overdue`, `finding:link_dead`, `judged`. Refuses assessment.change.source.
Outcome<Source> source_typed(std::string const& typed) {
    auto colon = typed.find(':');
    auto kind = from_text<SourceKind>(typed.substr(0, colon));
    if (!kind) return Refusal{"assessment.change.source", "", {}, "source"};
    return Source{*kind, colon == std::string::npos ? "" : typed.substr(colon + 1)};
}

Done put_typed(Indicator& one, http::Fields const& typed) {
    auto source = source_typed(typed["source"]);
    if (!source) return source.error();
    auto way = from_text<Way>(typed["way"]);
    if (!way) return Refusal{"assessment.change.way", "", {}, "way"};
    auto weight = points_typed(typed["weight"], "weight");
    if (!weight) return weight.error();
    auto per_case = points_typed(typed["per_case"], "per_case");
    if (!per_case) return per_case.error();
    auto cap = points_typed(typed["cap"], "cap");
    if (!cap) return cap.error();
    auto minimum = text::trim(typed["minimum"]);
    bool digits = minimum.size() <= 6 && minimum.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return Refusal{"assessment.change.minimum", "", {}, "minimum"};
    one.name = text::one_line(typed["name"]);
    one.rule = text::trim(typed["rule"]);
    one.basis = text::trim(typed["basis"]);
    one.source = *source;
    one.way = *way;
    one.weight = *weight;
    one.per_case = *per_case;
    one.cap = *cap;
    one.minimum = minimum.empty() ? 0 : std::stoll(minimum);
    one.confirmed = !typed["confirmed"].empty();
    return {};
}

/// The whole scheme with what was typed of one indicator; its sums follow where the person wishes so.
Outcome<Scheme> changed(Scheme scheme, std::string const& code, http::Fields const& typed) {
    auto* one = indicator_in(scheme, code);
    if (one == nullptr) return Refusal{"assessment.find.no_scheme"};
    if (auto put = put_typed(*one, typed); !put) return put.error();
    if (!typed["follow"].empty()) {
        scheme.total = 0;
        for (auto& group : scheme.groups) {
            bool has = std::any_of(group.indicators.begin(), group.indicators.end(), [&](auto const& any) { return any.code == code; });
            if (has) group.weight = 0;
            for (auto const& any : group.indicators)
                if (has && (any.way == Way::deduct || any.way == Way::rate)) group.weight += any.most();
            scheme.total += group.weight;
        }
    }
    return read_scheme(text_of(scheme));
}

void show_choices(view::Data data, std::string const& source, std::string const& way) {
    for (auto name : EnumNames<Way>::names)
        data.section("ways").set("value", name).set("label", word("way", name)).show("selected", way == name);
    data.section("judged").show("selected", source == "judged");
    for (auto kind : {SourceKind::measure, SourceKind::finding})
        for (auto const& name : source_names(kind)) {
            auto value = std::string(to_text(kind)) + ":" + name;
            data.section(kind == SourceKind::measure ? "measures" : "findings")
                .set("value", value)
                .set("label", source_label(kind, name))
                .show("selected", source == value);
        }
}

void fill_form(view::Data data, Indicator const& one, http::Fields const* typed) {
    auto said = [&](char const* field, std::string const& stored) { return typed != nullptr ? (*typed)[field] : stored; };
    auto points = [](Points value) { return value == 0 ? std::string() : points_text(value); };
    data.set("name", said("name", one.name)).set("rule", said("rule", one.rule)).set("basis", said("basis", one.basis));
    data.set("weight", said("weight", points(one.weight))).set("per_case", said("per_case", points(one.per_case)));
    data.set("cap", said("cap", points(one.cap))).set("minimum", said("minimum", one.minimum == 0 ? "" : std::to_string(one.minimum)));
    auto source = std::string(to_text(one.source.kind)) + (one.source.name.empty() ? "" : ":" + one.source.name);
    show_choices(data, said("source", source), said("way", std::string(to_text(one.way))));
    data.show("confirmed", typed != nullptr ? !(*typed)["confirmed"].empty() : one.confirmed);
    data.show("follow", typed != nullptr && !(*typed)["follow"].empty()).set("note", said("note", ""));
}

http::Response indicator_page(Desk const& desk, std::optional<Refusal> const& refusal, Scheme const* after) {
    if (refusal && is_final(*refusal)) return refuse(desk, *refusal);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto known = known_scheme(in, desk.request.param("code"));
        auto const* one = known ? known->scheme.indicator(desk.request.param("indicator")) : nullptr;
        if (one == nullptr) return refuse(desk, Refusal{"assessment.find.no_scheme"});
        DeskPage page(desk, "assessment/indicator", one->name);
        auto url = scheme_url(known->scheme.code);
        page.crumb(word("page", "schemes"), schemes_url).crumb(known->scheme.name, url).crumb(one->name);
        auto data = page.data();
        bool first = !refusal && after == nullptr;
        data.set("csrf_token", desk.csrf_token).set("scheme_url", url).set("scheme", known->scheme.name);
        data.set("group", known->scheme.group_of(one->code)->name).set("own_url", url + "/indicators/" + text::percent_encode(one->code));
        data.set("title", one->name).set("seen", first ? std::to_string(known->edition.number) : desk.request.form["seen"]);
        data.show("may_save", decides(desk.actor));
        fill_form(data, *one, first ? nullptr : &desk.request.form);
        if (after != nullptr) show_preview(data, preview(in, known->scheme, *after));
        if (refusal) show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

/// The number of the edition that was changed; none has so large a number.
int seen_number(http::Fields const& typed) {
    auto seen = number_of(typed["seen"]);
    return seen < 1000000 ? int(seen) : -1;
}

/// The text typed or sent as a file.
std::string text_sent(http::Request const& request) {
    for (auto const& upload : request.uploads) {
        if (upload.field != "file" || upload.size == 0) continue;
        std::ifstream in(upload.path, std::ios::binary);
        std::string content{std::istreambuf_iterator<char>(in), {}};
        return text::is_utf8(content) ? content : std::string("\x80");
    }
    return request.form["text"];
}

http::Response text_page(Desk const& desk, std::string const& typed, std::optional<Refusal> const& refusal, Scheme const* after) {
    if (refusal && is_final(*refusal)) return refuse(desk, *refusal);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto code = code_of(desk);
        auto known = code.empty() ? Outcome<Known>(Known{}) : known_scheme(in, code);
        if (!known) return refuse(desk, known.error());
        DeskPage page(desk, "assessment/text", word("page", code.empty() ? "new_scheme" : "text"));
        page.crumb(word("page", "schemes"), schemes_url);
        if (!code.empty()) page.crumb(known->scheme.name, scheme_url(code));
        page.crumb(word("page", code.empty() ? "new_scheme" : "text"));
        auto data = page.data();
        bool first = !refusal && after == nullptr;
        data.set("csrf_token", desk.csrf_token)
            .set("own_url", code.empty() ? std::string(schemes_url) + "/new" : scheme_url(code) + "/text");
        data.set("title", code.empty() ? word("page", "new_scheme") : known->scheme.name).show("is_new", code.empty());
        data.set("back_url", code.empty() ? std::string(schemes_url) : scheme_url(code)).show("may_save", decides(desk.actor));
        bool readable = text::is_utf8(typed);
        data.set("text", first ? (code.empty() ? "" : text_of(known->scheme)) : readable ? typed : "");
        data.set("seen", first ? std::to_string(known->edition.number) : desk.request.form["seen"]).set("note", desk.request.form["note"]);
        if (after != nullptr) {
            auto before = known_scheme(in, after->code);
            if (before) show_preview(data, preview(in, before->scheme, *after));
        }
        if (refusal) show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

/// A scheme that is changed keeps its code: another code is another scheme.
Outcome<Scheme> scheme_sent(std::string const& typed, std::string const& code) {
    auto scheme = read_scheme(typed);
    if (!scheme) return scheme;
    if (!code.empty() && scheme->code != code) return Refusal{"assessment.change.code", "", {{"code", code}}, "text"};
    return scheme;
}

}  // namespace

http::Response show_indicator(Desk const& desk) { return indicator_page(desk, std::nullopt, nullptr); }

http::Response change_indicator(Desk const& desk) {
    auto const& typed = desk.request.form;
    auto before = organ::look(desk.env, desk.actor, [&](Context& in) { return known_scheme(in, desk.request.param("code")); });
    if (!before) return refuse(desk, before.error());
    auto after = changed(before->scheme, desk.request.param("indicator"), typed);
    if (!after) return indicator_page(desk, after.error(), nullptr);
    if (typed["action"] != "save") return indicator_page(desk, std::nullopt, &*after);
    auto saved =
        organ::act(desk.env, desk.actor, [&](Context& in) { return save_scheme(in, text_of(*after), typed["note"], seen_number(typed)); });
    if (saved) return http::see_other(scheme_url(after->code) + "?done=saved");
    return indicator_page(desk, saved.error(), &*after);
}

http::Response show_text(Desk const& desk) { return text_page(desk, "", std::nullopt, nullptr); }

http::Response change_text(Desk const& desk) {
    auto const& typed = desk.request.form;
    auto sent = text_sent(desk.request);
    auto after = scheme_sent(sent, code_of(desk));
    if (!after) return text_page(desk, sent, after.error(), nullptr);
    if (typed["action"] != "save") return text_page(desk, text_of(*after), std::nullopt, &*after);
    auto saved = organ::act(desk.env, desk.actor, [&](Context& in) { return save_scheme(in, sent, typed["note"], seen_number(typed)); });
    if (saved) return http::see_other(scheme_url(after->code) + "?done=saved");
    return text_page(desk, sent, saved.error(), &*after);
}

}  // namespace mingtang::assessment::web
