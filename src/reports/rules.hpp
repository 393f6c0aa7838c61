#pragma once
#include "organ/person.hpp"
#include "organ/unit.hpp"

namespace mingtang::reports {

/// The last day on which the report of `year` is handed in and published.
/// law: ogi-2019:49
/// "县级以上人民政府部门应当在每年1月31日前向本级政府信息公开工作主管部门提交本行政机关上一年度政府信息公开工作年度报告并向社会公布。
/// 县级以上地方人民政府的政府信息公开工作主管部门应当在每年3月31日前向社会公布本级政府上一年度政府信息公开工作年度报告。"
/// [M] Townships are not named; counties gather theirs by the day of the departments.
Date due_of(organ::UnitKind kind, int year);

/// law: ogi-2019:49, ogi-2019:54: organs of government and authorised organisations report; enterprises (art. 55) do not.
bool makes_report(organ::Unit const& unit);

/// Who works on a unit's report or answers for it.
bool may_see(organ::Actor const& actor, Id unit_id);
/// The year whose reports are worked on that day: until June the last one, then the running one, to prepare.
int year_worked_on(Date today);

}  // namespace mingtang::reports
