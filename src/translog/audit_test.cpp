#include "translog/audit.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "translog/tile.hpp"

namespace mingtang::translog {
namespace {

/// A small site in memory: documents, their pages, a log.
class Site final : public Source {
  public:
    std::map<std::string, std::string> files;
    SigningKey key = SigningKey::generate("log.example.org/a");
    std::vector<SigningKey> witnesses;
    std::vector<std::string> entries;

    Answer get(std::string const& address) override {
        auto found = files.find(address);
        return found == files.end() ? Answer{404, ""} : Answer{200, found->second};
    }
    void publish(Id id, std::string const& title, std::string const& html) {
        Entry entry{
            .document = id, .index_number = "x/" + std::to_string(id), .published_on = Date(2026, 11, 24), .time = Instant::from_ms(id)};
        entry.title_sha256 = sha256(title), entry.html_sha256 = sha256(html), entry.text_sha256 = sha256(visible_characters(html));
        entries.push_back(text_of(entry));
        auto number = std::to_string(id);
        json::object shown{{"id", id}, {"title", title}, {"html", html}, {"edition", 1}, {"index_number", entry.index_number}};
        shown["published_on"] = "2026-11-24", shown["attachments"] = json::array{};
        files["/api/v1/disclosures/" + number] = json::serialize(shown);
        files["/disclosure/" + number] =
            "<html><body><h1 class=\"doc-title\">" + title + "</h1><div class=\"doc-body\">" + html + "</div></body></html>";
        listed_.push_back(id);
        list();
        sign();
    }
    void withdraw(Id id) {
        auto before = entries.at(std::size_t(id - 1));
        auto entry = parse_entry(before).value();
        entry.type = Type::withdraw, entry.previous = sha256(before);
        entries.push_back(text_of(entry));
        files.erase("/api/v1/disclosures/" + std::to_string(id)), files.erase("/disclosure/" + std::to_string(id));
        std::erase(listed_, id);
        list();
        sign();
    }
    void list() {
        json::array rows;
        std::string places;
        for (auto id : listed_)
            rows.push_back(json::object{{"id", id}}),
                places += "<url><loc>https://a.example/disclosure/" + std::to_string(id) + "</loc></url>";
        files["/api/v1/disclosures?limit=100"] = json::serialize(json::object{{"disclosures", rows}, {"cursor", ""}});
        files["/sitemap.xml"] = "<sitemapindex><sitemap><loc>https://a.example/sitemap-1.xml</loc></sitemap></sitemapindex>";
        files["/sitemap-1.xml"] = "<urlset>" + places + "</urlset>";
    }
    void sign() {
        Edge edge(0, {});
        std::string bundle;
        for (auto const& entry : entries) edge.add(leaf_hash(entry)), add_to_bundle(bundle, entry);
        auto size = std::ssize(entries);
        auto leaves = edge.take_changed().at({0, 0});
        files["/log/" + path_of({.level = 0, .number = 0, .width = int(size)})] = leaves;
        files["/log/" + path_of({.level = entries_level, .number = 0, .width = int(size)})] = bundle;
        TileNodes nodes(size, [&](TileId const&) { return leaves; });
        Note note{.text = Checkpoint{key.verifier().name(), size, root_of(size, nodes.nodes())}.text(), .signatures = {}};
        note.signatures.push_back(key.sign(note.text));
        for (auto const& witness : witnesses) note.signatures.push_back(witness.cosign(note.text, Instant::from_ms(1795000000000)));
        files["/log/checkpoint"] = note.serialised();
        files["/log/vkey"] = key.verifier().text() + "\n";
    }

  private:
    std::vector<Id> listed_;
};

class AuditTest : public testing::Test {
  protected:
    Site site_;
    void SetUp() override {
        site_.publish(1, "第一件", "<p>一。</p>");
        site_.publish(2, "第二件", "<p>二。</p>");
        site_.publish(3, "第三件", "<p>三。</p>");
    }
    Report run(Memory const& memory = {}, Quorum const& quorum = {}) {
        return audit(
            site_, memory, [](std::string_view, long long) {}, quorum);
    }
    std::vector<std::string> codes(Memory const& memory = {}, Quorum const& quorum = {}) {
        std::vector<std::string> all;
        for (auto const& finding : run(memory, quorum).findings) all.push_back(finding.code);
        return all;
    }
    using Codes = std::vector<std::string>;
    /// What is found while the file has these bytes.
    Codes with(std::string const& file, std::string const& content) {
        auto kept = std::exchange(site_.files.at(file), content);
        auto found = codes();
        site_.files[file] = kept;
        return found;
    }
    static std::string replaced(std::string text, std::string const& what, std::string const& by) {
        return text.replace(text.find(what), what.size(), by);
    }
};

TEST_F(AuditTest, FindsNothingWhereAllFits) {
    auto report = run();
    EXPECT_TRUE(report.log_holds);
    EXPECT_EQ(report.findings, std::vector<Finding>());
    EXPECT_EQ(report.entries, 3);
    EXPECT_EQ(report.documents, 3);
    EXPECT_EQ(report.memory.keys, std::vector{site_.key.verifier()});
    site_.withdraw(2);
    EXPECT_EQ(codes(report.memory), Codes());
}

TEST_F(AuditTest, FindsEveryChangeOfPages) {
    auto const api = site_.files.at("/api/v1/disclosures/2"), page = site_.files.at("/disclosure/2");
    EXPECT_EQ(with("/api/v1/disclosures/2", replaced(api, "二。", "五。")), Codes{"text"});
    EXPECT_EQ(with("/api/v1/disclosures/2", replaced(api, "2026-11-24", "2026-11-23")), Codes{"published_on"});
    EXPECT_EQ(with("/api/v1/disclosures/2", replaced(api, "x/2", "x/9")), Codes{"index_number"});
    EXPECT_EQ(with("/api/v1/disclosures/2", "{}").size(), 6u) << "nothing fits";
    EXPECT_EQ(with("/disclosure/2", replaced(page, "二。", "五。")), Codes{"page"});
    EXPECT_EQ(with("/disclosure/2", replaced(page, "第二件", "第五件")), Codes{"page_title"});
    EXPECT_EQ(with("/disclosure/2", "<html></html>"), (Codes{"page", "page_title"}));
    EXPECT_EQ(with("/sitemap-1.xml", ""), (Codes{"not_in_sitemap", "not_in_sitemap", "not_in_sitemap"}));
    EXPECT_EQ(with("/sitemap-1.xml", replaced(site_.files.at("/sitemap-1.xml"), "disclosure/2", "disclosure/77")),
              (Codes{"not_logged", "not_in_sitemap"}));
    site_.files.erase("/disclosure/2");
    EXPECT_EQ(codes(), Codes{"page_missing"});
    site_.files.erase("/api/v1/disclosures/2");
    EXPECT_EQ(codes(), Codes{"gone"});
    site_.files["/disclosure/2"] = page;
    site_.withdraw(2);
    EXPECT_EQ(codes(), Codes());
    site_.files["/disclosure/2"] = page;
    EXPECT_EQ(codes(), Codes{"still_shown"});
}

TEST_F(AuditTest, FindsEveryChangeOfTheLog) {
    for (auto const* file : {"/log/tile/0/000.p/3", "/log/tile/entries/000.p/3", "/log/checkpoint"}) {
        auto const content = site_.files.at(file);
        for (std::size_t at = 0; at < content.size(); at += 11) {
            auto bad = content;
            bad[at] ^= 1;
            auto found = with(file, bad);
            ASSERT_FALSE(found.empty()) << file << " " << at;
            EXPECT_TRUE(found[0].starts_with("log_")) << found[0];
        }
    }
    site_.files.erase("/log/tile/0/000.p/3");
    EXPECT_EQ(codes(), Codes{"log_tile"});
    site_.files.erase("/log/tile/entries/000.p/3");
    EXPECT_EQ(codes(), Codes{"log_bundle"});
    site_.files.erase("/log/checkpoint");
    EXPECT_EQ(codes(), Codes{"log_missing"});
}

TEST_F(AuditTest, RemembersWhatItSaw) {
    auto memory = run().memory;
    auto const older = site_.entries;
    site_.publish(4, "第四件", "<p>四。</p>");
    auto later = run(memory).memory;
    EXPECT_TRUE(run(later).log_holds);
    site_.entries = older, site_.sign();
    EXPECT_EQ(codes(later), Codes{"log_shrunk"});
    EXPECT_EQ(run(later).memory.checkpoint, later.checkpoint) << "kept where the log does not hold";
    // The same length, another story.
    site_.entries.push_back(text_of({.document = 9, .time = Instant::from_ms(9)})), site_.sign();
    EXPECT_EQ(codes(later), Codes{"log_rewritten"});
    site_.key = SigningKey::generate("log.example.org/a"), site_.sign();
    EXPECT_EQ(codes(memory), Codes{"log_signature"});
}

TEST_F(AuditTest, RefusesEntriesOutOfOrder) {
    auto twice = site_.entries;
    twice.push_back(twice[0]);
    site_.entries = twice, site_.sign();
    EXPECT_EQ(codes(), Codes{"log_order"});
    site_.entries = {"{}"}, site_.sign();
    EXPECT_EQ(codes(), Codes{"log_entry"});
}

TEST_F(AuditTest, DemandsWitnesses) {
    auto a = SigningKey::generate("w/a", KeyKind::witness), b = SigningKey::generate("w/b", KeyKind::witness);
    Quorum both{{a.verifier(), b.verifier()}, 2}, one{{a.verifier(), b.verifier()}, 1};
    EXPECT_EQ(codes({}, one), Codes{"log_quorum"});
    site_.witnesses = {a}, site_.sign();
    EXPECT_EQ(codes({}, one), Codes());
    EXPECT_EQ(codes({}, both), Codes{"log_quorum"});
    site_.witnesses = {a, b}, site_.sign();
    EXPECT_EQ(codes({}, both), Codes());
    auto note = parse_note(site_.files.at("/log/checkpoint")).value();
    note.signatures[1].bytes[20] ^= 1;
    site_.files["/log/checkpoint"] = note.serialised();
    EXPECT_EQ(codes({}, one), Codes{"log_cosignature"}) << "a broken line of a known witness counts against the note";
    EXPECT_EQ(codes(), Codes()) << "who does not know the witness passes it over";
}

TEST(CharactersOfClass, AreThoseOfTheFirstElement) {
    EXPECT_EQ(characters_of_class("<p class='a doc-body b'>一 <b>二</b></p><p class='doc-body'>三</p>", "doc-body"), "一二");
    EXPECT_EQ(characters_of_class("<p class='doc-bodyguard'>一</p>", "doc-body"), std::nullopt);
}

}  // namespace
}  // namespace mingtang::translog
