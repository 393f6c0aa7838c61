#pragma once
#include <array>
#include <string>
#include <string_view>

#include "base/names.hpp"

namespace mingtang::request {

/// What proves who applies (law: ogi-2019:29, first item).
enum class Proof { resident_id, passport, permit, credit_code, other };

/// Who applies. Stored as one sealed JSON object; nothing of it goes to the journal, to logs or into the index.
struct Applicant {
    std::string name;  // of the person or the organisation
    Proof proof = Proof::resident_id;
    std::string proof_number;  // identity number, or unified credit code of an organisation
    std::string contact;       // whom to talk to, for organisations
    std::string phone, email, address, postcode;
    std::string help;  // what help is needed, law: ogi-2019:43
    bool erased() const { return name.empty(); }
};

/// For seal() and back. Broken text gives an empty applicant.
std::string to_json(Applicant const& applicant);
Applicant applicant_of_json(std::string_view json);

/// `王**`, `110105********002X`, `138****5678`, `w***@example.cn`, the address down to the street: for lists and for those who are not on
/// the case.
Applicant masked(Applicant const& applicant);

}  // namespace mingtang::request

template <>
struct mingtang::EnumNames<mingtang::request::Proof> {
    static constexpr std::array<std::string_view, 5> names{"resident_id", "passport", "permit", "credit_code", "other"};
};
