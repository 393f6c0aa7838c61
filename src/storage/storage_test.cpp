#include <gtest/gtest.h>

#include <fstream>

#include <atomic>
#include <thread>

#include "base/digest.hpp"
#include "storage/blobs.hpp"
#include "storage/contents_hold.hpp"
#include "storage/record.hpp"
#include "storage/trial.hpp"

namespace mingtang::storage {

enum class Colour { red, dark_blue };

}  // namespace mingtang::storage

template <>
struct mingtang::EnumNames<mingtang::storage::Colour> {
    static constexpr std::array<std::string_view, 2> names{"red", "dark_blue"};
};

namespace mingtang::storage {
namespace {

struct Thing {
    Id id = 0;
    std::string name;
    int count = 0;
    bool open = false;
    Date made_on;
    Instant saved_at;
    Colour colour = Colour::red;
    template <class V>
    static void columns(V&& v, OneOf<Thing> auto& r) {
        v("id", r.id), v("name", r.name), v("count", r.count), v("open", r.open), v("made_on", r.made_on), v("saved_at", r.saved_at),
            v("colour", r.colour);
    }
};

Migration const thing_table{"test/0001_thing",
                            "create table thing (id $id, name text not null unique, count integer not null, open integer not null,\n"
                            " made_on text not null, saved_at text not null, colour text not null);\n"};

class Storage : public testing::TestWithParam<Dialect> {
  protected:
    Trial trial_{GetParam(), {"storage"}};
    Database& database() { return trial_.database(); }
    void SetUp() override { database().migrate({thing_table}); }
};

TEST_P(Storage, RecordsComeBackAsTheyWent) {
    Thing thing{.name = "关于'印发'的; -- 通知",
                .count = -3,
                .open = true,
                .made_on = Date(2026, 11, 23),
                .saved_at = Instant::from_ms(1700000000123),
                .colour = Colour::dark_blue};
    {
        auto tx = database().write();
        insert(tx, "thing", thing);
        tx.commit();
    }
    ASSERT_GT(thing.id, 0);
    auto tx = database().read();
    auto found = select_one<Thing>(tx, "select " + column_list<Thing>() + " from thing where name = :a", thing.name);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, thing.id);
    EXPECT_EQ(found->count, -3);
    EXPECT_TRUE(found->open);
    EXPECT_EQ(found->made_on, thing.made_on);
    EXPECT_EQ(found->saved_at, thing.saved_at);
    EXPECT_EQ(found->colour, Colour::dark_blue);
    auto counted = select_one<std::tuple<long long, std::string>>(tx, "select count(*), max(name) from thing");
    EXPECT_EQ(std::get<0>(*counted), 1);
    EXPECT_EQ(std::get<1>(*counted), thing.name);
}

TEST_P(Storage, WhatIsNotCommittedIsGone) {
    {
        auto tx = database().write();
        Thing thing{.name = "a"};
        insert(tx, "thing", thing);
    }
    auto tx = database().read();
    EXPECT_EQ(select_one<long long>(tx, "select count(*) from thing"), 0);
}

TEST_P(Storage, UpdateAndDuplicate) {
    auto tx = database().write();
    Thing a{.name = "a"}, b{.name = "b"};
    insert(tx, "thing", a);
    insert(tx, "thing", b);
    b.count = 9;
    EXPECT_TRUE(update(tx, "thing", b));
    EXPECT_EQ(select_one<long long>(tx, "select count from thing where id = :a", b.id), 9);
    EXPECT_EQ(change(tx, "delete from thing where id = :a", a.id), 1);
    EXPECT_FALSE(update(tx, "thing", a));
    Thing c{.name = "b"};
    EXPECT_THROW(insert(tx, "thing", c), Duplicate);
}

TEST_P(Storage, SavingInsertsOnceAndThenWrites) {
    auto tx = database().write();
    Thing thing{.name = "a"};
    save(tx, "thing", thing);
    EXPECT_NE(thing.id, 0);
    thing.count = 9;
    save(tx, "thing", thing);
    auto counts = select<long long>(tx, "select count from thing where id in (" + id_list({thing.id}) + ")");
    EXPECT_EQ(counts, std::vector<long long>{9});
    EXPECT_EQ(select_one<long long>(tx, "select count(*) from thing where id in (" + id_list({}) + ")"), 0);
    EXPECT_EQ(id_list({3, 5, 8}), "3,5,8");
}

TEST_P(Storage, MigrationsRunOnceAndMayNotChange) {
    EXPECT_TRUE(database().migrate({thing_table}).empty());
    auto changed = thing_table;
    changed.text += " ";
    EXPECT_THROW(database().migrate({changed}), std::logic_error);
}

TEST_P(Storage, ManyWritersLoseNothing) {
    {
        auto tx = database().write();
        Thing thing{.name = "counter"};
        insert(tx, "thing", thing);
        tx.commit();
    }
    std::vector<std::jthread> writers;
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([&] {
            for (int n = 0; n < 25; ++n) {
                auto tx = database().write();
                change(tx, "update thing set count = count + 1 where name = :a", std::string("counter"));
                tx.commit();
            }
        });
    writers.clear();
    auto tx = database().read();
    EXPECT_EQ(select_one<long long>(tx, "select count from thing where name = :a", std::string("counter")), 100);
}

TEST_P(Storage, BlobsAreKeptOnceByTheirContent) {
    Blobs blobs(database(), trial_.folder() / "blobs");
    std::string big(3'000'000, 'x');
    big[1'500'000] = '\0';
    std::string sha;
    {
        auto tx = database().write();
        sha = blobs.put(tx, big);
        EXPECT_EQ(blobs.put(tx, big), sha);
        tx.commit();
    }
    EXPECT_EQ(sha, sha256(big));
    EXPECT_EQ(blobs.content(sha), big);
    Blobs other(database(), trial_.folder() / "other");
    EXPECT_EQ(other.content(sha).has_value(), GetParam() == Dialect::postgres);  // another node has it through the database
    auto tx = database().write();
    blobs.remove(tx, sha);
    tx.commit();
    EXPECT_FALSE(blobs.file(sha));
    EXPECT_FALSE(blobs.file("../../etc/passwd"));
}

TEST_P(Storage, WhatNoRecordNamesIsSwept) {
    Blobs blobs(database(), trial_.folder() / "blobs");
    auto tx = database().write();
    execute(tx, "create table file (id bigint, content_sha256 varchar(64))", {});
    auto named = blobs.put(tx, "named"), orphan = blobs.put(tx, "taken off a draft");
    change(tx, "insert into file (id, content_sha256) values (1, :a)", named);
    change(tx, "insert into file (id, content_sha256) values (2, '')");
    auto half = blobs.folder() / ".put-1", fresh = blobs.folder() / ".put-2";
    for (auto const& path : {half, fresh}) std::ofstream(path) << "half";
    std::filesystem::last_write_time(half, std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    EXPECT_EQ(Blobs::named(tx), std::vector{named});
    auto swept = blobs.sweep(tx);
    EXPECT_EQ(swept.contents, 1);
    EXPECT_EQ(swept.bytes, 17);
    EXPECT_EQ(blobs.sweep(tx).contents, 0);
    tx.commit();
    EXPECT_EQ(blobs.content(named), "named");
    EXPECT_FALSE(blobs.file(orphan));
    EXPECT_FALSE(std::filesystem::exists(half));
    EXPECT_TRUE(std::filesystem::exists(fresh)) << "somebody may be writing it";
    auto reading = database().read();
    EXPECT_THROW(blobs.sweep(reading), std::logic_error);
}

TEST_P(Storage, NothingIsRemovedWhileABackupReads) {
    Blobs blobs(database(), trial_.folder() / "blobs");
    auto tx = database().write();
    execute(tx, "create table file (id bigint, content_sha256 varchar(64))", {});
    auto detached = blobs.put(tx, "detached"), erased = blobs.put(tx, "erased");
    {
        ContentsHold hold(blobs.folder()), another(blobs.folder());
        EXPECT_FALSE(ContentsHold::alone(blobs.folder()));
        EXPECT_EQ(blobs.sweep(tx).contents, 0);
        blobs.remove(tx, erased);
        EXPECT_TRUE(std::filesystem::exists(blobs.folder() / erased.substr(0, 2) / erased));
        EXPECT_TRUE(blobs.file(detached));
    }
    EXPECT_TRUE(ContentsHold::alone(blobs.folder()));
    blobs.sweep(tx);
    tx.commit();
    for (auto const& sha256 : {detached, erased}) EXPECT_FALSE(blobs.file(sha256)) << "the next sweep takes both";
}

TEST(DatabaseAddress, IsToldWithoutItsPassword) {
    EXPECT_EQ(without_password("postgresql://ming:ge%40heim@db.local:5432/site?sslmode=require"),
              "postgresql://ming@db.local:5432/site?sslmode=require");
    EXPECT_EQ(without_password("postgresql://ming@db.local/site?password=geheim"), "postgresql://ming@db.local/site");
    EXPECT_EQ(without_password("postgresql://db.local/site?password=geheim&sslmode=require"), "postgresql://db.local/site?sslmode=require");
    EXPECT_EQ(without_password("postgresql://db.local:5432/site"), "postgresql://db.local:5432/site");
    EXPECT_EQ(without_password("/var/lib/mingtang"), "/var/lib/mingtang");
}

INSTANTIATE_TEST_SUITE_P(Both, Storage, testing::Values(Dialect::sqlite, Dialect::postgres),
                         [](auto const& info) { return name_of(info.param); });

}  // namespace
}  // namespace mingtang::storage
