#include "base/digest.hpp"
#include "request/letter_paper.hpp"
#include "request/store.hpp"
#include "request/web/desk_letter.hpp"

namespace mingtang::request::web {
namespace {

struct OnPaper {
    paper::Paper paper;
    std::string file_name;
};

/// A letter is read like its case: whoever takes it on paper is kept.
Outcome<OnPaper> on_paper(Desk const& desk) {
    return organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<OnPaper> {
        auto letter = store::letter(in.tx, desk.request.id_param("id").value_or(0));
        if (!letter) return Refusal{"request.find.not_found"};
        auto opened = open_case(in, letter->request_id);
        if (!opened) return opened.error();
        auto name =
            letter->document_number.empty() ? opened->request.case_number + word("letter_kind", letter->kind) : letter->document_number;
        return OnPaper{paper_of(in, *letter), name};
    });
}

/// Made outside of the transaction: printing takes a second.
http::Response download(Desk const& desk, Outcome<std::string> (*make)(paper::Paper const&), std::string const& type,
                        std::string const& ending) {
    auto found = on_paper(desk);
    if (!found) return refuse(desk, found.error());
    auto made = make(found->paper);
    if (!made) return refuse(desk, made.error());
    http::Response response;
    response.body = std::move(*made);
    response.set("Content-Type", type);
    http::as_attachment(response, found->file_name + ending);
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Response preview_letter(Desk const& desk) {
    auto found = on_paper(desk);
    if (!found) return refuse(desk, found.error());
    auto response = http::html(paper::to_html(found->paper));
    response.set("Content-Security-Policy", std::string(paper::preview_policy));
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response letter_as_pdf(Desk const& desk) {
    return download(
        desk, [](paper::Paper const& paper) { return paper::to_pdf(paper); }, "application/pdf", ".pdf");
}

http::Response letter_as_docx(Desk const& desk) {
    return download(desk, paper::to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
}

}  // namespace mingtang::request::web
