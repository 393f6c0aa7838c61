#include "cli/general_items.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/people.hpp"
#include "organ/settings.hpp"
#include "organ/units.hpp"

namespace mingtang::cli {
namespace {

struct Choices {
    std::string site_name, admin, admin_name, unit_code = "office", unit_name;
    bool password_stdin = false;
};

Done set_up(organ::Context& in, Choices const& chosen, std::string const& password) {
    if (!chosen.site_name.empty())
        if (auto set = organ::change_settings(in, {{"site_name", chosen.site_name}}); !set) return set.error();
    auto unit_name = chosen.unit_name.empty() ? words("init.unit_name") : chosen.unit_name;
    auto unit = organ::create_unit(in, {.code = chosen.unit_code, .name = unit_name, .kind = organ::UnitKind::office});
    if (!unit) return unit.error();
    auto person_name = chosen.admin_name.empty() ? words("init.admin_name") : chosen.admin_name;
    auto person =
        organ::create_person(in, {.login = chosen.admin, .name = person_name, .unit_id = unit->id, .must_change_password = true}, password);
    if (!person) return person.error();
    if (auto granted = organ::grant_role(in, person->id, organ::Role::administrator, 0); !granted) return granted.error();
    other_information_item(in);
    return {};
}

int init(app::Config const& config, Choices const& chosen) {
    app::Store store(config);
    if (store.is_set_up()) return refuse("cli.init.done_before");
    auto password = first_password(chosen.password_stdin);
    auto actor = organ::Actor::of_system("init");
    auto set = organ::act(store.environment(), actor, [&](organ::Context& in) { return set_up(in, chosen, password.text); });
    if (!set) return refuse(set.error());
    store.index_now();
    say(words("init.done", {{"login", chosen.admin}}));
    say_password(chosen.admin, password);
    return Exit::done;
}

}  // namespace

void add_init(Verb app, Line& line) {
    auto chosen = std::make_shared<Choices>();
    auto verb = app.add_verb("init", words("help.init"));
    verb.add_option("--admin", chosen->admin, words("help.init.admin")).required().type_name("LOGIN");
    verb.add_option("--admin-name", chosen->admin_name, words("help.init.admin_name")).type_name("NAME");
    verb.add_option("--site-name", chosen->site_name, words("help.init.site_name")).type_name("NAME");
    verb.add_option("--unit-code", chosen->unit_code, words("help.init.unit_code")).type_name("CODE");
    verb.add_option("--unit-name", chosen->unit_name, words("help.init.unit_name")).type_name("NAME");
    verb.add_flag("--password-stdin", chosen->password_stdin, words("help.password_stdin"));
    verb.callback([&line, chosen] { line.work = [&line, chosen] { return init(line.config, *chosen); }; });
}

}  // namespace mingtang::cli
