#include "journal/journal.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "journal/reader.hpp"
#include "storage/trial.hpp"

namespace mingtang::journal {
namespace {

class Journal : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"journal"}};
    storage::Database& database() { return trial_.database(); }
    long long write(std::string name, bool commit = true) {
        auto tx = database().write();
        auto seq = append(tx, {.at = Instant::from_ms(1700000000000),
                               .actor_id = 7,
                               .unit_id = 2,
                               .name = std::move(name),
                               .subject = "thing:5",
                               .data = R"({"b":1,"a":"政"})"});
        if (commit) tx.commit();
        return seq;
    }
};

TEST_P(Journal, NumbersHaveNoGapsAlsoAfterUndoneWrites) {
    EXPECT_EQ(write("thing.made"), 1);
    EXPECT_EQ(write("thing.undone", false), 2);
    EXPECT_EQ(write("thing.changed"), 2);
    auto tx = database().read();
    auto events = read_after(tx, 0);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].name, "thing.changed");
    EXPECT_EQ(events[0].data, R"({"a":"政","b":1})");
    EXPECT_EQ(events[0].subject_id(), 5);
    EXPECT_EQ(head(tx), 2);
}

TEST_P(Journal, ManyWritersMakeOneChain) {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([&] {
            for (int n = 0; n < 20; ++n) write("thing.made");
        });
    writers.clear();
    auto tx = database().read();
    long long verified = 0;
    EXPECT_FALSE(first_broken(tx, verified));
    EXPECT_EQ(verified, 80);
}

TEST_P(Journal, AChangedRowIsFound) {
    for (int i = 0; i < 5; ++i) write("thing.made");
    {
        auto tx = database().write();
        storage::change(tx, "update journal_event set actor_id = 8 where seq = 3");
        tx.commit();
    }
    auto tx = database().read();
    long long verified = 0;
    EXPECT_EQ(first_broken(tx, verified), 3);
    EXPECT_EQ(verified, 2);
}

TEST_P(Journal, ACutTailIsFound) {
    for (int i = 0; i < 3; ++i) write("thing.made");
    {
        auto tx = database().write();
        storage::change(tx, "delete from journal_event where seq = 3");
        tx.commit();
    }
    auto tx = database().read();
    long long verified = 0;
    EXPECT_EQ(first_broken(tx, verified), 3);
}

TEST_P(Journal, SelectsBack) {
    write("thing.made");
    write("other.made");
    write("thing.changed");
    auto tx = database().read();
    EXPECT_EQ(read_back(tx, {.name_prefix = "thing."}).size(), 2u);
    EXPECT_EQ(read_back(tx, {.actor_id = 7, .limit = 1}).at(0).seq, 3);
    EXPECT_EQ(read_back(tx, {.before = 2}).at(0).seq, 1);
    EXPECT_TRUE(read_back(tx, {.subject = "thing:6"}).empty());
}

class Counting final : public Reader {
  public:
    explicit Counting(storage::Database& database) : database_(database) {}
    std::string name() const override { return "counting"; }
    long long position() override {
        auto tx = database_.read();
        return journal::position(tx, name());
    }
    void take(std::vector<Event> const& events) override {
        if (fail_once_.exchange(false)) throw std::runtime_error("trouble once");
        for (auto const& event : events) taken_.push_back(event.seq);
        auto tx = database_.write();
        save_position(tx, name(), events.back().seq);
        tx.commit();
    }
    int batch() const override { return 3; }
    std::vector<long long> taken_;
    std::atomic<bool> fail_once_ = true;

  private:
    storage::Database& database_;
};

TEST_P(Journal, AReaderTakesEveryEventOnceInOrder) {
    Bell bell;
    auto reader = std::make_shared<Counting>(database());
    {
        Followers followers(database(), bell, {reader});
        for (int i = 0; i < 10; ++i) {
            write("thing.made");
            bell.ring();
        }
        ASSERT_TRUE(followers.caught_up(10, std::chrono::seconds(10)));
    }
    std::vector<long long> expected;
    for (int i = 1; i <= 10; ++i) expected.push_back(i);
    EXPECT_EQ(reader->taken_, expected);
    write("thing.made");
    catch_up(database(), *reader);
    EXPECT_EQ(reader->taken_.back(), 11);
    EXPECT_EQ(reader->position(), 11);
}

INSTANTIATE_TEST_SUITE_P(Both, Journal, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::journal
