#pragma once
#include <map>

#include "base/outcome.hpp"
#include "catalogue/item.hpp"

/// A standard catalogue as a sheet, in our columns or in those of 国办发〔2019〕54号 (docs/formats/catalogue.md).
namespace mingtang::catalogue {

using Grid = std::vector<std::vector<std::string>>;

struct SheetRow {
    long long line = 0;                        // in the file, counted from 1
    std::map<std::string, std::string> cells;  // by our names
};
struct Sheet {
    std::vector<SheetRow> rows;
    std::vector<std::string> unknown;  // headings that mean nothing to us
};
/// Finds the heading (one row, or two where 公开事项 stands above 一级事项), names the columns, gives cells below a merged 一级事项 its
/// text, and leaves out blank rows. `map`: headings of the file by our names. Refusal: catalogue.sheet.no_heading.
Outcome<Sheet> read_sheet(Grid const& grid, std::map<std::string, std::string> const& map = {});

/// Our names of columns, for `--map`.
std::vector<std::string> sheet_columns();

/// The entry that a row describes. Refusals: catalogue.sheet.value {column, value}.
Outcome<Item> item_of(SheetRow const& row);

}  // namespace mingtang::catalogue
