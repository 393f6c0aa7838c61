#include "translog/witness.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "translog/durable.hpp"
#include "translog/encoding.hpp"
#include "translog/tile.hpp"

namespace mingtang::translog {
namespace {

namespace fs = std::filesystem;

/// A log in memory that may also tell two stories.
class Story {
  public:
    explicit Story(std::string flavour = "") : flavour_(std::move(flavour)) {}
    std::string request(std::int64_t old, std::int64_t size, SigningKey const& key, std::string const& origin = "log.example.org/a") const {
        auto nodes = [this](int level, std::int64_t index) { return node(level, index); };
        std::string text = "old " + std::to_string(old) + "\n";
        if (old <= size)
            for (auto const& hash : consistency_proof(old, size, nodes)) text += base64(hash) + "\n";
        Note note{.text = Checkpoint{origin, size, root_of(size, nodes)}.text(), .signatures = {}};
        note.signatures.push_back(key.sign(note.text));
        return text + "\n" + note.serialised();
    }
    /// What a request asks to be signed.
    static Note note_of(std::string const& request, std::string const& lines) {
        return parse_note(request.substr(request.find("\n\n") + 2) + lines).value();
    }

  private:
    Hash node(int level, std::int64_t index) const {
        if (level == 0) return leaf_hash(flavour_ + std::to_string(index));
        return node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }
    std::string flavour_;
};

class WitnessTest : public testing::Test {
  protected:
    fs::path folder_ = fs::temp_directory_path() / ("witness_test-" + std::to_string(::getpid()));
    SigningKey log_ = SigningKey::generate("log.example.org/a");
    Instant now_ = Instant::from_ms(1'795'000'000'500);
    void SetUp() override { fs::remove_all(folder_); }
    void TearDown() override { fs::remove_all(folder_); }
    Witness ready() {
        Witness witness(folder_);
        EXPECT_TRUE(witness.begin("witness.example.org/w1"));
        witness.trust("log.example.org/a", {log_.verifier()});
        return witness;
    }
    int status(std::string const& request) { return Witness(folder_).add_checkpoint(request, now_).status; }
};

TEST_F(WitnessTest, SignsWhatContinues) {
    auto witness = ready();
    Story story;
    std::int64_t old = 0;
    for (std::int64_t size : {0, 0, 1, 1, 7, 8, 300}) {
        auto request = story.request(old, size, log_);
        auto answer = Witness(folder_).add_checkpoint(request, now_);  // another process each time
        ASSERT_EQ(answer.status, 200) << size << answer.body;
        auto note = Story::note_of(request, answer.body);
        EXPECT_EQ(cosigned_at(note, witness.key()->verifier()), Instant::from_ms(1'795'000'000'000));
        EXPECT_EQ(witness.logs().at(0).size, size);
        old = size;
    }
}

TEST_F(WitnessTest, AnswersAsTheProtocolSays) {
    auto witness = ready();
    Story story, other("other");
    ASSERT_EQ(status(story.request(0, 5, log_)), 200);
    auto conflict = witness.add_checkpoint(story.request(4, 9, log_), now_);
    EXPECT_EQ(conflict.status, 409);
    EXPECT_EQ(conflict.type, "text/x.tlog.size");
    EXPECT_EQ(conflict.body, "5\n");
    EXPECT_EQ(status(story.request(6, 9, log_)), 409);
    EXPECT_EQ(status(story.request(9, 8, log_)), 400) << "old beyond new";
    EXPECT_EQ(status(story.request(5, 3, log_)), 400) << "a smaller tree";
    EXPECT_EQ(status(story.request(3, 3, log_)), 409);
    EXPECT_EQ(status(other.request(5, 9, log_)), 422);
    EXPECT_EQ(status(other.request(5, 5, log_)), 422) << "the same size, another root";
    EXPECT_EQ(status(story.request(5, 9, SigningKey::generate("log.example.org/a"))), 403);
    EXPECT_EQ(status(story.request(5, 9, log_, "log.example.org/b")), 404);
    auto good = story.request(5, 9, log_);
    auto proofless = "old 5\n" + good.substr(good.find("\n\n") + 1);
    EXPECT_EQ(status(proofless), 422);
    auto long_proof = good;
    for (int i = 0; i < 64; ++i) long_proof.insert(6, base64(std::string(32, 'x')) + "\n");
    for (auto const& bad :
         {std::string(), std::string("old 5\n"), std::string("old 05\n") + good.substr(6), std::string("new 5\n") + good.substr(6),
          good.substr(0, good.size() - 1), "old 5\nxyz\n" + good.substr(6), "old -1\n" + good.substr(6), long_proof})
        EXPECT_EQ(status(bad), 400) << bad;
    EXPECT_EQ(witness.logs().at(0).size, 5) << "nothing of this was taken in";
    EXPECT_EQ(status(good), 200);
}

TEST_F(WitnessTest, TheEmptyTreeHasOneRoot) {
    auto witness = ready();
    Note note{.text = Checkpoint{"log.example.org/a", 0, std::string(32, 'x')}.text(), .signatures = {}};
    note.signatures.push_back(log_.sign(note.text));
    EXPECT_EQ(status("old 0\n\n" + note.serialised()), 422);
}

TEST_F(WitnessTest, TrustsTheKeysItIsTold) {
    auto witness = ready();
    Story story;
    auto next = SigningKey::generate("log.example.org/a");
    ASSERT_EQ(status(story.request(0, 5, log_)), 200);
    witness.trust("log.example.org/a", {next.verifier()});
    EXPECT_EQ(status(story.request(5, 6, log_)), 403);
    EXPECT_EQ(status(story.request(0, 6, next)), 409) << "what was seen before is not forgotten";
    EXPECT_EQ(status(story.request(5, 6, next)), 200);
    EXPECT_EQ(witness.begin("witness.example.org/w2").error().code, "translog.witness.done_before");
    EXPECT_EQ(Witness(folder_ / "b").begin("https://w.example/").error().code, "translog.witness.name");
    EXPECT_EQ(fs::status(folder_ / "key").permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

TEST_F(WitnessTest, NeverSignsTwoStories) {
    auto witness = ready();
    for (std::int64_t size = 0; size < 40; size += 4) {
        std::atomic<int> good = 0;
        std::vector<std::jthread> clients;
        for (int i = 0; i < 4; ++i)
            clients.emplace_back(
                [&, i] { good += status(Story(size + 4 > 4 ? "" : std::to_string(i)).request(size, size + 4, log_)) == 200; });
        clients.clear();
        if (size == 0) {
            EXPECT_EQ(good, 1) << "four trees of the same size: one is signed";
            // The tree that won goes on; begin anew with a known one.
            fs::remove_all(folder_);
            witness = ready();
            ASSERT_EQ(status(Story().request(0, 4, log_)), 200);
        } else {
            EXPECT_EQ(good, 1) << "the old size holds once only";
        }
    }
    EXPECT_EQ(witness.logs().at(0).size, 40);
}

TEST_F(WitnessTest, SignsNothingOnDamagedMemory) {
    auto witness = ready();
    Story story;
    ASSERT_EQ(status(story.request(0, 5, log_)), 200);
    for (auto const& entry : fs::directory_iterator(folder_ / "logs")) {
        auto content = read_file(entry.path());
        for (auto const& bad : {std::string(), content.substr(0, content.size() / 2), std::string("{}")}) {
            replace_file(entry.path(), bad);
            EXPECT_THROW(status(story.request(0, 6, log_)), std::runtime_error);
        }
        replace_file(entry.path(), content);
    }
    EXPECT_EQ(status(story.request(5, 6, log_)), 200);
}

}  // namespace
}  // namespace mingtang::translog
