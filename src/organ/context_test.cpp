#include "organ/context.hpp"

#include <future>

#include "organ/store.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::organ {
namespace {

class Actions : public OrganSite {};

/// Both count one up in the row of the same person; the second begins while the first has read and not yet written.
TEST_P(Actions, GoOneAfterAnother) {
    auto person = make_person("bangong", "徐麦穗", government.id);
    auto who = actor(person);
    std::promise<void> has_read;
    auto count_up = [&](bool first) {
        return act(env, who, [&](Context& in) -> Outcome<int> {
            auto read = store::person_by_id(in.tx, person.id).value();
            if (first) {
                has_read.set_value();
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
            }
            ++read.failures;
            store::save(in.tx, read);
            return read.failures;
        });
    };
    auto first = std::async(std::launch::async, count_up, true);
    has_read.get_future().wait();
    auto second = std::async(std::launch::async, count_up, false);
    EXPECT_EQ(first.get().value(), 1);
    EXPECT_EQ(second.get().value(), 2) << "what the second read was true when it wrote";
}

BOTH_DATABASES(Actions);

}  // namespace
}  // namespace mingtang::organ
