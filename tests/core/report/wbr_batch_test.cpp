// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>
#include <unistd.h>

#include "core/base/random.h"
#include "core/report/document_pack.h"
#include "core/report/wbr_batch.h"
#include "wbr_world.h"

namespace plumbline::testing {
namespace {

namespace fs = std::filesystem;
using report::BatchItem;
using report::ReviewStatus;

std::string slurp(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {(std::istreambuf_iterator<char>(stream)), {}};
}

void write_markdown(const report::Document& d, const std::string& format, const fs::path& file) {
    std::ofstream(file, std::ios::binary) << (format == "md" ? report::to_markdown(d) : report::to_json(d).dump());
}

/// A folder that is gone afterwards, and a batch into it.
struct Batch {
    explicit Batch(const World& w, const std::string& name)
        : world(w), folder(fs::temp_directory_path() / ("plumbline_wbr_" + name + std::to_string(::getpid()))) {
        fs::remove_all(folder);
        request.review.week = IsoWeek{2026, 46};
        request.out = folder;
        request.formats = {"md", "json"};
        request.workspace = "Shop";
        request.created = "2026-11-16T06:00:00Z";
        request.now = "2026-11-17T06:00:00Z";
        request.scopes = report::review_scopes(context(), request.review, {"channel", "region"});
    }
    ~Batch() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    metrics::Context context() const { return {&world.info, world.engine.get(), world.cube.get()}; }
    std::vector<BatchItem> run(std::stop_token stop = {}) {
        NoProgress quiet;
        return report::run_reviews(context(), request, write, {}, quiet, stop);
    }
    std::vector<fs::path> visible() const {
        std::vector<fs::path> out;
        for (const auto& e : fs::directory_iterator(folder))
            if (e.is_regular_file()) out.push_back(e.path());
        std::ranges::sort(out);
        return out;
    }
    const World& world;
    fs::path folder;
    report::BatchRequest request;
    report::DocumentWriter write = write_markdown;
};

const World& shop_world() {
    static const World world = shop({.weeks = 20});
    return world;
}

TEST(ReviewBatch, WritesAReviewForEachPairOfValues) {
    Batch b(shop_world(), "pairs");
    const auto items = b.run();
    ASSERT_EQ(items.size(), 6u); // 3 channels x 2 regions
    for (const BatchItem& i : items) {
        EXPECT_EQ(i.status, ReviewStatus::done) << i.scope << ": " << i.reason;
        EXPECT_FALSE(i.cached);
        EXPECT_EQ(i.files.size(), 2u);
    }
    EXPECT_EQ(b.visible().size(), 12u);
}

TEST(ReviewBatch, RecomputesNothingTheSecondTime) {
    Batch b(shop_world(), "cache");
    b.run();
    std::atomic<int> computed = 0;
    b.request.review.before = [&](std::string_view) { ++computed; };
    for (const BatchItem& i : b.run()) EXPECT_TRUE(i.cached) << i.scope;
    EXPECT_EQ(computed, 0);
}

TEST(ReviewBatch, MakesAgainWhatOtherSettingsOrADamagedFileAskFor) {
    Batch b(shop_world(), "stale");
    b.run();
    std::ofstream(b.visible().front(), std::ios::app) << "x";
    auto items = b.run();
    EXPECT_EQ(std::ranges::count(items, false, &BatchItem::cached), 1);
    b.request.review.horizon = 4;
    items = b.run();
    EXPECT_EQ(std::ranges::count(items, false, &BatchItem::cached), 6);
}

TEST(ReviewBatch, GivesTheSameBytesWithOneThreadAndWithSeveral) {
    Batch one(shop_world(), "one"), two(shop_world(), "two");
    one.request.threads = 1;
    two.request.threads = 3;
    one.run();
    two.run();
    const auto a = one.visible(), b = two.visible();
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) EXPECT_EQ(slurp(a[i]), slurp(b[i])) << a[i].filename();
}

TEST(ReviewBatch, AScopeThatFailsDeliversItsLastGoodReviewUnderAnotherName) {
    Batch b(shop_world(), "last");
    b.request.scopes = {report::review_scope({{"channel", {"Search"}}}), report::review_scope({{"channel", {"Social"}}})};
    b.request.review.week = IsoWeek{2026, 45};
    b.run();
    b.request.review.week = IsoWeek{2026, 46};
    std::atomic<int> calls = 0;
    b.request.threads = 1;
    b.request.review.before = [&](std::string_view id) {
        if (id == "kpis" && ++calls == 1) throw Error(ErrorCode::query_failed, {{"detail", "gone"}});
    };
    const auto items = b.run();
    EXPECT_EQ(items[0].status, ReviewStatus::last_good);
    EXPECT_EQ(items[0].last_good_week, "2026-W45");
    EXPECT_FALSE(items[0].reason.empty());
    EXPECT_EQ(items[1].status, ReviewStatus::done);
    ASSERT_FALSE(items[0].files.empty());
    EXPECT_NE(items[0].files[0].find("last-good-2026-W45"), std::string::npos);
    const std::string text = slurp(items[0].files[0]);
    EXPECT_NE(text.find("This is not the review of 2026-W46"), std::string::npos);
    EXPECT_NE(text.find("17 Nov 2026"), std::string::npos);
}

TEST(ReviewBatch, AScopeWithoutAnyReviewSaysWhyAndLeavesNoFile) {
    Batch b(shop_world(), "none");
    b.request.review.before = [](std::string_view id) {
        if (id == "kpis") throw Error(ErrorCode::query_failed, {{"detail", "gone"}});
    };
    for (const BatchItem& i : b.run()) {
        EXPECT_EQ(i.status, ReviewStatus::failed);
        EXPECT_FALSE(i.reason.empty());
        EXPECT_TRUE(i.files.empty());
    }
    EXPECT_TRUE(b.visible().empty());
}

TEST(ReviewBatch, CanBeCancelledAndGoesOnWhereItStopped) {
    Batch b(shop_world(), "cancel");
    std::stop_source stop;
    int written = 0;
    b.request.threads = 1;
    b.write = [&](const report::Document& d, const std::string& format, const fs::path& file) {
        write_markdown(d, format, file);
        if (++written == 4) stop.request_stop(); // the second review is whole
    };
    EXPECT_THROW(b.run(stop.get_token()), Error);
    EXPECT_EQ(b.visible().size(), 4u);
    const auto items = b.run();
    EXPECT_EQ(std::ranges::count(items, true, &BatchItem::cached), 2);
    EXPECT_EQ(b.visible().size(), 12u);
}

TEST(ReviewBatch, KeepsTwoLabelsOfTheSameSpellingApart) {
    EXPECT_NE(report::review_scope({{"channel", {"a/b"}}}).slug, report::review_scope({{"channel", {"a b"}}}).slug);
    EXPECT_NE(report::review_scope({{"channel", {"Été"}}}).slug, report::review_scope({{"channel", {"Ete"}}}).slug);
    EXPECT_EQ(report::review_scope({{"channel", {"../../etc"}}}).slug.find('.'), std::string::npos);
}

TEST(ReviewPack, GivesTheSameDocumentBack) {
    const auto d = report::review_document(review(shop_world(), {}), "Shop", "2026-11-16T06:00:00Z", Language::fr);
    const auto again = report::unpack(report::pack(d));
    EXPECT_EQ(report::to_markdown(d), report::to_markdown(again));
    EXPECT_EQ(report::to_json(d), report::to_json(again));
    EXPECT_EQ(report::pack(d), report::pack(again));
    EXPECT_THROW(report::unpack("{}"), Error);
    EXPECT_THROW(report::unpack("half a doc"), Error);
}

/// What the folder holds for a scope is either the very review that an undisturbed run writes, or says on its face that it is
/// not.
void expect_honest(const Batch& b, const std::map<std::string, std::string>& truth, const std::string& what) {
    for (const fs::path& file : b.visible()) {
        const std::string text = slurp(file), name = file.filename().string();
        if (name.find("last-good") != std::string::npos) {
            EXPECT_NE(text.find("This is not the review of"), std::string::npos) << what << " " << name;
            continue;
        }
        const auto whole = truth.find(name);
        ASSERT_NE(whole, truth.end()) << what << " " << name;
        if (text != whole->second) {
            EXPECT_NE(text.find("Not whole"), std::string::npos) << what << " " << name << " differs and does not say so";
        }
    }
}

TEST(ReviewBatch, DeliversNothingPartialAsWholeWhateverFails) {
    Batch clean(shop_world(), "truth");
    clean.request.scopes.resize(2);
    clean.request.formats = {"md"};
    clean.run();
    std::map<std::string, std::string> truth;
    for (const fs::path& f : clean.visible()) truth[f.filename().string()] = slurp(f);
    ASSERT_EQ(truth.size(), 2u);

    Random random(46);
    const char* places[] = {"kpis",   "change", "channels", "campaigns", "funnel",  "outlook",
                            "pacing", "trust",  "market",   "method",    "glossary"};
    for (int i = 0; i < 20; ++i) {
        Batch b(shop_world(), "fault" + std::to_string(i));
        b.request.scopes = clean.request.scopes;
        b.request.formats = {"md"};
        const auto place = random.below(std::size(places) + 2);
        const uint64_t kind = random.below(3);
        const ErrorCode codes[] = {ErrorCode::query_failed, ErrorCode::disk_full, ErrorCode::network_failed};
        if (place < std::size(places))
            b.request.review.before = [&, place](std::string_view id) {
                if (id == places[place]) throw Error(codes[kind], {{"path", "x"}, {"detail", "planted"}});
            };
        else // the writer stops in the middle of a file
            b.write = [&](const report::Document& d, const std::string&, const fs::path& file) {
                const std::string text = report::to_markdown(d);
                std::ofstream(file, std::ios::binary) << text.substr(0, text.size() / 2);
                throw Error(ErrorCode::disk_full, {{"path", "x"}});
            };
        for (const BatchItem& item : b.run()) EXPECT_NE(item.status, ReviewStatus::done);
        expect_honest(b, truth, "fault " + std::to_string(i));
        // Once the fault is gone the same call mends it.
        b.request.review.before = {};
        b.write = write_markdown;
        for (const BatchItem& item : b.run()) EXPECT_EQ(item.status, ReviewStatus::done);
        for (const auto& [name, text] : truth) EXPECT_EQ(slurp(b.folder / name), text);
    }
}

TEST(ReviewBatch, AKilledRunLeavesWholeFilesOnlyAndTheNextGoesOn) {
    Batch clean(shop_world(), "unkilled");
    clean.request.scopes.resize(3);
    clean.request.threads = 1;
    clean.run();
    std::map<std::string, std::string> truth;
    for (const fs::path& f : clean.visible()) truth[f.filename().string()] = slurp(f);
    for (int moment = 1; moment <= 6; ++moment) {
        Batch b(shop_world(), "killed" + std::to_string(moment));
        b.request.scopes = clean.request.scopes;
        b.request.threads = 1;
        // The writer is where a kill hurts most: half of a file is on the disk.
        int written = 0;
        b.write = [&](const report::Document& d, const std::string& format, const fs::path& file) {
            const std::string text = format == "md" ? report::to_markdown(d) : report::to_json(d).dump();
            std::ofstream stream(file, std::ios::binary);
            stream << text.substr(0, ++written == moment ? text.size() / 2 : text.size());
            stream.flush();
            if (written == moment) throw Error(ErrorCode::cancelled); // as far as the folder goes, the same as a kill
        };
        EXPECT_THROW(b.run(), Error);
        for (const fs::path& f : b.visible()) EXPECT_EQ(slurp(f), truth[f.filename().string()]) << moment;
        b.write = write_markdown;
        b.run();
        for (const auto& [name, text] : truth) EXPECT_EQ(slurp(b.folder / name), text);
    }
}

} // namespace
} // namespace plumbline::testing
