#pragma once
#include "mail/queue.hpp"
#include "mail/store.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::mail {

/// For tests: a site whose units write to citizens.
class MailSite : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("mail", GetParam()));
        organ::OrganSite::SetUp();
    }
    Draft draft(std::string key = "request:12:received") const {
        return {.to = "zhang.san@example.cn",
                .subject = "您的申请已收到",
                .text = "张三先生：\n申请编号 2026-12。\n",
                .about = "request:12",
                .unit_id = civil.id,
                .dedupe_key = std::move(key),
                .attachments = {}};
    }
    Message queued(Draft const& one) {
        return by_system([&](organ::Context& in) { return queue(in, one); }).value();
    }
    std::string refusal(Draft const& one) {
        auto done = by_system([&](organ::Context& in) { return queue(in, one); });
        return done ? "" : done.error().code;
    }
    Message stored(Id id) {
        return reading([&](auto& tx) { return store::message(tx, id).value(); });
    }
    std::vector<std::string> events_of(Message const& message) { return events("mail:" + std::to_string(message.id)); }
};

}  // namespace mingtang::mail
