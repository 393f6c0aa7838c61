#pragma once
#include "base/json.hpp"
#include "catalogue/item.hpp"

/// What an entry says, apart from what names it and where it stands: the part that has editions, is derived and is proposed.
namespace mingtang::catalogue {

/// Name and text of each, in the order in which people read them.
std::vector<std::pair<std::string, std::string>> particulars(Item const& item);
/// The same as canonical JSON, for catalogue_edition and proposals; and back into an item (what is missing or not understood stays).
std::string particulars_json(Item const& item);
void take_particulars(Item& item, std::string const& json);
/// One of them by its name; false for a name that is none or a value that does not fit.
bool set_particular(Item& item, std::string_view name, std::string const& value);

struct Difference {
    std::string name;  // of the particular
    std::string before, after;
    bool operator==(Difference const&) const = default;
};
std::vector<Difference> differences(Item const& before, Item const& after);

/// How a unit's entry, its standard one, and what that said when they were last brought in line stand to each other.
struct Drift {
    std::vector<Difference> own;       // from the standard as it was to the unit's entry: what the unit changed
    std::vector<Difference> standard;  // from the standard as it was to the standard now: what changed since
};
Drift drift(Item const& own, Item const& base, Item const& standard);

}  // namespace mingtang::catalogue
