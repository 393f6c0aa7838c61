#include "organ/rules.hpp"

#include "base/text.hpp"
#include "law/identity.hpp"
#include "organ/settings.hpp"

namespace mingtang::organ {
namespace {

Done tidy_line(std::string& value, std::size_t longest, std::string_view field) {
    value = text::one_line(value);
    if (text::length(value) > longest) return Refusal{"organ.text.too_long", "", {{"limit", std::to_string(longest)}}, std::string(field)};
    return {};
}

Done tidy_needed(std::string& value, std::size_t longest, std::string_view field, std::string_view missing) {
    if (auto fit = tidy_line(value, longest, field); !fit) return fit;
    if (value.empty()) return Refusal{std::string(missing), "", {}, std::string(field)};
    return {};
}

/// Line ends become LF; each line is cleaned by itself.
Done tidy_paragraphs(std::string& value, std::size_t longest, std::string_view field) {
    std::string lines;
    for (std::size_t at = 0; at <= value.size();) {
        auto end = std::min(value.find('\n', at), value.size());
        lines += text::one_line(std::string_view(value).substr(at, end - at)) + "\n";
        at = end + 1;
    }
    value = text::trim(lines);
    if (text::length(value) > longest) return Refusal{"organ.text.too_long", "", {{"limit", std::to_string(longest)}}, std::string(field)};
    return {};
}

bool is_name(std::string_view text, std::string_view besides) {
    if (text.size() < 2 || text.size() > 40) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || besides.find(c) != besides.npos; });
}

bool is_email(std::string_view text) {
    auto at = text.find('@');
    return at != text.npos && at > 0 && text.find('@', at + 1) == text.npos && text.find('.', at) != text.npos && text.back() != '.' &&
           text.find_first_of(" <>\"',;") == text.npos;
}

bool is_site_address(std::string_view text) {
    return (text.starts_with("http://") || text.starts_with("https://")) && text.find_first_of(" <>\"'") == text.npos && text.size() > 8;
}

int classes_of(std::string_view password) {
    bool lower = false, upper = false, digit = false, other = false;
    for (unsigned char c : password) {
        if (c >= 'a' && c <= 'z')
            lower = true;
        else if (c >= 'A' && c <= 'Z')
            upper = true;
        else if (c >= '0' && c <= '9')
            digit = true;
        else
            other = true;
    }
    return lower + upper + digit + other;
}

int different_characters(std::string_view password) { return static_cast<int>(std::set<char>(password.begin(), password.end()).size()); }

bool holds(std::vector<Grant> const& grants, Role role) {
    return std::any_of(grants.begin(), grants.end(), [&](auto const& grant) { return grant.role == role; });
}

}  // namespace

Done may_administer(Actor const& actor) {
    if (actor.system || actor.has(Role::administrator, 0)) return {};
    return Refusal{"organ.role.forbidden", ""};
}

Done tidy(Unit& unit) {
    if (!is_name(unit.code, "-")) return Refusal{"organ.unit.code", "", {}, "code"};
    if (auto fit = tidy_needed(unit.name, 100, "name", "organ.unit.name_missing"); !fit) return fit;
    struct Line {
        std::string& value;
        std::size_t longest;
        std::string_view field;
    };
    Line const lines[] = {{unit.short_name, 40, "short_name"}, {unit.credit_code, 18, "credit_code"}, {unit.address, 200, "address"},
                          {unit.hours, 200, "hours"},          {unit.telephone, 60, "telephone"},     {unit.fax, 60, "fax"},
                          {unit.email, 100, "email"},          {unit.postcode, 10, "postcode"},       {unit.website, 300, "website"}};
    for (auto const& line : lines)
        if (auto fit = tidy_line(line.value, line.longest, line.field); !fit) return fit;
    if (!unit.credit_code.empty() && !law::is_credit_code(unit.credit_code))
        return Refusal{"organ.unit.credit_code", "", {}, "credit_code"};
    if (!unit.email.empty() && !is_email(unit.email)) return Refusal{"organ.unit.email", "", {}, "email"};
    if (!unit.website.empty() && !is_site_address(unit.website)) return Refusal{"organ.unit.website", "", {}, "website"};
    return tidy_paragraphs(unit.duties, 20000, "duties");
}

Done tidy(Leader& leader) {
    if (auto fit = tidy_needed(leader.post, 60, "leaders", "organ.leader.incomplete"); !fit) return fit;
    if (auto fit = tidy_needed(leader.name, 40, "leaders", "organ.leader.incomplete"); !fit) return fit;
    return tidy_line(leader.duty, 500, "leaders");
}

Done tidy(Division& division) {
    if (auto fit = tidy_needed(division.name, 60, "divisions", "organ.division.incomplete"); !fit) return fit;
    if (auto fit = tidy_line(division.telephone, 60, "divisions"); !fit) return fit;
    return tidy_line(division.duties, 2000, "divisions");
}

Done tidy(Person& person) {
    if (!is_name(person.login, "._-")) return Refusal{"organ.person.login", "", {}, "login"};
    if (auto fit = tidy_needed(person.name, 40, "name", "organ.person.name_missing"); !fit) return fit;
    return tidy_line(person.title, 60, "title");
}

Done may_stand_under(Id unit_id, Id parent_id, std::set<Id> const& below) {
    if (unit_id != 0 && below.contains(parent_id)) return Refusal{"organ.move_unit.cycle", "", {}, "parent_id"};
    return {};
}

Done may_hold(Role role, Id unit_id, std::vector<Grant> const& held) {
    bool whole_site = role == Role::administrator || role == Role::auditor;
    if (whole_site && unit_id != 0) return Refusal{"organ.grant_role.whole_site", "", {}, "unit_id"};
    if ((role == Role::administrator && holds(held, Role::auditor)) || (role == Role::auditor && holds(held, Role::administrator)))
        return Refusal{"organ.grant_role.apart", "", {}, "role"};
    return {};
}

Done is_good_password(std::string_view password, Person const& person, SignInPolicy const& policy) {
    if (password.size() > 200) return Refusal{"organ.set_password.too_long", "", {{"limit", "200"}}, "password"};
    std::string own(password);  // what is left when the login is taken out must be strong by itself
    if (auto at = own.find(person.login); person.login.size() >= 4 && at != own.npos) own.erase(at, person.login.size());
    auto length = static_cast<int>(text::length(own));
    bool long_enough = length >= policy.passphrase_length || (length >= policy.password_length && classes_of(own) >= 3);
    if (long_enough && different_characters(own) >= 5) return {};
    return Refusal{"organ.set_password.weak",
                   "",
                   {{"length", std::to_string(policy.password_length)}, {"phrase", std::to_string(policy.passphrase_length)}},
                   "password"};
}

}  // namespace mingtang::organ
