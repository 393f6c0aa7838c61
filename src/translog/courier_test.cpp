#include "translog/courier.hpp"

#include <gtest/gtest.h>

#include "http/router.hpp"
#include "storage/trial.hpp"
#include "translog/audit.hpp"
#include "translog/log.hpp"
#include "translog/module.hpp"
#include "translog/reading.hpp"
#include "translog/witness.hpp"

namespace mingtang::translog {
namespace {

using namespace std::chrono_literals;

/// A log and a witness; the network between them is a function.
class CourierTest : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"storage", "journal", "translog"}};
    FakeClock clock_{Date(2026, 11, 24)};
    Witness witness_{trial_.folder() / "witness"};
    VerifierKey log_key_ = Log(trial_.database(), trial_.folder() / "log").begin("log.example.org/a", clock_.now()).value();
    VerifierKey witness_key_ = witness_.begin("witness.example.org/w1").value();
    bool away_ = false;
    int posts_ = 0;
    std::function<void(Posted&)> spoil_;
    Courier courier_{trial_.database(), clock_, [this](std::string const& url, std::string const& body, std::stop_token const&) {
                         EXPECT_EQ(url, "https://witness.example.org/w1/add-checkpoint");
                         ++posts_;
                         if (away_) throw Unreachable("nobody there");
                         auto answer = witness_.add_checkpoint(body, clock_.now());
                         Posted posted{answer.status, answer.body};
                         if (spoil_) spoil_(posted);
                         return posted;
                     }};

    void SetUp() override {
        witness_.trust(log_key_.name(), {log_key_});
        auto tx = trial_.database().write();
        ASSERT_TRUE(add_witness(tx, "https://witness.example.org/w1/", witness_key_.text(), clock_.now()));
        tx.commit();
    }
    void grow(int count) {
        add(count);
        Log(trial_.database(), trial_.folder() / "log").follow();
    }
    void add(int count) {
        auto tx = trial_.database().write();
        auto before = store::locked_log(tx).value();
        std::vector<store::EntryRow> rows;
        for (int i = 0; i < count; ++i) {
            Entry entry{.document = before.size + i + 1, .time = clock_.now()};
            rows.push_back({.seq = -1 - before.size - i, .disclosure_id = entry.document, .entry = text_of(entry)});
        }
        append(tx, before.size, rows);
        store::save_progress(tx, before.size + count, before.seq);
        tx.commit();
    }
    store::WitnessRow row() {
        auto tx = trial_.database().read();
        return store::witnesses(tx).at(0);
    }
    Note served() {
        auto tx = trial_.database().read();
        return parse_note(published_checkpoint(tx).value()).value();
    }
    std::optional<Instant> cosigned() { return cosigned_at(served(), witness_key_); }
};

INSTANTIATE_TEST_SUITE_P(Databases, CourierTest, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

TEST_P(CourierTest, BringsACosignatureOfEachCheckpoint) {
    for (int more : {0, 1, 254, 1, 1, 300}) {
        grow(more);
        EXPECT_FALSE(cosigned()) << "no old cosignature under a new checkpoint";
        courier_.round();
        EXPECT_EQ(cosigned(), clock_.now());
        EXPECT_EQ(verified_by(served(), {log_key_, witness_key_}), 2);
        EXPECT_EQ(row().trouble, "");
    }
    EXPECT_EQ(posts_, 6);
    courier_.round();
    EXPECT_EQ(posts_, 6) << "nothing new, nothing asked";
    clock_.advance(25h);
    courier_.round();
    EXPECT_EQ(cosigned(), clock_.now()) << "the time stays fresh";
    EXPECT_EQ(courier_.figures().cosigned, 1);
    EXPECT_EQ(courier_.figures().entries, 557);
    auto tx = trial_.database().read();
    auto proof = published_proof(tx, 300).value();
    EXPECT_EQ(cosigned_at(parse_note(proof.checkpoint).value(), witness_key_), clock_.now());
    auto all = cosigners(tx);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].key, witness_key_);
    EXPECT_EQ(all[0].time, clock_.now());
    EXPECT_EQ(witness_keys(tx), witness_key_.text() + "\n");
    EXPECT_EQ(check(tx).fault, "") << "cosignatures are no part of what is checked here";
}

TEST_P(CourierTest, TriesAgainLaterAndLater) {
    grow(3);
    away_ = true;
    courier_.round();
    EXPECT_EQ(row().trouble, "unreachable");
    EXPECT_EQ(row().trouble_words, "nobody there");
    EXPECT_EQ(courier_.figures().failing, 1);
    courier_.round();
    EXPECT_EQ(posts_, 1) << "not at once";
    int before = posts_;
    for (int second = 0; second < 3600; ++second) clock_.advance(1s), courier_.round();
    EXPECT_LT(posts_ - before, 20);
    EXPECT_GE(posts_ - before, 10);
    away_ = false;
    clock_.advance(10min);
    courier_.round();
    EXPECT_TRUE(cosigned());
    EXPECT_EQ(row().failures, 0);
    EXPECT_EQ(row().trouble, "");
}

TEST_P(CourierTest, AsksTheWitnessWhatItKnows) {
    grow(7);
    courier_.round();
    grow(5);
    // The database forgets, as a restored one does.
    {
        auto tx = trial_.database().write();
        store::save_cosignature(tx, row().id, 0, "", {});
        tx.commit();
    }
    posts_ = 0;
    courier_.round();
    EXPECT_EQ(posts_, 2);
    EXPECT_TRUE(cosigned());
}

TEST_P(CourierTest, TellsWhatIsWrong) {
    grow(4);
    auto expect = [&](std::string const& trouble) {
        courier_.round();
        EXPECT_EQ(row().trouble, trouble);
        EXPECT_FALSE(cosigned());
        clock_.advance(1h);
    };
    witness_.trust(log_key_.name(), {SigningKey::generate(log_key_.name()).verifier()});
    expect("unknown");
    witness_.trust(log_key_.name(), {log_key_});
    spoil_ = [](Posted& answer) { answer.body[60] = answer.body[60] == 'A' ? 'B' : 'A'; };
    expect("signature");
    spoil_ = [](Posted& answer) { answer = {409, "5000\n"}; };
    expect("ahead");
    spoil_ = [](Posted& answer) { answer = {422, "no\n"}; };
    expect("fork");
    spoil_ = [](Posted& answer) { answer = {500, "x"}; };
    expect("answer");
    spoil_ = [](Posted& answer) { answer = {409, "many"}; };
    expect("answer");
    spoil_ = [](Posted& answer) { answer = {200, "thanks\n"}; };
    expect("signature");
    spoil_ = {};
    courier_.round();
    EXPECT_TRUE(cosigned());
}

TEST_P(CourierTest, NodesDoNotGoThereAtTheSameTime) {
    grow(4);
    auto stale = row();
    auto tx = trial_.database().write();
    EXPECT_TRUE(store::claim_witness(tx, stale, clock_.now() + 60s));
    EXPECT_FALSE(store::claim_witness(tx, stale, clock_.now() + 60s));
}

TEST_P(CourierTest, WitnessesAreAddedAndRemoved) {
    auto tx = trial_.database().write();
    auto other = SigningKey::generate("w2", KeyKind::witness).verifier();
    EXPECT_EQ(add_witness(tx, "ftp://w", other.text(), clock_.now()).error().code, "translog.witness.url");
    EXPECT_EQ(add_witness(tx, "https://w?a", other.text(), clock_.now()).error().code, "translog.witness.url");
    EXPECT_EQ(add_witness(tx, "https://w", log_key_.text(), clock_.now()).error().code, "translog.witness.vkey");
    EXPECT_EQ(add_witness(tx, "https://w", witness_key_.text(), clock_.now()).error().code, "translog.witness.known");
    EXPECT_TRUE(add_witness(tx, "https://w", other.text(), clock_.now()));
    EXPECT_EQ(remove_witness(tx, "w3").error().code, "translog.witness.unknown");
    EXPECT_EQ(remove_witness(tx, "w2").value(), other);
    EXPECT_EQ(store::witnesses(tx).size(), 1u);
}

}  // namespace
}  // namespace mingtang::translog
