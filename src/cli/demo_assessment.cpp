#include <fstream>

#include "assessment/actions.hpp"
#include "cli/demo_county.hpp"
#include "organ/store.hpp"

namespace mingtang::cli::demo {
namespace {

json::object read_object(std::filesystem::path const& file) {
    std::ifstream in(file);
    std::string content{std::istreambuf_iterator<char>(in), {}};
    boost::system::error_code failed;
    auto parsed = boost::json::parse(content, failed);
    if (failed || !parsed.is_object()) throw Malformed(file.filename().string() + ": no object");
    return parsed.get_object();
}

}  // namespace

int load_assessment(organ::Context& in, County const& county) {
    auto row = read_object(county.folder / "assessment.json");
    auto begun_on = Date::parse(text(row, "begun_on"));
    if (!begun_on) throw Malformed("assessment.json: begun_on");
    auto then = at(in, morning(*begun_on), county.people.at(text(row, "by")));
    assessment::BeginForm form{
        .name = text(row, "name"), .scheme = text(row, "scheme"), .from_on = text(row, "from_on"), .to_on = text(row, "to_on")};
    std::vector<organ::Unit> assessed;
    for (auto& unit : organ::store::all_units(in.tx))
        if (unit.open && unit.kind != organ::UnitKind::enterprise) assessed.push_back(std::move(unit));
    for (auto const& unit : assessed) form.units.push_back(unit.id);
    auto period = good(assessment::begin(then, form), "assessment.json");
    for (auto const& one : list(row, "judged")) {
        auto const& judged = one.as_object();
        assessment::JudgeForm typed{
            .number = text(judged, "number"), .of = {}, .given = text(judged, "given"), .words = text(judged, "words")};
        auto const& unit = county.units.at(text(judged, "unit"));
        good(assessment::judge(then, period.id, unit.id, text(judged, "indicator"), typed), "assessment.json " + unit.code);
    }
    auto open = texts(row, "still_to_judge");
    for (auto const& unit : assessed)
        if (std::find(open.begin(), open.end(), unit.code) == open.end())
            good(assessment::judge_rest(then, period.id, unit.id), "assessment.json " + unit.code);
    return int(form.units.size());
}

}  // namespace mingtang::cli::demo
