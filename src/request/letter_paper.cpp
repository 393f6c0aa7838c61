#include "request/letter_paper.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/letter_words.hpp"
#include "request/store.hpp"

namespace mingtang::request {
namespace {

void add_paragraphs(paper::Paper& paper, std::string const& words) {
    for (auto const& line : text::split(words, '\n')) paper.body.push_back(paper::paragraph(line));
}

/// `《答复书》附件`: the names without their ends.
void add_files(Context& in, paper::Paper& paper, Letter const& letter) {
    for (auto const& file : store::files_of(in.tx, letter.request_id)) {
        if (file.letter_id != letter.id || file.letter_id == 0) continue;
        auto name = opened(in, file.name);
        paper.attachments.push_back({.name = name.substr(0, name.find_last_of('.'))});
    }
}

paper::Paper paper_with(Context& in, Letter const& letter, LetterText const& words) {
    auto unit = organ::store::unit_by_id(in.tx, letter.unit_id).value();
    paper::Paper paper{.organ = unit.name,
                       .document_number = letter.document_number,
                       .title = unit.name + "\n" + words.title,
                       .addressee = words.addressee,
                       .signed_by = unit.name,
                       .dated = letter.issued_on};
    if (letter.kind == LetterKind::joint_inquiry) paper.form = paper::Form::letter, paper.title = words.title;
    add_paragraphs(paper, words.body);
    add_paragraphs(paper, words.closing);
    add_files(in, paper, letter);
    paper.note = words.note;
    if (paper.note.empty() && !unit.telephone.empty())
        paper.note = filled(letter_word("labels", "telephone"), {{"telephone", unit.telephone}});
    return paper;
}

}  // namespace

paper::Paper paper_of(Context& in, Letter const& letter) { return paper_with(in, letter, text_of(in, letter)); }

paper::Paper paper_of(Context& in, Letter const& letter, LetterVersion const& version) {
    return paper_with(in, letter, text_of(in, version));
}

}  // namespace mingtang::request
