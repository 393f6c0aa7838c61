#pragma once
#include <array>

#include "base/names.hpp"
#include "base/outcome.hpp"
#include "mail/letter.hpp"

namespace mingtang::mail {

/// How the connection to the mail server is protected. `required`: not without TLS (STARTTLS, or from the start with smtps://);
/// `optional`: TLS where the server offers it.
enum class Tls { required, optional, none };

/// The mail server that takes our mail, as the operator sets it.
struct Server {
    std::string address;  // smtp://HOST[:PORT], smtps://HOST[:PORT]; empty: there is none, mail waits
    std::string from;     // ADDRESS or NAME <ADDRESS>; without a name the site's stands there
    std::string user, password;
    std::string tls = "required";
    std::string ca;  // file of certificates to trust instead of the system's
    bool configured() const { return !address.empty(); }
};

/// Refuses mail.server.{address,from,tls,in_the_clear}; a server that is not configured is no fault.
Done check(Server const& server);
/// Of a server that passed `check`.
From from_of(Server const& server, std::string const& site_name);

}  // namespace mingtang::mail

template <>
struct mingtang::EnumNames<mingtang::mail::Tls> {
    static constexpr std::array<std::string_view, 3> names{"required", "optional", "none"};
};
