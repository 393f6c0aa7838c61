#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "scan/finding.hpp"

namespace mingtang::scan {

/// How many letters, digits or Han characters of a value stay readable at its front and back.
struct MaskForm {
    std::size_t front = 0;
    std::size_t back = 0;
};

/// The last characters of names of places, from the largest to the door, and what stands only behind a door.
enum class Level { province, region, city, county, township, street, door, inside };

/// Words around a value that tell what it is. The names are those of law/leaks.json.
enum class Word {
    id_label,
    bank_label,
    unit_account,
    mobile_label,
    office_telephone,
    personal,
    number_label,
    passport_label,
    plate_label,
    home_label,
    office_place,
    place_before,
    after_door,
    state_mark,
    inner_mark,
    mark_label,
    health,
    poverty,
    minor,
    name_label,
    role_before,
    measure
};
inline constexpr std::size_t word_kinds = 22;

/// What counts as a find and how it is masked; law/leaks.json, to which the caller adds what it knows of the unit.
struct Settings {
    std::array<MaskForm, 12> masks{};                        ///< by Kind
    std::string address_tail;                                ///< stands for what was cut off behind the township
    std::vector<std::string> hotlines;                       ///< 12345 and the like
    std::vector<std::string> official_mail;                  ///< domains of public bodies
    std::array<std::vector<std::string>, word_kinds> words;  ///< by Word
    std::array<std::vector<std::string>, 8> places;          ///< by Level; the provinces are whole names
    std::string cut;                                         ///< characters with which no place's name begins
    std::string surnames;
    std::vector<std::string> double_surnames;
    std::string plates;       ///< the provinces on vehicle plates
    std::string plate_ends;   ///< the last characters of plates of special vehicles
    std::string traditional;  ///< pairs: a Traditional character, then its Simplified one

    /// Telephones, addresses and e-mail addresses that the unit itself publishes: never finds, however they are written.
    std::vector<std::string> published;
    /// Birthdays after it are not believed; no day: any.
    Date today;

    /// What the program carries, law/leaks.json. A malformed file is a fault of the build: std::logic_error.
    static Settings packed();
};

}  // namespace mingtang::scan

template <>
struct mingtang::EnumNames<mingtang::scan::Level> {
    static constexpr std::array<std::string_view, 8> names{"province", "region", "city", "county", "township", "street", "door", "inside"};
};

template <>
struct mingtang::EnumNames<mingtang::scan::Word> {
    static constexpr std::array<std::string_view, mingtang::scan::word_kinds> names{
        "id_label",    "bank_label", "unit_account", "mobile_label", "office_telephone", "personal",   "number_label", "passport_label",
        "plate_label", "home_label", "office_place", "place_before", "after_door",       "state_mark", "inner_mark",   "mark_label",
        "health",      "poverty",    "minor",        "name_label",   "role_before",      "measure"};
};
