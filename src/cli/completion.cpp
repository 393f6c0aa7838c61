#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/line.hpp"
#include "cli/words.hpp"

namespace mingtang::cli {
namespace {

std::string options_of(CLI::App const& app) {
    std::string list;
    for (auto const* option : app.get_options())
        for (auto const& name : option->get_lnames()) list += " --" + name;
    return list;
}

std::string verbs_of(CLI::App const& app) {
    std::string list;
    for (auto const* verb : app.get_subcommands([](CLI::App const*) { return true; })) list += " " + verb->get_name();
    return list;
}

/// One row of the script: what may stand after the verbs of `path`.
void add_rows(CLI::App const& app, std::string const& path, std::string const& general, std::string& rows) {
    auto own = app.get_parent() ? options_of(app) : "";
    rows += "    '" + path + "') words='" + (verbs_of(app) + own + general).substr(1) + "' ;;\n";
    for (auto const* verb : app.get_subcommands([](CLI::App const*) { return true; }))
        add_rows(*verb, path + " " + verb->get_name(), general, rows);
}

/// The same function serves both shells: zsh runs bash completions.
std::string script(CLI::App const& app, bool zsh) {
    std::string rows;
    add_rows(app, "", options_of(app), rows);
    std::string text = zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
    text +=
        "_mingtang() {\n"
        "  local path='' words='' word i current=\"${COMP_WORDS[COMP_CWORD]}\"\n"
        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "    word=\"${COMP_WORDS[i]}\"\n"
        "    case \"$word\" in\n"
        "      --data|--database|--config|--listen) i=$((i + 1)) ;;\n"
        "      -*) ;;\n"
        "      *) path=\"$path $word\" ;;\n"
        "    esac\n"
        "  done\n"
        "  case \"$path\" in\n" +
        rows +
        "  esac\n"
        "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$current\"))\n"
        "}\n"
        "complete -F _mingtang mingtang\n";
    return text;
}

}  // namespace

void add_completion(Verb whole, Line& line) {
    auto shell = std::make_shared<std::string>();
    auto& app = whole.app();
    auto verb = whole.add_verb("completion", words("help.completion"));
    verb.add_option("shell", *shell, words("help.completion.shell")).required().one_of({"bash", "zsh"}).type_name("bash|zsh");
    verb.callback([&app, &line, shell] {
        line.work = [&app, shell] {
            std::cout << script(app, *shell == "zsh") << std::flush;
            return int(Exit::done);
        };
    });
}

}  // namespace mingtang::cli
