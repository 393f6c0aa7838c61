#pragma once
#include "bulletin/actions.hpp"
#include "bulletin/content.hpp"
#include "paper/paper.hpp"
#include "view/view.hpp"

/// The bulletin as text and files, all from one Content.
namespace mingtang::bulletin {

std::string title_of(Content const& content);
/// What stands before the figures: whose month, when frozen, what was contested; a preview says that it is one.
std::vector<std::string> lead_of(Content const& content);
/// `至少5件才排名`, or that counts need no minimum.
std::string minimum_words(Column const& column);

/// `异议成立，不计1件`; empty where nothing was left out.
std::string left_out_words(Figure const& figure, Column const& column);

/// The HTML of the disclosure, its title outside: meanings, and for each group all figures and a ranking by each measure with bars.
std::string html_of(Content const& content);
/// The rankings of a group put in place of `{{>place}}`, as in the disclosure.
void show_rankings(view::Data data, std::string_view place, Content const& content, Group const& group);

paper::Paper paper_of(Content const& content);
/// A sheet of meanings, and for each group one of figures (as numbers) and one of charts, which read from it.
std::string xlsx_of(Content const& content);

/// `pdf`, `xlsx` or `html`. `reader` as of organ::Environment: printing is done in a child of it. Refuses bulletin.find.not_found for
/// another format, and what paper::to_pdf refuses.
Outcome<BulletinFile> file_of(Content const& content, std::string_view format, std::string_view reader);
std::string content_type_of(std::string_view format);
/// Those that go with the disclosure, and the formats that could not be made, with the reason.
struct AttachedFiles {
    std::vector<BulletinFile> files;
    std::vector<std::pair<std::string, Refusal>> missing;
};
AttachedFiles attached_files(Content const& content, std::string_view reader);

}  // namespace mingtang::bulletin
