#include "request/store.hpp"
#include "request/web/desk_case.hpp"
#include "request/web/desk_letter.hpp"

namespace mingtang::request::web {
namespace {

http::Response new_page(Desk const& desk, Id request_id, LetterKind kind, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto request = find(in, request_id);
        if (!request) return refuse(desk, request.error());
        if (auto may = effect(request->state, kind); !may) return refuse(desk, may.error());
        auto title = word("page", "draft_letter", {{"kind", word("letter_kind", kind)}});
        DeskPage page(desk, "request/desk_letter_new", title);
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(request->case_number, case_url(request_id)).crumb(title);
        auto data = page.data();
        data.set("case_number", request->case_number).set("case", case_url(request_id)).set("letters", case_url(request_id) + "/letters");
        data.set("kind_code", to_text(kind)).set("path", path_in_words(kind));
        auto form = letter_form_of(desk.request.form);
        if (refusal == nullptr && kind == LetterKind::lapse_notice)
            form.outcome = request->state == State::awaiting_payment ? "r6_2_no_fee" : "r6_1_no_correction";
        if (refusal == nullptr && kind == LetterKind::extension_notice) form.working_days = "20";
        if (refusal == nullptr && kind == LetterKind::supplement_notice)
            form.working_days = std::to_string(office_of(in, request->unit_id).supplement_days);
        show_decides(data, kind, form, refusal);
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

/// Saves what was typed, and goes on as the button says.
Outcome<Letter> save_and(Context& in, Id id, http::Fields const& typed) {
    auto form = letter_form_of(typed);
    auto const& action = typed["action"];
    auto lock = int(std::min<Id>(number_of(typed["lock_version"]), 1 << 30));
    if (action == "refill") {
        auto letter = store::letter(in.tx, id);
        auto request = letter ? find(in, letter->request_id) : Outcome<InfoRequest>(Refusal{"request.find.not_found"});
        if (!request) return request.error();
        if (!may_read(in, *request)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
        form.asked = form.text.addressee;
        auto words = fill_template(in, *request, letter->kind, form);
        if (!words) return words.error();
        form.text = *words;
    }
    auto saved = save_letter(in, id, lock, form);
    if (!saved || action != "file") return saved;
    return file_letter(in, id, typed["remark"]);
}

Outcome<Letter> signed_off(Context& in, Id id, http::Fields const& typed) {
    auto const& action = typed["action"];
    if (action == "pass") return pass_letter(in, id, typed["remark"]);
    if (action == "return") return return_letter(in, id, typed["remark"]);
    if (action == "drop") return drop_letter(in, id);
    if (action == "issue") return issue_letter(in, id, typed["served_now"] == "1" ? in.today() : Date());
    if (action != "served") return Refusal{"request.desk.unknown_step"};
    auto day = day_typed(typed, "served_on");
    if (!day) return day.error();
    return letter_served(in, id, *day);
}

}  // namespace

http::Response show_new_letter(Desk const& desk) {
    auto kind = from_text<LetterKind>(desk.request.query["kind"]);
    if (!kind) return refuse(desk, Refusal{"request.desk.unknown_step"});
    return new_page(desk, desk.request.id_param("id").value_or(0), *kind, nullptr);
}

http::Response make_letter(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto kind = from_text<LetterKind>(desk.request.form["kind"]);
    if (!kind) return refuse(desk, Refusal{"request.desk.unknown_step"});
    auto made =
        organ::act(desk.env, desk.actor, [&](Context& in) { return draft_letter(in, id, *kind, letter_form_of(desk.request.form)); });
    if (!made) {
        auto refusal = made.error();
        return new_page(desk, id, *kind, &refusal);
    }
    return http::see_other(letter_url(made->id) + "?done=drafted");
}

http::Response save_letter_page(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& action = desk.request.form["action"];
    auto saved = organ::act(desk.env, desk.actor, [&](Context& in) { return save_and(in, id, desk.request.form); });
    if (!saved) {
        auto refusal = saved.error();
        return letter_page(desk, id, &refusal);
    }
    if (action == "paper") return http::see_other(letter_url(id) + "?view=paper");
    return http::see_other(letter_url(id) + "?done=" + (action == "file" ? "filed" : action == "refill" ? "refilled" : "saved"));
}

http::Response take_letter_step(Desk const& desk, Around const& around) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& typed = desk.request.form;
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return signed_off(in, id, typed); });
    bool to_case = typed["back"] == "case";
    if (!taken) {
        auto refusal = taken.error();
        auto request_id =
            to_case ? organ::look(desk.env, desk.actor, [&](Context& in) { return store::letter(in.tx, id).value_or(Letter{}).request_id; })
                    : 0;
        return request_id != 0 ? case_page(desk, around, request_id, &refusal) : letter_page(desk, id, &refusal);
    }
    // Whoever signed off may not read the case any more.
    bool still =
        organ::look(desk.env, desk.actor, [&](Context& in) { return may_read(in, store::by_id(in.tx, taken->request_id).value()); });
    auto back = to_case ? case_url(taken->request_id) : still ? letter_url(id) : "/desk/requests";
    return http::see_other(back + "?done=letter_" + typed["action"]);
}

http::Response attach_files(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto files = files_in(desk.request, CaseFile::Role::answer);
    auto added = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<int> {
        auto letter = store::letter(in.tx, id);
        if (!letter) return Refusal{"request.find.not_found"};
        if (files.empty()) return Refusal{"request.file.nothing", "", {}, "files"};
        if (auto may = next(*letter, LetterAction::save, in.actor); !may) return may.error();
        for (auto const& file : files)
            if (auto kept = add_file(in, letter->request_id, id, file); !kept) return kept.error();
        return int(files.size());
    });
    if (!added) {
        auto refusal = added.error();
        return letter_page(desk, id, &refusal);
    }
    return http::see_other(letter_url(id) + "?done=attached#files");
}

http::Response remove_letter_file(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto file_id = desk.request.id_param("file_id").value_or(0);
    auto removed = organ::act(desk.env, desk.actor, [&](Context& in) { return remove_file(in, file_id); });
    if (!removed) {
        auto refusal = removed.error();
        return letter_page(desk, id, &refusal);
    }
    return http::see_other(letter_url(id) + "?done=detached#files");
}

}  // namespace mingtang::request::web
