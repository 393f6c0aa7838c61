#include "cli/import_requests.hpp"

#include "cli/register_file.hpp"
#include "request/actions.hpp"

namespace mingtang::cli {
namespace {

request::RegisterRow row_of(Cells& cells) {
    return {.case_number = cells["case_number"],
            .received_on = cells["received_on"],
            .channel = cells["channel"],
            .applicant_kind = cells["applicant_kind"],
            .description = cells["description"],
            .outcome = cells["outcome"],
            .closed_on = cells["closed_on"],
            .extended = cells["extended"],
            .carried_in = cells["carried_in"]};
}

}  // namespace

int import_requests(app::Config const& config, std::string const& file, std::string const& unit_code) {
    return import_register(config, file, unit_code, "case_number", "import.requests.summary",
                           [](organ::Context& in, Id unit_id, Cells& cells) -> Outcome<int> {
                               auto done = request::register_case(in, unit_id, row_of(cells));
                               if (!done) return done.error();
                               return static_cast<int>(*done);
                           });
}

}  // namespace mingtang::cli
