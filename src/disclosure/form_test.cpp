#include "disclosure/life_fixture.hpp"

namespace mingtang::disclosure {
namespace {

class Forms : public Life {};

TEST_P(Forms, AttachmentsOfAWithdrawnDisclosureAreNotPublic) {
    auto draft = started();
    auto file_in = temporary("%PDF-1.4 content");
    auto attachment = run(filer_, [&](Context& in) { return attach(in, draft, {.name = "附件1：预算表.pdf", .path = file_in}); }).value();
    EXPECT_FALSE(read([&](auto& tx) { return store::is_attachment_public(tx, attachment); }));
    run(filer_, [&](Context& in) { return file(in, draft, ""); });
    run(reviewer_, [&](Context& in) { return pass(in, draft, ""); });
    run(secrecy_, [&](Context& in) { return review_secrecy(in, draft, {.checked = "全文", .basis = "不涉密"}); });
    auto id = run(office_, [&](Context& in) { return publish(in, draft, ""); }).value().disclosure_id;
    EXPECT_TRUE(read([&](auto& tx) { return store::is_attachment_public(tx, attachment); }));
    run(office_, [&](Context& in) { return withdraw(in, id, "发布有误，需要更正"); });
    EXPECT_FALSE(read([&](auto& tx) { return store::is_attachment_public(tx, attachment); }));
}

TEST_P(Forms, HostileAttachments) {
    auto draft = started();
    struct Row {
        std::string name, content, code;
    };
    for (auto const& row : std::vector<Row>{
             {"x.svg", "<svg onload=alert(1)>", "disclosure.attach.bad_type"},
             {"x.html", "<script>", "disclosure.attach.bad_type"},
             {"x.pdf", "MZ\x90 program", "disclosure.attach.wrong_content"},
             {"x.pdf", "", "disclosure.attach.empty"},
             {".pdf", "%PDF-", "disclosure.attach.name"},
             {"", "%PDF-", "disclosure.attach.name"},
             {std::string(600, 'a') + ".pdf", "%PDF-", "disclosure.attach.name"},
             {"report.pdf\u202Efdp.exe", "%PDF-", "disclosure.attach.bad_type"},
             {"../../etc/passwd", "root", "disclosure.attach.bad_type"},
         }) {
        auto path = temporary(row.content);
        auto done = run(filer_, [&](Context& in) { return attach(in, draft, {.name = row.name, .path = path}); });
        EXPECT_TRUE(done.has_error() && done.error().code == row.code) << row.name;
    }
    auto path = temporary("%PDF-1.7");
    EXPECT_EQ(run(filer_, [&](Context& in) { return attach(in, draft, {.name = "C:\\公文\\附件\u202E1.pdf", .path = path}); }).value().name,
              "附件1.pdf");
}

TEST_P(Forms, TwoAtOnceTheSecondSeesIt) {
    auto id = started();
    ASSERT_TRUE(run(filer_, [&](Context& in) { return save(in, id, 1, form("甲")); }));
    auto second = run(filer_, [&](Context& in) { return save(in, id, 1, form("乙")); });
    EXPECT_EQ(second.error().code, "disclosure.save.conflict");
    EXPECT_EQ(status_of(second.error()), 409);
    EXPECT_EQ(read([&](auto& tx) { return store::edition(tx, id)->title; }), "甲");
}

TEST_P(Forms, AFormSaysWhatIsWrong) {
    struct Row {
        std::function<void(DraftForm&)> spoil;
        std::string code, field;
    };
    for (auto const& row : std::vector<Row>{
             {[](auto& f) { f.title = std::string(201, 'x'); }, "disclosure.save.too_long", "title"},
             {[](auto& f) { f.produced_on = "2026-02-30"; }, "disclosure.save.bad_date", "produced_on"},
             {[](auto& f) { f.kind = "poem"; }, "disclosure.save.unknown_choice", "kind"},
             {[](auto& f) { f.catalogue_item_id = "999"; }, "disclosure.save.unknown_item", "catalogue_item_id"},
             {[](auto& f) { f.subjects = {"nothing"}; }, "disclosure.save.unknown_subject", "subjects"},
             {[](auto& f) { f.ground = "because"; }, "disclosure.save.unknown_choice", "ground"},
             {[](auto& f) { f.interprets = "x/1"; }, "disclosure.save.unknown_interpreted", "interprets"},
         }) {
        auto spoiled = form();
        row.spoil(spoiled);
        auto done = run(filer_, [&](Context& in) { return start(in, unit_, spoiled); });
        EXPECT_EQ(done.error().code, row.code);
        EXPECT_EQ(done.error().field, row.field);
    }
}

TEST_P(Forms, FilingAsksForWhatTheLawAsks) {
    struct Row {
        std::function<void(DraftForm&)> spoil;
        std::string code;
    };
    for (auto const& row : std::vector<Row>{
             {[](auto& f) { f.title.clear(); }, "disclosure.file.missing_title"},
             {[](auto& f) { f.catalogue_item_id.clear(); }, "disclosure.file.missing_catalogue_item_id"},
             {[](auto& f) { f.produced_on.clear(); }, "disclosure.file.missing_produced_on"},
             {[](auto& f) { f.produced_on = "2026-12-01"; }, "disclosure.file.produced_later"},
             {[](auto& f) { f.body = "<p> </p>"; }, "disclosure.file.missing_body"},
             {[](auto& f) { f.source_kind = "obtained"; }, "disclosure.file.missing_source_name"},
             {[](auto& f) { f.way = "withheld"; }, "disclosure.file.missing_ground"},
             {[](auto& f) { f.way = "withheld", f.ground = "state_secret"; }, "disclosure.file.missing_review_again_on"},
         }) {
        auto spoiled = form();
        row.spoil(spoiled);
        auto id = run(filer_, [&](Context& in) { return start(in, unit_, spoiled); }).value().id;
        EXPECT_EQ(run(filer_, [&](Context& in) { return file(in, id, ""); }).error().code, row.code);
    }
}

INSTANTIATE_TEST_SUITE_P(Both, Forms, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::disclosure
