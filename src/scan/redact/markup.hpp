#pragma once
#include <string>
#include <string_view>

#include "scan/redact/sought.hpp"

namespace mingtang::scan {

enum class Markup { xml, html };

/// UTF-8 XML or HTML in which the values are masked wherever they stand: in text, though it be parted by formats, tracked changes or line
/// ends, in values of attributes, comments, scripts and data. Every other byte stays as it is.
std::string masked_markup(std::string_view utf8, Markup kind, SoughtSet const& sought);

/// `text` for the inside of an element.
std::string as_xml(std::string_view text);
/// What `raw` stands for once its entities are read.
std::string unescaped(std::string_view raw);

}  // namespace mingtang::scan
