#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/due_days.hpp"
#include "request/letter_paper.hpp"
#include "request/store.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {
namespace {

Outcome<Letter> letter_of(Context& in, Visit const& visit, InfoRequest const& request) {
    auto id = visit.request.id_param("id").value_or(0);
    for (auto const& letter : applicants_letters(in, request))
        if (letter.id == id) return letter;
    return Refusal{"request.find.not_found"};
}

/// Who reads the letter here has it: periods that run from there begin today.
void serve_it(Visit const& visit, Letter const& letter) {
    if (letter.served_on) return;
    auto actor = organ::Actor::of_system("applicant");
    organ::act(visit.env(), actor, [&](Context& in) { return letter_served(in, letter.id, in.today()); });
}

struct Found {
    InfoRequest request;
    Letter letter;
};

Response page_of(Context& in, Visit const& visit, Found const& found) {
    auto const& letter = found.letter;
    auto words = text_of(in, letter);
    auto page = start(visit, "request/portal_letter", word("letter_kind", letter.kind));
    auto data = page.data();
    data.set("letter_id", letter.id)
        .set("title", words.title)
        .set("document_number", letter.document_number)
        .set("addressee", words.addressee);
    for (auto const& text : {words.body, words.closing})
        for (auto const& paragraph : text::split(text, '\n')) data.section("paragraphs").set("paragraph", paragraph);
    data.set_section("note_section", "note", words.note);
    data.set("unit_name", organ::store::unit_by_id(in.tx, letter.unit_id).value_or(organ::Unit{}).name)
        .set("issued_on", letter.issued_on.text());
    std::vector<CaseFile> files;
    for (auto const& file : store::files_of(in.tx, found.request.id))
        if (file.letter_id == letter.id) files.push_back(file);
    if (!files.empty()) show_files(in, data.section("has_files"), "files", files);
    return page.response();
}

Outcome<Found> found_letter(Visit const& visit) {
    return look(visit, [&](Context& in) -> Outcome<Found> {
        auto request = case_of(in, visit);
        if (!request) return request.error();
        auto letter = letter_of(in, visit, *request);
        if (!letter) return letter.error();
        return Found{*request, *letter};
    });
}

Response not_found(Visit const& visit, Refusal const& refusal) {
    if (refusal.code == "request.follow.signed_out") return http::see_other("/request/follow");
    return refuse(visit, refusal);
}

/// Made outside of the transaction: printing takes a second.
Response on_paper(Visit const& visit, std::function<Outcome<std::string>(paper::Paper const&)> const& make, std::string const& type,
                  std::string const& ending) {
    auto found = found_letter(visit);
    if (!found) return not_found(visit, found.error());
    serve_it(visit, found->letter);
    auto made = make(look(visit, [&](Context& in) { return paper_of(in, found->letter); }));
    if (!made) return refuse(visit, made.error());
    auto response = http::text(std::move(*made));
    response.set("Content-Type", type);
    http::as_attachment(response, found->letter.document_number + ending);
    return response;
}

}  // namespace

Response show_letter(Visit const& visit) {
    auto found = found_letter(visit);
    if (!found) return not_found(visit, found.error());
    serve_it(visit, found->letter);
    return look(visit, [&](Context& in) { return page_of(in, visit, *found); });
}

Response letter_as_pdf(Visit const& visit) {
    paper::Printing printing;
    printing.program = visit.env().reader;
    return on_paper(
        visit, [&](paper::Paper const& paper) { return paper::to_pdf(paper, printing); }, "application/pdf", ".pdf");
}

Response letter_as_docx(Visit const& visit) {
    return on_paper(visit, paper::to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
}

Response download_file(Visit const& visit) {
    struct Content {
        std::string bytes, name, content_type;
    };
    auto id = visit.request.id_param("id").value_or(0);
    auto found = look(visit, [&](Context& in) -> Outcome<Content> {
        auto request = case_of(in, visit);
        if (!request) return request.error();
        auto file = store::file(in.tx, id);
        bool theirs = file && file->request_id == request->id && file->role != CaseFile::Role::opinion;
        auto letter = theirs && file->letter_id != 0 ? store::letter(in.tx, file->letter_id) : std::nullopt;
        // Of the desk's files only those that went out with a letter.
        if (!theirs || (!file->by_applicant && (!letter || letter->state != LetterState::issued))) return Refusal{"request.find.not_found"};
        auto bytes = content_of(in, *file);
        if (!bytes) return Refusal{"request.file.not_found"};
        return Content{*bytes, opened(in, file->name), file->content_type};
    });
    if (!found) return not_found(visit, found.error());
    auto response = http::text(std::move(found->bytes));
    response.set("Content-Type", found->content_type);
    http::as_attachment(response, found->name);
    return response;
}

}  // namespace mingtang::request::portal
