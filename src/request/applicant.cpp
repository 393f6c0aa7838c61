#include "request/applicant.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

namespace mingtang::request {
namespace {

/// Keeps so many characters at both ends; what is short is masked wholly.
std::string middle_masked(std::string_view shown, std::size_t head, std::size_t tail) {
    std::vector<std::string> characters;
    for (std::size_t at = 0; at < shown.size();) {
        auto from = at;
        text::next(shown, at);
        characters.emplace_back(shown.substr(from, at - from));
    }
    bool is_short = characters.size() <= head + tail;
    std::string made;
    for (std::size_t i = 0; i < characters.size(); ++i)
        made += !is_short && (i < head || i >= characters.size() - tail) ? characters[i] : "*";
    return made;
}

std::string masked_email(std::string const& email) {
    auto at = email.find('@');
    if (at == std::string::npos) return email.empty() ? "" : "***";
    return email.substr(0, 1) + "***" + email.substr(at);
}

/// Down to town or street: as far as a county's notices usually show an address.
std::string masked_address(std::string const& address) {
    for (std::string_view end : {"街道", "镇", "乡", "区", "县", "市"})
        if (auto at = address.find(end); at != std::string::npos) return address.substr(0, at + end.size()) + "***";
    return address.empty() ? "" : "***";
}

}  // namespace

std::string to_json(Applicant const& a) {
    return json::serialize(json::object{{"name", a.name},
                                        {"proof", to_text(a.proof)},
                                        {"proof_number", a.proof_number},
                                        {"contact", a.contact},
                                        {"phone", a.phone},
                                        {"email", a.email},
                                        {"address", a.address},
                                        {"postcode", a.postcode},
                                        {"help", a.help}});
}

Applicant applicant_of_json(std::string_view stored) {
    boost::system::error_code error;
    auto parsed = boost::json::parse(stored, error);
    if (error || !parsed.is_object()) return {};
    auto const& object = parsed.as_object();
    return {.name = json::text(object, "name"),
            .proof = from_text<Proof>(json::text(object, "proof")).value_or(Proof::other),
            .proof_number = json::text(object, "proof_number"),
            .contact = json::text(object, "contact"),
            .phone = json::text(object, "phone"),
            .email = json::text(object, "email"),
            .address = json::text(object, "address"),
            .postcode = json::text(object, "postcode"),
            .help = json::text(object, "help")};
}

Applicant masked(Applicant const& a) {
    bool organisation = a.proof == Proof::credit_code;
    return {.name = organisation ? a.name : middle_masked(a.name, 1, 0),
            .proof = a.proof,
            .proof_number = organisation ? a.proof_number : middle_masked(a.proof_number, 6, 4),
            .contact = middle_masked(a.contact, 1, 0),
            .phone = middle_masked(a.phone, 3, 4),
            .email = masked_email(a.email),
            .address = masked_address(a.address),
            .postcode = a.postcode,
            .help = a.help.empty() ? "" : "***"};
}

}  // namespace mingtang::request
