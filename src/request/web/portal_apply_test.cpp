#include "request/web/portal_fixture.hpp"

namespace mingtang::request::portal {
namespace {

class Applying : public ApplicantsPages {};
BOTH_DATABASES(Applying);

TEST_P(Applying, the_first_page_names_the_organs_that_take_applications) {
    auto system = organ::Actor::of_system("test");
    run(system, [&](Context& in) {
        return organ::create_unit(in, {.code = "gongjiao", .name = "清河县公共交通公司", .kind = organ::UnitKind::enterprise});
    }).value();
    run(system, [&](Context& in) -> Done {
        auto unit = organ::store::unit_by_id(in.tx, county_).value();
        unit.duties = "全县经济工作";
        organ::store::save(in.tx, unit);
        return {};
    });
    auto all = page("/request");
    EXPECT_THAT(all, HasSubstr("清河县教育局"));
    EXPECT_THAT(all, HasSubstr("/request/new?unit=jiaoyu"));
    EXPECT_THAT(all, HasSubstr("清河县育才路8号"));
    EXPECT_THAT(all, Not(HasSubstr("公共交通公司")));
    auto narrowed = page("/request?organ=经济");
    EXPECT_THAT(narrowed, HasSubstr("清河县人民政府</h3>"));
    EXPECT_THAT(narrowed, Not(HasSubstr("教育局")));
    EXPECT_THAT(page("/request?organ=饕餮"), HasSubstr("没有职责里写着“饕餮”的机关"));
}

TEST_P(Applying, a_unit_that_takes_none_has_no_form) {
    run(organ::Actor::of_system("test"), [&](Context& in) {
        return save_office(in, {.unit_id = unit_, .takes_applications = false});
    }).value();
    EXPECT_THAT(page("/request"), Not(HasSubstr("教育局")));
    EXPECT_EQ(to(get("/request/new?unit=jiaoyu")), "/request#organs");
    EXPECT_EQ(to(get("/request/new?unit=nowhere")), "/request#organs");
    auto refused = post("/request/new", typed());
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(body(refused), HasSubstr("校车经费"));
}

TEST_P(Applying, asks_nothing_about_a_purpose) {
    auto form = page("/request/new?unit=jiaoyu");
    for (auto word : {"用途<", "生产、生活、科研", "name=\"purpose\""}) EXPECT_THAT(form, Not(HasSubstr(word)));
}

TEST_P(Applying, from_the_form_over_the_check_to_the_receipt) {
    auto upload = with_file(request(Method::post, "/request/new", with(typed(), "wants_mail", "1")), "identity", "身份证.txt", "证明");
    EXPECT_EQ(to(answer(upload)), "/request/check");
    EXPECT_EQ(newest_count(), 0);
    auto check = page("/request/check");
    for (auto said : {"清河县教育局", "校车经费", "王小明", "11010519491231002x", "身份证.txt", "用来告知办理进度"})
        EXPECT_THAT(check, HasSubstr(said));
    EXPECT_EQ(to(post("/request/check", {{"csrf_token", token_on(check)}})), "/request/receipt");
    auto receipt = page("/request/receipt");
    auto made = newest();
    EXPECT_EQ(text_in(receipt, "receipt-number"), made.case_number);
    EXPECT_EQ(made.state, State::arrived);
    EXPECT_EQ(made.source, Source::portal);
    EXPECT_THAT(receipt, HasSubstr("https://www.qinghe.example/request/follow"));
    auto files = read([&](auto& tx) { return store::files_of(tx, made.id); });
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0].role, CaseFile::Role::identity);
    EXPECT_TRUE(files[0].by_applicant);
    EXPECT_EQ(run(handler_, [&](Context& in) -> Outcome<std::string> { return content_of(in, files[0]).value(); }).value(), "证明");
}

TEST_P(Applying, pressed_twice_it_is_one_application_with_one_receipt) {
    post("/request/new", typed());
    auto token = token_on(page("/request/check"));
    EXPECT_EQ(to(post("/request/check", {{"csrf_token", token}})), "/request/receipt");
    auto first = page("/request/receipt");
    EXPECT_EQ(to(post("/request/check", {{"csrf_token", token}})), "/request/receipt");
    EXPECT_EQ(newest_count(), 1);
    EXPECT_EQ(text_in(page("/request/receipt"), "receipt-code"), text_in(first, "receipt-code"));
    // After a while the code is not shown any more.
    clock_.advance(std::chrono::minutes(receipt_minutes + 1));
    auto gone = get("/request/receipt");
    EXPECT_EQ(gone.status, 422);
    EXPECT_THAT(body(gone), HasSubstr("换一个新的查询码"));
}

TEST_P(Applying, every_fault_stands_beside_its_field_and_nothing_typed_is_lost) {
    auto form = with(with(with(with(typed(), "name", ""), "proof_number", "110105194912310021"), "email", "不是邮箱"), "wants_mail", "1");
    auto refused = answer(with_file(request(Method::post, "/request/new", form), "application", "线索.txt", "内容"));
    EXPECT_EQ(refused.status, 422);
    auto shown = body(refused);
    EXPECT_THAT(shown, HasSubstr("有 3 处要改"));
    for (auto field : {"name-error", "proof_number-error", "email-error"})
        EXPECT_THAT(shown, HasSubstr(std::string("id=\"") + field + "\""));
    for (auto kept : {"校车经费", "不是邮箱", "110105194912310021", "线索.txt"}) EXPECT_THAT(shown, HasSubstr(kept));
    // With the faults mended, the file of the first time goes along.
    EXPECT_EQ(to(post("/request/new", typed())), "/request/check");
    EXPECT_THAT(page("/request/check"), HasSubstr("线索.txt"));
    EXPECT_THAT(page("/request/new?again=1"), HasSubstr("王小明"));
}

TEST_P(Applying, a_file_that_does_not_fit_is_refused_and_the_others_stay) {
    auto made = with_file(request(Method::post, "/request/new", typed()), "application", "好的.txt", "内容");
    made = with_file(std::move(made), "application", "程序.exe", "MZ");
    auto refused = answer(made);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(body(refused), HasSubstr("好的.txt"));
    EXPECT_THAT(body(refused), HasSubstr("程序.exe"));
    // One that was kept can be taken out again.
    static std::regex const box(R"re(name="drop_file" value="(\d+)")re");
    std::smatch found;
    auto shown = body(refused);
    ASSERT_TRUE(std::regex_search(shown, found, box));
    post("/request/new", with(typed(), "drop_file", found[1].str()));
    EXPECT_THAT(page("/request/check"), Not(HasSubstr("好的.txt")));
}

TEST_P(Applying, what_is_published_already_ends_it_and_is_counted) {
    published_ = {
        {.disclosure_id = 42, .title = "2025年校车经费决算", .unit = "县教育局", .published_on = "2026-03-01", .snippet = "校车"}};
    EXPECT_THAT(body(post("/request/known", {{"description", "校车经费"}})), HasSubstr("2025年校车经费决算"));
    post("/request/new", typed());
    auto check = page("/request/check");
    EXPECT_THAT(check, HasSubstr("先看看是不是已经公开"));
    auto token = token_on(check);
    EXPECT_EQ(post("/request/found", {{"csrf_token", token}, {"disclosure_id", "7"}}).status, 422);
    EXPECT_EQ(to(post("/request/found", {{"csrf_token", token}, {"disclosure_id", "42"}})), "/disclosure/42");
    EXPECT_EQ(newest_count(), 0);
    auto times =
        read([&](auto& tx) { return storage::select_one<long long>(tx, "select times from request_found where disclosure_id = 42"); });
    EXPECT_EQ(times, 1);
    EXPECT_EQ(get("/request/check").status, 422);
}

TEST_P(Applying, what_fills_in_everything_is_told_so) {
    auto refused = post("/request/new", with(typed(), "website", "http://spam.example"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(body(refused), HasSubstr("有一格是不用填的"));
}

TEST_P(Applying, forms_of_other_sites_do_nothing) {
    auto foreign = request(Method::post, "/request/new", typed());
    foreign.headers = {};
    foreign.headers.add("sec-fetch-site", "cross-site");
    EXPECT_EQ(answer(foreign).status, 422);
    post("/request/new", typed());
    EXPECT_EQ(post("/request/check", {{"csrf_token", "00"}}).status, 422);
    EXPECT_EQ(newest_count(), 0);
}

TEST_P(Applying, too_many_from_one_address_wait) {
    for (int i = 0; i < applications.most; ++i) {
        sent();
        cookies_.clear();
    }
    post("/request/new", typed());
    auto refused = post("/request/check", {{"csrf_token", token_on(page("/request/check"))}});
    EXPECT_THAT(body(refused), HasSubstr("提交得太多了"));
    EXPECT_EQ(newest_count(), applications.most);
    address_ = "203.0.113.8";
    EXPECT_EQ(to(post("/request/check", {{"csrf_token", token_on(page("/request/check"))}})), "/request/receipt");
}

TEST_P(Applying, drafts_out_of_time_go_with_their_files) {
    answer(with_file(request(Method::post, "/request/new", typed()), "application", "线索.txt", "内容"));
    auto stored = [&] { return read([&](auto& tx) { return storage::select<std::string>(tx, "select sha256 from request_file"); }); };
    auto sealed = stored();
    ASSERT_EQ(sealed.size(), 1u);
    clock_.advance(std::chrono::minutes(draft_minutes + 1));
    EXPECT_EQ(get("/request/check").status, 422);
    run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
        remove_old_drafts(in);
        return {};
    });
    EXPECT_TRUE(stored().empty());
    EXPECT_FALSE(blobs_.file(sealed[0]).has_value());
    EXPECT_TRUE(read([&](auto& tx) { return storage::select<Id>(tx, "select id from request_draft"); }).empty());
}

TEST_P(Applying, a_draft_is_cleared_when_its_writer_wants) {
    post("/request/new", typed());
    EXPECT_EQ(to(post("/request/discard", {{"csrf_token", token_on(page("/request/check"))}})), "/request");
    EXPECT_TRUE(cookies_.empty());
    EXPECT_TRUE(read([&](auto& tx) { return storage::select<Id>(tx, "select id from request_draft"); }).empty());
}

TEST_P(Applying, nothing_typed_stands_in_the_clear) {
    post("/request/new", typed());
    auto forms = read([&](auto& tx) { return storage::select<std::string>(tx, "select form from request_draft"); });
    ASSERT_EQ(forms.size(), 1u);
    for (auto secret : {"王小明", "11010519491231002", "校车"}) EXPECT_THAT(forms[0], Not(HasSubstr(secret)));
    EXPECT_EQ(pages_.figures().bytes, 0u);
    EXPECT_EQ(*get("/request/check").header("Cache-Control"), "no-store");
}

TEST_P(Applying, an_amendment_of_ones_own_record_is_followed_like_an_application) {
    Typed form = typed();
    std::erase_if(form, [](auto const& one) { return one.first == "supply_form" || one.first == "supply_by"; });
    EXPECT_EQ(post("/request/amend", with(form, "description", "")).status, 422);
    EXPECT_EQ(to(answer(with_file(request(Method::post, "/request/amend", with(form, "description", "学籍姓名写错")), "amendment",
                                  "证据.txt", "证"))),
              "/request/check");
    EXPECT_EQ(to(post("/request/check", {{"csrf_token", token_on(page("/request/check"))}})), "/request/receipt");
    auto receipt = page("/request/receipt");
    EXPECT_EQ(to(follow({text_in(receipt, "receipt-number"), text_in(receipt, "receipt-code")})), "/request/case");
    auto shown = page("/request/case");
    for (auto said : {"学籍姓名写错", "证据.txt", "机关正在审核"}) EXPECT_THAT(shown, HasSubstr(said));
}

}  // namespace
}  // namespace mingtang::request::portal
