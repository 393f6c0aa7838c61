#include "request/actions/form.hpp"

#include "base/text.hpp"
#include "law/document_number.hpp"
#include "law/identity.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"

namespace mingtang::request {
namespace {

constexpr std::size_t longest_description = 5000;

Refusal bad(char const* reason, char const* field) {
    return Refusal{std::string("request.apply.") + reason, "ogi-2019:29", {{"field", field}}, field};
}

struct Field {
    char const* name;
    std::string const* typed;
    std::size_t longest;
    bool needed;
};

Done fits(std::initializer_list<Field> fields) {
    for (auto const& field : fields) {
        if (field.needed && text::trim(*field.typed).empty()) return bad("missing", field.name);
        if (text::length(*field.typed) > field.longest) return bad("too_long", field.name);
    }
    return {};
}

template <class E>
Outcome<E> choice(std::string const& typed, char const* field) {
    if (text::trim(typed).empty()) return bad("missing", field);
    auto read = from_text<E>(text::trim(typed));
    if (!read) return bad("unknown_choice", field);
    return *read;
}

/// Blanks and hyphens out, x to X.
std::string compact(std::string const& typed) {
    std::string made;
    for (char c : text::one_line(typed))
        if (c != ' ' && c != '-') made += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return made;
}

Done proof_fits(Applicant const& applicant, ApplicantKind kind) {
    bool organisation = kind != ApplicantKind::natural;
    if (organisation && applicant.proof != Proof::credit_code && applicant.proof != Proof::other) return bad("bad_proof", "proof");
    if (!organisation && applicant.proof == Proof::credit_code) return bad("bad_proof", "proof");
    auto const& number = applicant.proof_number;
    if (applicant.proof == Proof::resident_id && !law::is_resident_id(number) && !law::is_old_resident_id(number))
        return bad("bad_proof_number", "proof_number");
    if (applicant.proof == Proof::credit_code && !law::is_credit_code(number)) return bad("bad_credit_code", "proof_number");
    return {};
}

bool is_email(std::string const& typed) {
    auto at = typed.find('@');
    if (at == std::string::npos || at == 0 || typed.find('@', at + 1) != std::string::npos || typed.size() > 254) return false;
    auto dot = typed.find('.', at);
    return dot != std::string::npos && dot > at + 1 && dot + 1 < typed.size() && typed.find_first_of(" \t<>,;\"") == std::string::npos;
}

bool is_phone(std::string const& typed) {
    std::size_t digits = 0;
    for (char c : typed) {
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if (std::string_view("+-() 转").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return digits >= 7 && digits <= 20;
}

Done contact_fits(Applicant const& applicant) {
    if (!applicant.email.empty() && !is_email(applicant.email)) return bad("bad_email", "email");
    if (!applicant.phone.empty() && !is_phone(applicant.phone)) return bad("bad_phone", "phone");
    if (applicant.phone.empty() && applicant.email.empty() && applicant.address.empty()) return bad("no_contact", "phone");
    return {};
}

/// What is sent somewhere needs the place.
Done supply_fits(ReadApplication const& read) {
    if (read.supply_by == SupplyBy::post && read.applicant.address.empty()) return bad("no_address", "address");
    if (read.supply_by == SupplyBy::email && read.applicant.email.empty()) return bad("no_email", "email");
    return {};
}

}  // namespace

Outcome<ReadApplication> read_applicant(ApplicationForm const& form) {
    auto kind = choice<ApplicantKind>(form.applicant_kind, "applicant_kind");
    if (!kind) return kind.error();
    if (auto fit = fits({{"name", &form.name, 100, true},
                         {"proof_number", &form.proof_number, 60, true},
                         {"contact", &form.contact, 60, *kind != ApplicantKind::natural},
                         {"phone", &form.phone, 40, false},
                         {"email", &form.email, 254, false},
                         {"address", &form.address, 200, false},
                         {"postcode", &form.postcode, 12, false},
                         {"help", &form.help, 500, false}});
        !fit)
        return fit.error();
    auto proof = choice<Proof>(form.proof, "proof");
    if (!proof) return proof.error();
    ReadApplication read{.kind = *kind,
                         .applicant = {.name = text::one_line(form.name),
                                       .proof = *proof,
                                       .proof_number = compact(form.proof_number),
                                       .contact = text::one_line(form.contact),
                                       .phone = text::one_line(form.phone),
                                       .email = text::one_line(form.email),
                                       .address = text::one_line(form.address),
                                       .postcode = text::one_line(form.postcode),
                                       .help = text::trim(form.help)}};
    if (auto fit = proof_fits(read.applicant, read.kind); !fit) return fit.error();
    if (auto fit = contact_fits(read.applicant); !fit) return fit.error();
    return read;
}

Outcome<ReadApplication> read_application(ApplicationForm const& form) {
    auto read = read_applicant(form);
    if (!read) return read.error();
    if (auto fit = fits({{"description", &form.description, longest_description, true}}); !fit) return fit.error();
    auto supply_form = choice<SupplyForm>(form.supply_form, "supply_form");
    if (!supply_form) return supply_form.error();
    auto supply_by = choice<SupplyBy>(form.supply_by, "supply_by");
    if (!supply_by) return supply_by.error();
    read->description = text::trim(form.description);
    read->supply_form = *supply_form;
    read->supply_by = *supply_by;
    if (auto fit = supply_fits(*read); !fit) return fit.error();
    return read;
}

std::string next_case_number(Context& in, Id unit_id, std::string const& series_words) {
    auto unit = organ::store::unit_by_id(in.tx, unit_id).value();
    auto year = in.today().year();
    auto number = store::next_number(in.tx, unit_id, year, series_words);
    auto name = unit.short_name.empty() ? unit.name : unit.short_name;
    return law::DocumentNumber{.agency = name + series_words, .year = year, .number = number}.text();
}

std::string new_query_code() { return organ::new_code(); }

std::string hash_of_query_code(Context const& in, std::string_view typed) { return keyed_hash(in, "query_code", organ::plain_code(typed)); }

}  // namespace mingtang::request
