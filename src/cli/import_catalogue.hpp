#pragma once
#include <string>

#include "app/config.hpp"

namespace mingtang::cli {

struct CatalogueOrder {
    std::string file, domain, name, map;
};
/// Takes in a standard catalogue (.csv, .xlsx): what is there already and the same stays, what is not understood goes into the file of
/// rejects.
int import_catalogue(app::Config const& config, CatalogueOrder const& order);

}  // namespace mingtang::cli
