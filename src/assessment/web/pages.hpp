#pragma once
#include "assessment/preview.hpp"
#include "assessment/sheet.hpp"
#include "assessment/words.hpp"
#include "base/number.hpp"
#include "organ/web/shown.hpp"

/// The pages of assessments. One function per row of the URL table in pages.cpp.
namespace mingtang::assessment::web {

using organ::web::Desk;
using organ::web::DeskPage;

http::Response show_list(Desk const& desk);
http::Response show_new(Desk const& desk);
http::Response make_new(Desk const& desk);
http::Response show_period(Desk const& desk);
http::Response take_step(Desk const& desk);
http::Response show_sheet(Desk const& desk);
http::Response take_sheet_step(Desk const& desk);
http::Response download_evidence(Desk const& desk);
http::Response download_file(Desk const& desk);

http::Response show_schemes(Desk const& desk);
http::Response show_scheme(Desk const& desk);
http::Response show_indicator(Desk const& desk);
http::Response change_indicator(Desk const& desk);
http::Response show_text(Desk const& desk);
http::Response change_text(Desk const& desk);
http::Response download_scheme(Desk const& desk);

// -- shared ----------------------------------------------------------------------------------------------------------------------------

inline constexpr char const* list_url = "/desk/assessment";
inline constexpr char const* schemes_url = "/desk/assessment/schemes";
std::string period_url(Id id);
std::string sheet_url(Id period_id, Id unit_id);
std::string scheme_url(std::string const& code);
/// The organ in charge, which begins, judges and decides.
bool decides(organ::Actor const& actor);
/// The section `done` with a sentence of words.json, where the address says that something was done.
void show_done(view::Data data, Desk const& desk);
/// For people, with roles and states in their words.
std::string sentence_of(Refusal const& refusal);
/// The refusal above the form and at the field that it names.
void show_refused(view::Data data, Refusal const& refusal);
http::Response refuse(Desk const& desk, Refusal const& refusal);
/// Whether a refusal is shown as a page of its own: there is no form to show it in.
bool is_final(Refusal const& refusal);
/// `source` of an indicator in words: 按“逾期未更新”计算; 人工评定.
std::string source_words(Source const& source);
/// Of a measure or a kind of finding.
std::string source_label(SourceKind kind, std::string const& name);
/// How an indicator counts, in one sentence: 每例扣 0.5 分，最多扣 4 分.
std::string rule_words(Indicator const& indicator);
/// Section `effects` with what a change would do to each unit.
void show_preview(view::Data data, Preview const& preview);

}  // namespace mingtang::assessment::web
