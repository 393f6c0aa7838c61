#include "cli/verb.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>

#include "base/id.hpp"

namespace mingtang::cli {

Option& Option::required() { return option_->required(), *this; }
Option& Option::type_name(std::string const& name) { return option_->type_name(name), *this; }
Option& Option::range(int least, int most) { return option_->check(CLI::Range(least, most)), *this; }
Option& Option::one_of(std::vector<std::string> const& values) { return option_->check(CLI::IsMember(values)), *this; }
Option& Option::one_each_time() { return option_->allow_extra_args(false), *this; }

Verb Verb::add_verb(std::string const& name, std::string const& help) { return Verb(*app_->add_subcommand(name, help)); }

template <class T>
Option Verb::add_option(std::string const& name, T& value, std::string const& help) {
    return Option(*app_->add_option(name, value, help));
}
template Option Verb::add_option(std::string const&, std::string&, std::string const&);
template Option Verb::add_option(std::string const&, int&, std::string const&);
template Option Verb::add_option(std::string const&, std::filesystem::path&, std::string const&);
template Option Verb::add_option(std::string const&, std::vector<std::string>&, std::string const&);
template Option Verb::add_option(std::string const&, std::vector<Id>&, std::string const&);

Option Verb::add_flag(std::string const& name, bool& value, std::string const& help) { return Option(*app_->add_flag(name, value, help)); }

Verb& Verb::require_verb() { return app_->require_subcommand(1), *this; }
bool Verb::verb_named() const { return !app_->get_subcommands().empty(); }
Verb& Verb::footer(std::string const& text) { return app_->footer(text), *this; }
Verb& Verb::callback(std::function<void()> work) { return app_->callback(std::move(work)), *this; }

}  // namespace mingtang::cli
