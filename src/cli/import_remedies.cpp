#include "cli/import_remedies.hpp"

#include "cli/register_file.hpp"
#include "remedy/actions.hpp"

namespace mingtang::cli {

int import_remedies(app::Config const& config, std::string const& file, std::string const& unit_code) {
    return import_register(config, file, unit_code, "case_number", "import.remedies.summary",
                           [](organ::Context& in, Id unit_id, Cells& cells) -> Outcome<int> {
                               remedy::CaseForm form;
                               for (auto const& [name, member] : remedy::fields()) form.*member = cells[std::string(name)];
                               auto done = remedy::take_in(in, unit_id, form);
                               if (!done) return done.error();
                               return static_cast<int>(*done);
                           });
}

}  // namespace mingtang::cli
