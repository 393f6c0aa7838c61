#pragma once
#include <string>
#include <vector>

#include "organ/unit.hpp"

namespace mingtang::catalogue {

/// law: ogi-2019:12
/// "政府信息公开指南包括政府信息的分类、编排体系、获取方式和政府信息公开工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式等内容。"
/// What a unit's guide lacks of them, as columns of the unit: `address`, `hours`, `telephone`, `fax`, `online` (neither mail nor site), and
/// `catalogue` where it has no open entry (分类、编排体系). In the order of the article.
std::vector<std::string> missing_of_guide(organ::Unit const& unit, std::size_t open_entries);

}  // namespace mingtang::catalogue
