#include <fstream>
#include <thread>

#include "base/digest.hpp"
#include "disclosure/life_fixture.hpp"
#include "http/router.hpp"
#include "journal/reader.hpp"
#include "markup/markup.hpp"
#include "translog/encoding.hpp"
#include "translog/journal_reader.hpp"
#include "translog/module.hpp"
#include "translog/reading.hpp"

namespace mingtang::translog {
namespace {

using disclosure::Context;

class LogTest : public disclosure::Life {
  protected:
    void SetUp() override {
        Life::SetUp();
        trial_.database().migrate(storage::packed_migrations("translog", GetParam()));
        // Imports take the steps in the name of the system, which may take them all.
    }
    std::filesystem::path folder() { return trial_.folder() / "log"; }
    Log log() { return {trial_.database(), folder()}; }
    VerifierKey begun() { return log().begin("log.example.org/a", clock_.now()).value(); }
    store::LogRow row() {
        return read([](auto& tx) { return store::log(tx).value(); });
    }
    /// Raw entries: nothing of the journal.
    void add(int count) {
        auto tx = trial_.database().write();
        auto before = store::locked_log(tx).value();
        std::vector<store::EntryRow> rows;
        for (int i = 0; i < count; ++i) {
            auto n = before.size + i;
            Entry entry{.document = 1000000 + n, .time = clock_.now()};
            rows.push_back({.seq = -1 - n, .disclosure_id = entry.document, .entry = text_of(entry)});
        }
        append(tx, before.size, rows);
        store::save_progress(tx, before.size + count, before.seq);
        tx.commit();
    }
    Checkpoint checkpoint() { return Checkpoint::parse(parse_note(row().checkpoint).value().text).value(); }
    std::vector<Entry> entries() {
        std::vector<Entry> all;
        for (auto const& one : read([](auto& tx) { return store::entries(tx, 0, 1000); })) all.push_back(parse_entry(one.entry).value());
        return all;
    }
    Check checked() {
        return read([](auto& tx) { return check(tx); });
    }
    http::Response get(std::string path, std::string coding = "") {
        http::Router router;
        router.add(routes(trial_.database()));
        http::Request request;
        request.path = path;
        request.headers.add("accept-encoding", coding);
        auto match = router.find(http::Method::get, path);
        if (!match.route) return http::text("no route", 404);
        request.params = match.params;
        return match.route->handler(request);
    }
    std::string body(std::string const& path) {
        auto response = get(path);
        return response.status == 200 ? std::get<std::string>(response.body) : "";
    }
    void spoil(std::string const& sql) {
        auto tx = trial_.database().write();
        ASSERT_EQ(storage::change(tx, sql), 1);
        tx.commit();
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, LogTest, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

TEST_P(LogTest, TakesTheLifeOfADocumentInOrder) {
    auto id = published();
    auto key = begun();
    log().follow();
    auto edition = run(filer_, [&](Context& in) { return disclosure::revise(in, id, "更正数字"); }).value();
    log().follow();
    EXPECT_EQ(row().size, 1) << "what is drafted is nobody's business";
    ASSERT_TRUE(run(filer_, [&](Context& in) { return disclosure::file(in, edition.id, ""); }));
    ASSERT_TRUE(run(reviewer_, [&](Context& in) { return disclosure::pass(in, edition.id, ""); }));
    ASSERT_TRUE(
        run(secrecy_, [&](Context& in) { return disclosure::review_secrecy(in, edition.id, {.checked = "全文", .basis = "不涉密"}); }));
    ASSERT_TRUE(run(office_, [&](Context& in) { return disclosure::publish(in, edition.id, ""); }));
    ASSERT_TRUE(run(office_, [&](Context& in) { return disclosure::archive(in, id, "到期"); }));
    ASSERT_TRUE(run(office_, [&](Context& in) { return disclosure::withdraw(in, id, "发布有误"); }));
    auto writer = log();
    writer.follow();
    auto all = entries();
    ASSERT_EQ(all.size(), 4u);
    std::vector<Type> types;
    for (auto const& one : all) types.push_back(one.type);
    EXPECT_EQ(types, (std::vector{Type::publish, Type::revise, Type::archive, Type::withdraw}));
    EXPECT_EQ(all[0].document, id);
    EXPECT_EQ(all[0].unit, "caizheng");
    EXPECT_EQ(all[0].catalogue_item, "general-07");
    EXPECT_EQ(all[0].title_sha256, sha256("2026年部门预算"));
    auto html = read([&](auto& tx) { return disclosure::store::text_of(tx, disclosure::store::editions_of(tx, id)[0].id); });
    EXPECT_EQ(all[0].html_sha256, sha256(html));
    EXPECT_EQ(all[0].text_sha256, sha256("全年收入一百万元。"));
    EXPECT_EQ(all[1].edition, 2);
    EXPECT_EQ(all[3].html_sha256, all[1].html_sha256);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_EQ(all[i].previous, sha256(text_of(all[i - 1])));
    EXPECT_EQ(checkpoint().size, 4);
    EXPECT_EQ(verified_by(parse_note(row().checkpoint).value(), {key}), 1);
    EXPECT_EQ(checked().fault, "");
    auto head = read([](auto& tx) { return journal::head(tx); });
    EXPECT_LE(writer.position(), head);
    // Again, and again by another writer: nothing more comes.
    writer.follow(), log().follow();
    EXPECT_EQ(row().size, 4);
}

TEST_P(LogTest, IsEmptyButSignedBeforeTheFirstEntry) {
    EXPECT_EQ(get("/log/checkpoint").status, 404);
    log().follow();
    begun();
    log().follow();
    EXPECT_EQ(checkpoint().size, 0);
    EXPECT_EQ(checkpoint().root, empty_root());
    EXPECT_EQ(checked().fault, "");
    EXPECT_EQ(log().begin("b", clock_.now()).error().code, "translog.begin.done_before");
    EXPECT_EQ(get("/log/tile/0/000").status, 404);
}

TEST_P(LogTest, RefusesOriginsThatNoNoteCanBear) {
    for (auto const* bad : {"", "a b", "a+b", "https://a.example/log", "a/"})
        EXPECT_EQ(log().begin(bad, clock_.now()).error().code, "translog.begin.origin") << bad;
}

TEST_P(LogTest, ServesWhatAStrangerCanCheck) {
    begun();
    std::vector<Checkpoint> before;
    for (int grow : {1, 254, 1, 1, 300}) {
        add(grow);
        log().follow();
        auto note = parse_note(body("/log/checkpoint")).value();
        auto vkey = VerifierKey::parse(body("/log/vkey").substr(0, body("/log/vkey").size() - 1)).value();
        ASSERT_EQ(verified_by(note, {vkey}), 1);
        auto now = Checkpoint::parse(note.text).value();
        TileNodes nodes(now.size, [&](TileId const& id) { return body("/log/" + path_of(id)); });
        EXPECT_EQ(root_of(now.size, nodes.nodes()), now.root);
        for (auto const& old : before) {
            EXPECT_TRUE(is_consistent(old.size, old.root, now.size, now.root, consistency_proof(old.size, now.size, nodes.nodes())));
            // Partial tiles of every size that was published stay.
            TileNodes old_nodes(old.size, [&](TileId const& id) { return body("/log/" + path_of(id)); });
            EXPECT_EQ(root_of(old.size, old_nodes.nodes()), old.root);
        }
        for (std::int64_t i : {std::int64_t(0), now.size / 2, now.size - 1}) {
            auto proof = ProofFile::parse(body("/log/proof/" + std::to_string(i) + ".tlog-proof")).value();
            TileId id{.level = entries_level, .number = i / 256};
            id.width = width_in(now.size, entries_level, id.number);
            auto bundle = entries_of(body("/log/" + path_of(id)), id.width).value();
            EXPECT_TRUE(is_included(leaf_hash(bundle[std::size_t(i % 256)]), i, now.size, proof.proof, now.root));
        }
        before.push_back(now);
    }
    EXPECT_EQ(get("/log/tile/0/000").header("Cache-Control")[0], "public, max-age=31536000, immutable");
    EXPECT_EQ(get("/log/tile/0/000").header("Content-Type")[0], "application/octet-stream");
    EXPECT_EQ(get("/log/checkpoint").header("Content-Type")[0], "text/plain; charset=utf-8");
    EXPECT_EQ(get("/log/checkpoint").header("Cache-Control")[0], "no-cache");
    auto packed = get("/log/tile/entries/000", "gzip, br");
    EXPECT_EQ(packed.header("Content-Encoding")[0], "gzip");
    EXPECT_LT(std::get<std::string>(packed.body).size(), body("/log/tile/entries/000").size());
    for (auto const* beyond : {"tile/0/002.p/46", "tile/0/003", "tile/1/000", "tile/1/000.p/3", "tile/2/000.p/1", "tile/entries/002.p/46",
                               "tile/0/0", "tile/9/000", "proof/557.tlog-proof", "proof/01.tlog-proof", "proof/1"})
        EXPECT_EQ(get(std::string("/log/") + beyond).status, 404) << beyond;
}

TEST_P(LogTest, ShowsNothingThatIsNotSigned) {
    begun();
    add(3);
    log().follow();
    add(2);
    EXPECT_EQ(get("/log/tile/0/000.p/3").status, 200);
    EXPECT_EQ(get("/log/tile/0/000.p/5").status, 404);
    EXPECT_EQ(get("/log/tile/entries/000.p/4").status, 404);
    EXPECT_EQ(get("/log/proof/3.tlog-proof").status, 404);
    EXPECT_EQ(checked().fault, "");
    log().follow();
    EXPECT_EQ(get("/log/tile/0/000.p/5").status, 200);
}

TEST_P(LogTest, SignsNothingThatDoesNotContinueWhatWasSigned) {
    begun();
    add(300);
    log().follow();
    auto kept = row();
    // The database goes back to an older state, as after a careless restore; the keyring remembers.
    spoil("update translog_log set size = 299, signed_size = 0, checkpoint = '' where one = 1");
    EXPECT_THROW(log().follow(), std::runtime_error);
    EXPECT_EQ(row().signed_size, 0);
    spoil("update translog_log set size = 300 where one = 1");
    log().follow();
    EXPECT_EQ(row().checkpoint, kept.checkpoint) << "the same bytes again, however often";
    // An entry's hash is exchanged under the log.
    auto tile = read([](auto& tx) { return store::tile(tx, 0, 1); });
    tile[40] ^= 1;
    {
        auto tx = trial_.database().write();
        store::save_tile(tx, 0, 1, tile);
        tx.commit();
    }
    add(1);
    EXPECT_THROW(log().follow(), std::runtime_error);
    EXPECT_EQ(row().signed_size, 300);
}

TEST_P(LogTest, ContinuesAfterEveryPlaceWhereItMayStop) {
    begun();
    auto id = published();
    // Entries are in, the signature is not: the last event comes again.
    {
        auto tx = trial_.database().write();
        auto now = store::locked_log(tx).value();
        auto events = journal::read_after(tx, 0, 1000);
        auto rows = entries_for(tx, events);
        append(tx, now.size, rows);
        store::save_progress(tx, now.size + std::ssize(rows), events.back().seq);
        tx.commit();
    }
    auto head = read([](auto& tx) { return journal::head(tx); });
    EXPECT_EQ(log().position(), head - 1);
    JournalReader reader(trial_.database(), folder());
    journal::catch_up(trial_.database(), reader);
    EXPECT_EQ(row().size, 1);
    EXPECT_EQ(row().signed_size, 1);
    EXPECT_EQ(log().position(), head);
    // Signed and remembered, but not published.
    auto kept = row().checkpoint;
    spoil("update translog_log set signed_size = 0, checkpoint = '' where one = 1");
    log().follow();
    EXPECT_EQ(row().checkpoint, kept);
    EXPECT_EQ(entries()[0].document, id);
}

TEST_P(LogTest, ChangesItsKeyWithTwoSignaturesBetween) {
    EXPECT_EQ(log().rotate(clock_.now()).error().code, "translog.rotate.not_begun");
    auto old_key = begun();
    add(2);
    log().follow();
    EXPECT_EQ(log().finish_rotation(clock_.now()).error().code, "translog.rotate.not_under_way");
    auto new_key = log().rotate(clock_.now()).value();
    EXPECT_EQ(log().rotate(clock_.now()).error().code, "translog.rotate.under_way");
    log().follow();
    auto note = parse_note(row().checkpoint).value();
    EXPECT_EQ(verified_by(note, {old_key}), 1);
    EXPECT_EQ(verified_by(note, {old_key, new_key}), 2);
    EXPECT_EQ(body("/log/vkey"), new_key.text() + "\n" + old_key.text() + "\n");
    ASSERT_TRUE(log().finish_rotation(clock_.now()));
    log().follow();
    note = parse_note(row().checkpoint).value();
    EXPECT_EQ(note.signatures.size(), 1u);
    EXPECT_EQ(verified_by(note, {new_key}), 1);
    EXPECT_EQ(body("/log/vkey"), new_key.text() + "\n");
    EXPECT_EQ(log().keyring().keys().size(), 1u);
    EXPECT_TRUE(log().keyring().is_private());
    EXPECT_EQ(checked().fault, "");
}

TEST_P(LogTest, FindsEveryKindOfTampering) {
    begun();
    add(520);
    log().follow();
    ASSERT_EQ(checked().fault, "");
    auto tamper = [&](std::string const& sql, std::string const& undo, std::string const& fault) {
        spoil(sql);
        EXPECT_EQ(checked().fault, fault) << sql;
        spoil(undo);
        ASSERT_EQ(checked().fault, "") << undo;
    };
    auto entry = read([](auto& tx) { return store::entries(tx, 77, 78)[0].entry; });
    auto changed = parse_entry(entry).value();
    changed.title_sha256 = "00";
    tamper("update translog_entry set entry = '" + text_of(changed) + "' where number = 77",
           "update translog_entry set entry = '" + entry + "' where number = 77", "tile");
    auto third = read([](auto& tx) { return store::entries(tx, 3, 4)[0].entry; });
    tamper("update translog_entry set entry = entry || ' ' where number = 3",
           "update translog_entry set entry = '" + third + "' where number = 3", "entry");
    for (auto [level, number] : {std::pair(0, 0), {0, 1}, {0, 2}, {1, 0}}) {
        auto hashes = read([&, l = level, n = number](auto& tx) { return store::tile(tx, l, n); });
        for (std::size_t at : {std::size_t(0), hashes.size() / 2, hashes.size() - 1}) {
            auto put = [&, l = level, n = number](std::string const& bytes) {
                auto tx = trial_.database().write();
                store::save_tile(tx, l, n, bytes);
                tx.commit();
            };
            auto bad = hashes;
            bad[at] ^= 0x40;
            put(bad);
            EXPECT_EQ(checked().fault, "tile") << level << " " << number << " " << at;
            put(hashes);
        }
    }
    auto note = row().checkpoint;
    for (std::size_t at = 0; at < note.size(); at += 7) {
        auto bad = note;
        bad[at] ^= 1;
        if (bad.find('\'') != bad.npos || bad[at] < 0x20 || (note[at] & 0x80)) continue;
        tamper("update translog_log set checkpoint = '" + bad + "' where one = 1",
               "update translog_log set checkpoint = '" + note + "' where one = 1", "signature");
    }
    spoil("update translog_log set size = 521 where one = 1");
    EXPECT_NE(checked().fault, "");
}

TEST_P(LogTest, TwoWritersNeverWriteTheSameNumber) {
    begun();
    std::vector<std::jthread> writers;
    for (int i = 0; i < 4; ++i) published();
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([this] {
            for (int n = 0; n < 5; ++n) log().follow();
        });
    writers.clear();
    EXPECT_EQ(row().size, 4);
    EXPECT_EQ(row().signed_size, 4);
    EXPECT_EQ(checked().fault, "");
}

TEST(VisibleCharacters, AreTheSameOnThePageAndInTheStoredText) {
    std::string html =
        "<h2>一、总则</h2>\n<p>第 一 条　为了<b>公开</b>。<br>换行 &amp; 符号&nbsp;</p>\n<table><thead><tr><th>项 "
        "目</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>\n";
    auto clean = markup::sanitise(html).html;
    auto page = markup::shown(clean, "表格", 100).html;
    EXPECT_EQ(visible_characters(clean), "一、总则第一条为了公开。换行&符号项目1");
    EXPECT_EQ(visible_characters(page), visible_characters(clean));
}

TEST(EntryText, IsCanonicalAndReadStrictly) {
    Entry entry{.document = 12, .index_number = "x/1", .time = Instant::from_ms(1), .attachments = {"aa", "bb"}};
    auto text = text_of(entry);
    EXPECT_EQ(
        text,
        R"({"attachments":["aa","bb"],"catalogue_item":"","document":12,"edition":1,"html_sha256":"","index_number":"x/1","previous":"","published_on":"","text_sha256":"","time":"1970-01-01T00:00:00.001Z","title_sha256":"","type":"publish","unit":"","version":1})");
    EXPECT_EQ(parse_entry(text), entry);
    EXPECT_EQ(stored_entry(text), entry);
    EXPECT_FALSE(stored_entry("[]"));
    EXPECT_FALSE(parse_entry(text + " "));
    EXPECT_FALSE(parse_entry(R"({"type":"publish"})"));
    EXPECT_FALSE(parse_entry("{\"more\":1," + text.substr(1)));
}

}  // namespace
}  // namespace mingtang::translog
