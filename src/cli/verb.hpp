#pragma once
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// The verbs of the line and their options: CLI11, whose headers (seconds of the compiler in each source that reads them) stay in verb.cpp,
/// line.cpp and completion.cpp.
namespace mingtang::cli {

class Option {
  public:
    explicit Option(CLI::Option& option) : option_(&option) {}
    Option& required();
    /// How the help calls the value: `FILE`, `CODE`, `DATE`.
    Option& type_name(std::string const& name);
    /// A whole number from `least` to `most`; another one is refused.
    Option& range(int least, int most);
    Option& one_of(std::vector<std::string> const& values);
    /// Of an option that may be given again and again: takes one value each time, so that a positional may follow.
    Option& one_each_time();

  private:
    CLI::Option* option_;
};

class Verb {
  public:
    explicit Verb(CLI::App& app) : app_(&app) {}
    Verb add_verb(std::string const& name, std::string const& help);
    /// `--name` or, without dashes, a positional; T: std::string, std::filesystem::path, int, or a vector of std::string or Id (verb.cpp).
    /// `value` must live until the line has been read.
    template <class T>
    Option add_option(std::string const& name, T& value, std::string const& help);
    Option add_flag(std::string const& name, bool& value, std::string const& help);
    /// One of its own verbs must be named.
    Verb& require_verb();
    /// Whether one of its own verbs was named.
    bool verb_named() const;
    Verb& footer(std::string const& text);
    Verb& callback(std::function<void()> work);
    CLI::App& app() const { return *app_; }

  private:
    CLI::App* app_;
};

}  // namespace mingtang::cli
