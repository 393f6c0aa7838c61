#pragma once
#include "base/date.hpp"

namespace mingtang::organ {

/// The moment from which the personal data of what was put away at `put_away_at` may go: the same day so many months later, the last of
/// the month where it has no such day. Cited: pipl:19 "个人信息的保存期限应当为实现处理目的所必要的最短时间"; the law names no number,
/// the unit does [M].
Instant erase_after(Instant put_away_at, int retention_months);

}  // namespace mingtang::organ
