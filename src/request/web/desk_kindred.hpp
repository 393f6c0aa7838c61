#pragma once
#include "request/actions.hpp"

namespace mingtang::request::web {

/// Another case of the same applicant, or one that asks for something like it.
struct Kin {
    InfoRequest request;
    bool same_applicant = false;
    double likeness = 0;
    std::string words;  // what it asks for; empty where the person may not read it
};

/// What stands beside a case so that people can tell repeated and serial applications. Nothing here is decided.
struct Kindred {
    std::vector<Kin> shown;
    int of_applicant = 0;  // others of the same applicant in the unit
    int this_month = 0;    // of these, in the month of this case
    int askers = 0;        // different applicants, this one among them, who ask for the same
};
/// Opens the descriptions that it compares; those that are shown are journalled with the case.
Kindred kindred_of(Context& in, Opened const& opened);

}  // namespace mingtang::request::web
