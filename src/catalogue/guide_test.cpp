#include "catalogue/guide.hpp"

#include <gmock/gmock.h>

namespace mingtang::catalogue {
namespace {

TEST(Guide, ElementsOfArticleTwelve) {
    organ::Unit unit{
        .address = "云溪大道1号", .hours = "9:00-17:00", .telephone = "0990-5550101", .fax = "0990-5550102", .email = "a@b.example"};
    EXPECT_TRUE(missing_of_guide(unit, 3).empty());
    unit.email.clear(), unit.website = "www.b.example";
    EXPECT_TRUE(missing_of_guide(unit, 3).empty()) << "mail or site";
    EXPECT_THAT(missing_of_guide({}, 0), testing::ElementsAre("catalogue", "address", "hours", "telephone", "fax", "online"));
}

}  // namespace
}  // namespace mingtang::catalogue
