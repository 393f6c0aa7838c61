#pragma once
#include <memory>

#include "scan/detector.hpp"

namespace mingtang::scan {

/// A detector with the packed settings that takes for no find what the units publish of themselves, and believes birthdays up to `today`.
/// Making one compiles its patterns: the last one made is used again while both stay the same. Thread-safe.
std::shared_ptr<Detector const> detector_for(std::vector<std::string> published, Date today);

}  // namespace mingtang::scan
