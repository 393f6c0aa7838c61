#pragma once
#include "base/outcome.hpp"
#include "catalogue/item.hpp"

namespace mingtang::catalogue {

/// Texts without blanks around, of bounded length; a limit has a number and a unit or neither.
/// law: ogi-2019:20 and 国办发〔2019〕14号: a catalogue names what is disclosed, on what basis and within what time.
/// Refusals: catalogue.item.{code,name_missing,too_long,limit}.
Done tidy(Item& item);

}  // namespace mingtang::catalogue
