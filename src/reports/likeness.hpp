#pragma once
#include <string_view>

namespace mingtang::reports {

/// How much of a text stood in another one already, in percent of its characters: those in runs of eight and more that both hold. Reports
/// that repeat the last one are what 国办公开办函〔2021〕30号 wants to end.
int likeness(std::string_view text, std::string_view before);

}  // namespace mingtang::reports
