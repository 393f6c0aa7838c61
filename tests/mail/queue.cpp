// Queues mails as an action of another module would: one JSON object a line on stdin, {to, subject, text, about, dedupe_key, attachments};
// each in a transaction of its own. `--undo` refuses the action after that. For tests/mail.
#include <fstream>
#include <iostream>

#include "app/parts.hpp"
#include "base/json.hpp"
#include "mail/queue.hpp"

using namespace mingtang;

namespace {

std::string content_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

mail::Draft draft_of(json::object const& row) {
    mail::Draft draft{.to = json::text(row, "to"),
                      .subject = json::text(row, "subject"),
                      .text = json::text(row, "text"),
                      .about = json::text(row, "about")};
    draft.dedupe_key = json::text(row, "dedupe_key");
    if (auto const* attachments = row.if_contains("attachments"))
        for (auto const& one : attachments->as_array()) {
            auto const& file = one.as_object();
            draft.attachments.push_back({json::text(file, "name"), json::text(file, "type"), content_of(json::text(file, "path"))});
        }
    return draft;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    bool undo = argc > 2 && argv[2] == std::string_view("--undo");
    app::Config config;
    config.data = argv[1];
    if (auto const* database = std::getenv("MAIL_QUEUE_DATABASE")) config.database = database;
    app::Store store(config);
    auto actor = organ::Actor::of_system("test");
    for (std::string line; std::getline(std::cin, line);) {
        auto draft = draft_of(boost::json::parse(line).as_object());
        auto done = organ::act(store.environment(), actor, [&](organ::Context& in) -> Outcome<Id> {
            auto message = mail::queue(in, draft);
            if (!message) return message.error();
            if (undo) return Refusal{"organ.role.forbidden"};
            return message->id;
        });
        std::cout << (done ? std::to_string(*done) : done.error().code) << std::endl;
    }
    return 0;
}
