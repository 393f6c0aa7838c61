#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/people.hpp"
#include "organ/store.hpp"

namespace mingtang::cli {
namespace {

struct Choices {
    organ::Person person;
    std::string unit;
    std::vector<std::string> roles;
    bool password_stdin = false;
};

struct Post {
    organ::Role role = organ::Role::filer;
    Id unit_id = 0;
};

/// `ROLE`, `ROLE@UNIT` or `ROLE@*` (every unit). Without a unit: what belongs to a unit for the own one, the rest for the whole site.
Outcome<Post> post_of(organ::Context& in, std::string const& typed, Id own_unit_id) {
    auto at = typed.find('@');
    auto role = from_text<organ::Role>(typed.substr(0, at));
    if (!role) return Refusal{"cli.user.role", "", {{"role", typed.substr(0, at)}}};
    using enum organ::Role;
    bool of_unit = !std::set{office, administrator, auditor, leak_exception}.contains(*role);
    if (at == std::string::npos) return Post{*role, of_unit ? own_unit_id : 0};
    auto code = typed.substr(at + 1);
    if (code == "*") return Post{*role, 0};
    auto unit = organ::store::unit_by_code(in.tx, code);
    if (!unit) return Refusal{"cli.unit.unknown", "", {{"unit", code}}};
    return Post{*role, unit->id};
}

Done added(organ::Context& in, Choices const& chosen, FirstPassword const& password) {
    auto person = chosen.person;
    auto unit = organ::store::unit_by_code(in.tx, chosen.unit);
    if (!unit) return Refusal{"cli.unit.unknown", "", {{"unit", chosen.unit}}};
    person.unit_id = unit->id;
    person.must_change_password = password.one_time;
    auto made = organ::create_person(in, person, password.text);
    if (!made) return made.error();
    for (auto const& typed : chosen.roles) {
        auto post = post_of(in, typed, unit->id);
        if (!post) return post.error();
        if (auto granted = organ::grant_role(in, made->id, post->role, post->unit_id); !granted) return granted.error();
    }
    return {};
}

int add(app::Config const& config, Choices const& chosen) {
    app::Store store(config);
    auto password = first_password(chosen.password_stdin);
    auto actor = organ::Actor::of_system("user add");
    auto made = organ::act(store.environment(), actor, [&](organ::Context& in) { return added(in, chosen, password); });
    if (!made) return refuse(made.error());
    say(words("user.added", {{"login", chosen.person.login}}));
    say_password(chosen.person.login, password);
    return Exit::done;
}

}  // namespace

void add_user(Verb app, Line& line) {
    auto verb = app.add_verb("user", words("help.user"));
    auto chosen = std::make_shared<Choices>();
    auto adding = verb.add_verb("add", words("help.user.add"));
    adding.add_option("--login", chosen->person.login, words("help.user.login")).required().type_name("LOGIN");
    adding.add_option("--name", chosen->person.name, words("help.user.name")).required().type_name("NAME");
    adding.add_option("--title", chosen->person.title, words("help.user.title")).type_name("TITLE");
    adding.add_option("--unit", chosen->unit, words("help.user.unit")).required().type_name("CODE");
    adding.add_option("--role", chosen->roles, words("help.user.role")).type_name("ROLE[@UNIT]").one_each_time();
    adding.add_flag("--password-stdin", chosen->password_stdin, words("help.password_stdin"));
    adding.callback([&line, chosen] { line.work = [&line, chosen] { return add(line.config, *chosen); }; });
}

}  // namespace mingtang::cli
