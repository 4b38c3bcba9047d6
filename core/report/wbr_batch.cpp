// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/wbr_batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/narrate/narrator.h"
#include "core/report/document_pack.h"
#include "core/store/files.h"

namespace plumbline {
extern const std::string_view resource_narrative_en;
extern const std::string_view resource_narrative_fr;
} // namespace plumbline

namespace plumbline::report {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* made_by = "wbr 2"; ///< raised where the same input gives another text
constexpr size_t most_waiting = 4;       ///< reviews that wait to be written: bounds memory
constexpr int scope_weeks = 13;

std::string slug_of(const std::string& label) {
    std::string out;
    bool lossy = false;
    for (const char c : label) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
        else if (!out.empty() && out.back() != '_')
            out += '_', lossy = lossy || (c != ' ' && c != ',');
        else
            lossy = lossy || (c != ' ' && c != ',');
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    if (out.size() > 60) {
        out.resize(60);
        lossy = true;
    }
    // Two labels must never share a file.
    if (lossy || out.empty()) out += (out.empty() ? "" : "_") + sha256(label).substr(0, 8);
    return out;
}

json filters_json(const std::vector<metrics::Filter>& filters) {
    json out = json::array();
    for (const metrics::Filter& f : filters) out.push_back({f.dimension, f.values, f.exclude});
    return out;
}

/// Everything that decides the bytes of a review.
std::string key_of(const DatasetInfo& dataset, const BatchRequest& request, const ReviewScope& scope, const std::string& week) {
    const ReviewRequest& r = request.review;
    json j{{"by", made_by},
           {"version", PLUMBLINE_VERSION},
           {"templates", sha256(r.language == Language::fr ? resource_narrative_fr : resource_narrative_en)},
           {"data", dataset.fingerprint},
           {"dataset", dataset.name},
           {"week", week},
           {"scope", filters_json(scope.where)},
           {"metric", r.metric},
           {"language", r.language == Language::fr ? "fr" : "en"},
           {"horizon", r.horizon},
           {"seed", r.seed},
           {"workspace", request.workspace},
           {"created", request.created},
           {"brand", {request.brand.name, request.brand.colour, request.brand.paper, sha256(request.brand.logo)}},
           {"model", request.model},
           {"own", r.templates ? r.templates->digest : std::string()}};
    for (const ReportItem& i : r.items)
        if (concerns(dataset, i, scope.where))
            j["items"].push_back({i.title, i.sentence, i.made, filters_json(i.scope), i.chart ? packed_chart(*i.chart) : json(),
                                  i.table ? packed_table(*i.table) : json()});
    for (const metrics::Annotation& a : r.annotations)
        j["annotations"].push_back({to_iso(a.days.from), to_iso(a.days.to), a.text, a.kind, a.repeats, filters_json(a.where)});
    for (const metrics::Target& t : r.targets)
        j["targets"].push_back({t.metric, to_iso(t.days.from), to_iso(t.days.to), t.value, filters_json(t.where)});
    if (r.trust) {
        j["trust"] = r.trust->score;
        for (const TrustNote& n : r.trust->open) j["open"].push_back({n.title, n.evidence, n.severity});
        for (const segment::Doubt& d : r.trust->doubts)
            j["doubts"].push_back({d.dimension, d.name, d.role, to_text(Value(d.amount))});
    }
    for (const MarketSignal& m : r.market) {
        std::string text = m.name;
        for (size_t i = 0; i < m.days.size(); ++i) text += to_iso(m.days[i]) + to_text(Value(m.values[i]));
        j["market"].push_back(sha256(text));
    }
    return sha256(j.dump(-1, ' ', false, json::error_handler_t::replace));
}

void write_whole(const fs::path& file, const std::string& text) {
    const fs::path part = file.string() + ".part";
    {
        std::ofstream stream(part, std::ios::binary);
        stream << text;
        stream.close();
        if (!stream) {
            std::error_code ignored;
            fs::remove(part, ignored);
            throw Error(ErrorCode::write_failed,
                        {{"path", file.string()}, {"detail", "the folder cannot be written to, or the disk is full"}});
        }
    }
    store::move_file(part, file);
}

std::optional<json> read_json(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    json j = json::parse(stream, nullptr, false);
    return j.is_object() ? std::optional(std::move(j)) : std::nullopt;
}

fs::path memory_of(const fs::path& out) { return out / ".plumbline"; }
fs::path record_of(const fs::path& out, const std::string& slug, const std::string& week) {
    return memory_of(out) / ("wbr_" + week + "_" + slug + ".json");
}

/// Whether what is on the disk is just what a run with this key has written.
std::optional<json> still_good(const BatchRequest& request, const ReviewScope& scope, const std::string& week,
                               const std::string& key) {
    auto j = read_json(record_of(request.out, scope.slug, week));
    if (!j || j->value("key", "") != key || !j->value("whole", false) || !j->contains("files")) return std::nullopt;
    // A model that could not be asked is asked again.
    if (!request.model.empty() && !j->value("narrative_reason", "").empty()) return std::nullopt;
    for (const std::string& format : request.formats) {
        const auto& files = (*j)["files"];
        if (!files.contains(format)) return std::nullopt;
        const fs::path file = request.out / files[format].value("name", "");
        std::error_code error;
        if (!fs::is_regular_file(file, error)) return std::nullopt;
        try {
            if (sha256_file(file) != files[format].value("sha256", "")) return std::nullopt;
        } catch (const Error&) {
            return std::nullopt;
        }
    }
    return j;
}

std::string reason_of(const Error& e, Language language) {
    const ErrorText t = e.text(language);
    return t.what_happened;
}

/// The last whole review of a scope before a week; nothing where there is none that can still be read.
std::optional<std::pair<json, Document>> last_good(const BatchRequest& request, const std::string& slug,
                                                   const std::string& week) {
    std::error_code error;
    std::vector<std::pair<std::string, fs::path>> found;
    for (const auto& entry : fs::directory_iterator(memory_of(request.out), error)) {
        const std::string name = entry.path().filename().string();
        const std::string tail = "_" + slug + ".json";
        if (!name.starts_with("wbr_") || !name.ends_with(tail) || name.size() != 4 + 8 + tail.size()) continue;
        const std::string of = name.substr(4, 8);
        if (of <= week) found.emplace_back(of, entry.path());
    }
    std::ranges::sort(found, std::greater{}, [](const auto& f) { return f.first; });
    for (const auto& [of, path] : found) {
        const auto j = read_json(path);
        if (!j || !j->value("whole", false)) continue;
        const fs::path packed = memory_of(request.out) / j->value("pack", "");
        std::ifstream stream(packed, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(stream)), {});
        if (text.empty() || sha256(text) != j->value("pack_sha256", "")) continue;
        try {
            return std::pair{*j, unpack(text)};
        } catch (const Error&) {
            continue;
        }
    }
    return std::nullopt;
}

/// A review that is computed and waits to be written.
struct Made {
    size_t at = 0;
    std::optional<Review> review;
    std::optional<Error> error;
    double ms = 0;
};

class Runner {
public:
    Runner(const metrics::Context& context, const BatchRequest& request, const DocumentWriter& write, const CubeSource& cube,
           Progress& progress, std::stop_token stop)
        : m_context(context), m_request(request), m_write(write), m_cube_source(cube), m_progress(progress),
          m_stop(std::move(stop)) {}

    std::vector<BatchItem> run() {
        m_week = week_id(*m_request.review.week);
        std::error_code error;
        fs::create_directories(memory_of(m_request.out), error);
        if (error) throw Error(ErrorCode::write_failed, {{"path", m_request.out.string()}, {"detail", error.message()}});
        m_items.resize(m_request.scopes.size());
        m_keys.resize(m_request.scopes.size());
        std::vector<size_t> todo;
        for (size_t i = 0; i < m_items.size(); ++i) {
            throw_if_stopped(m_stop);
            const ReviewScope& scope = m_request.scopes[i];
            m_items[i].scope = scope.label;
            m_keys[i] = key_of(*m_context.dataset, m_request, scope, m_week);
            if (const auto j = still_good(m_request, scope, m_week, m_keys[i])) {
                m_items[i].cached = true;
                m_items[i].headline = j->value("headline", "");
                if (j->contains("score")) m_items[i].score = (*j)["score"].get<double>();
                for (const std::string& format : m_request.formats)
                    m_items[i].files.push_back((m_request.out / (*j)["files"][format].value("name", "")).string());
                ++m_done;
            } else {
                todo.push_back(i);
            }
        }
        if (!todo.empty()) work(todo);
        m_progress.step(1, "reviews");
        return std::move(m_items);
    }

private:
    const metrics::Context& m_context;
    const BatchRequest& m_request;
    const DocumentWriter& m_write;
    const CubeSource& m_cube_source;
    Progress& m_progress;
    std::stop_token m_stop;
    std::string m_week;
    std::vector<BatchItem> m_items;
    std::vector<std::string> m_keys;
    size_t m_done = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Made> m_made;

    void work(const std::vector<size_t>& todo) {
        const std::shared_ptr<const metrics::Cube> cube = m_cube_source ? m_cube_source() : nullptr;
        metrics::Context context = m_context;
        if (cube) context.cube = cube.get();
        std::atomic<size_t> next = 0;
        std::stop_source inner;
        const auto machine = static_cast<unsigned>(worker_threads());
        const size_t n = std::min(todo.size(), m_request.threads > 0 ? static_cast<size_t>(m_request.threads) : machine);
        std::vector<std::jthread> threads;
        const std::stop_callback forward(m_stop, [&] { inner.request_stop(); });
        struct Stopper {
            std::stop_source& source;
            std::condition_variable& changed;
            ~Stopper() {
                source.request_stop();
                changed.notify_all();
            }
        };
        for (size_t t = 0; t < n; ++t)
            threads.emplace_back([&] {
                NoProgress quiet;
                while (!inner.stop_requested()) {
                    const size_t k = next++;
                    if (k >= todo.size()) return;
                    Made made;
                    made.at = todo[k];
                    const auto begin = std::chrono::steady_clock::now();
                    try {
                        ReviewRequest one = m_request.review;
                        one.scope = m_request.scopes[made.at].where;
                        made.review = build_review(context, one, quiet, inner.get_token());
                    } catch (const Error& e) {
                        made.error = e;
                    } catch (const std::exception& e) {
                        made.error = Error(ErrorCode::internal, {{"detail", e.what()}});
                    }
                    made.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
                    std::unique_lock lock(m_mutex);
                    m_changed.wait(lock, [&] { return m_made.size() < most_waiting || inner.stop_requested(); });
                    m_made.push_back(std::move(made));
                    m_changed.notify_all();
                }
            });
        const Stopper stopper{inner, m_changed};
        for (size_t written = 0; written < todo.size(); ++written) {
            Made made;
            {
                std::unique_lock lock(m_mutex);
                while (m_made.empty()) {
                    m_changed.wait_for(lock, std::chrono::milliseconds(50));
                    throw_if_stopped(m_stop);
                }
                made = std::move(m_made.front());
                m_made.pop_front();
                m_changed.notify_all();
            }
            throw_if_stopped(m_stop);
            deliver(std::move(made));
            m_progress.step(static_cast<double>(++m_done) / static_cast<double>(m_items.size()), "reviews");
        }
    }

    /// All formats, first under names that nobody reads, then in place.
    json put(const Document& document, const std::string& stem, std::vector<std::string>& files) {
        std::vector<std::pair<fs::path, fs::path>> moves;
        json out = json::object();
        const auto clean = [&] {
            std::error_code ignored;
            for (const auto& [part, file] : moves) fs::remove(part, ignored);
        };
        try {
            for (const std::string& format : m_request.formats) {
                const std::string name = stem + "." + format;
                const fs::path file = m_request.out / name, part = memory_of(m_request.out) / (name + ".part");
                moves.emplace_back(part, file);
                m_write(document, format, part);
                if (!fs::is_regular_file(part) || fs::file_size(part) == 0)
                    throw Error(ErrorCode::report_failed, {{"file", file.string()}, {"detail", "nothing was written"}});
                out[format] = {{"name", name}, {"sha256", sha256_file(part)}};
            }
            for (const auto& [part, file] : moves) {
                store::move_file(part, file);
                files.push_back(file.string());
            }
        } catch (...) {
            clean();
            throw;
        }
        return out;
    }

    void deliver(Made made) {
        BatchItem& item = m_items[made.at];
        const ReviewScope& scope = m_request.scopes[made.at];
        item.ms = made.ms;
        if (made.error && made.error->code() == ErrorCode::cancelled) throw *made.error;
        if (made.review) {
            try {
                write_review(item, scope, *made.review, m_keys[made.at]);
                return;
            } catch (const Error& e) {
                if (e.code() == ErrorCode::cancelled) throw;
                made.error = e;
            } catch (const std::exception& e) {
                made.error = Error(ErrorCode::report_failed, {{"file", scope.slug}, {"detail", e.what()}});
            }
        }
        item.files.clear();
        item.reason = reason_of(*made.error, m_request.review.language);
        item.status = ReviewStatus::failed;
        try {
            deliver_last(item, scope);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            item.reason += " " + reason_of(e, m_request.review.language);
        } catch (const std::exception& e) {
            item.reason += std::string(" ") + e.what();
        }
    }

    void write_review(BatchItem& item, const ReviewScope& scope, const Review& review, const std::string& key) {
        Document document = review_document(review, m_request.workspace, m_request.created, m_request.review.language);
        document.brand = m_request.brand;
        item.narrative = review.narrative;
        item.text = review.score;
        item.headline = review.headline;
        item.score = review.score.total();
        item.failed_sections = review.failed();
        const json files = put(document, "wbr_" + m_week + "_" + scope.slug, item.files);
        if (!review.whole()) {
            item.status = ReviewStatus::incomplete;
            for (const ReviewSection& s : review.sections)
                if (s.state == SectionState::failed) item.reason += (item.reason.empty() ? "" : " ") + s.title + ": " + s.reason;
        }
        const std::string packed = pack(document), pack_name = "wbr_" + m_week + "_" + scope.slug + ".pack";
        // What is kept of the last whole one is not replaced by one that is not.
        if (review.whole()) {
            write_whole(memory_of(m_request.out) / pack_name, packed);
            write_whole(record_of(m_request.out, scope.slug, m_week),
                        json{{"key", key},
                             {"scope", scope.label},
                             {"slug", scope.slug},
                             {"week", m_week},
                             {"created", m_request.created},
                             {"made", m_request.now},
                             {"fingerprint", review.fingerprint},
                             {"headline", review.headline},
                             {"whole", true},
                             {"score", review.score.total()},
                             {"scores",
                              {{"grounded", review.score.grounded},
                               {"complete", review.score.complete},
                               {"concise", review.score.concise},
                               {"actionable", review.score.actionable},
                               {"language", review.score.language}}},
                             {"pack", pack_name},
                             {"pack_sha256", sha256(packed)},
                             {"language", m_request.review.language == Language::fr ? "fr" : "en"},
                             {"version", review.narrative.version},
                             {"model", review.narrative.model},
                             {"narrative_reason", review.narrative.reason},
                             {"files", files}}
                            .dump(1));
        }
    }

    void deliver_last(BatchItem& item, const ReviewScope& scope) {
        auto last = last_good(m_request, scope.slug, m_week);
        if (!last) return;
        auto& [record, document] = *last;
        document.brand = m_request.brand;
        const narrate::Narrator narrator(m_request.review.language);
        const std::string of = record.value("week", ""), made = record.value("created", ""), now = m_request.now;
        auto day = [&](const std::string& stamp) {
            const auto d = parse_iso_date(stamp.substr(0, std::min<size_t>(10, stamp.size())));
            return d ? format_date(*d, m_request.review.language) : stamp;
        };
        document.blocks.insert(
            document.blocks.begin(),
            Paragraph{narrator.say(
                "wbr.last_good",
                {{"week", m_week}, {"date", day(now)}, {"reason", item.reason}, {"last", of}, {"made", day(made)}})});
        // An own name: nobody takes it for the review of this week.
        put(document, "wbr_" + m_week + "_" + scope.slug + "_last-good-" + of, item.files);
        item.status = ReviewStatus::last_good;
        item.last_good_week = of;
        item.headline = record.value("headline", "");
    }
};

} // namespace

const char* review_status_id(ReviewStatus status) {
    switch (status) {
    case ReviewStatus::done: return "done";
    case ReviewStatus::incomplete: return "incomplete";
    case ReviewStatus::last_good: return "last_good";
    case ReviewStatus::failed: return "failed";
    }
    return "failed";
}

ReviewScope review_scope(const std::vector<metrics::Filter>& where) {
    ReviewScope s{where, {}, {}};
    for (const metrics::Filter& f : where)
        for (const std::string& v : f.values)
            s.label += (s.label.empty() ? "" : ", ") + std::string(f.exclude ? "not " : "") + (v.empty() ? "-" : v);
    if (s.label.empty()) s.label = "all";
    s.slug = slug_of(s.label);
    return s;
}

std::vector<ReviewScope> review_scopes(const metrics::Context& context, const ReviewRequest& request,
                                       const std::vector<std::string>& dimensions, std::stop_token stop) {
    if (dimensions.empty()) return {review_scope({})};
    if (dimensions.size() > 2)
        throw Error(ErrorCode::usage, {{"detail", "Reviews are written by one dimension or by two."},
                                       {"detail_fr", "Les revues s'écrivent par une dimension ou par deux."}});
    metrics::Query q;
    q.metrics = {request.metric};
    q.by = dimensions;
    q.order = metrics::Order{request.metric, true};
    if (request.week && context.dataset->dates) {
        const Date sunday = from_iso_week(*request.week) + 6;
        q.period = DateRange{std::max(context.dataset->dates->from, sunday - (scope_weeks * 7 - 1)), sunday};
    }
    const Table t = metrics::run(context, q, stop).table;
    std::vector<ReviewScope> out;
    std::set<std::string> slugs;
    for (size_t r = 0; r < t.rows(); ++r) {
        std::vector<metrics::Filter> where;
        for (size_t d = 0; d < dimensions.size(); ++d)
            where.push_back({dimensions[d], {t.column(d).is_null(r) ? "" : t.column(d).text(r)}, false});
        ReviewScope scope = review_scope(where);
        if (!slugs.insert(scope.slug).second)
            scope.slug += "_" + sha256(filters_json(where).dump(-1, ' ', false, json::error_handler_t::replace)).substr(0, 8);
        slugs.insert(scope.slug);
        out.push_back(std::move(scope));
    }
    return out;
}

std::vector<BatchItem> run_reviews(const metrics::Context& context, const BatchRequest& request, const DocumentWriter& write,
                                   const CubeSource& cube, Progress& progress, std::stop_token stop) {
    if (!request.review.week) throw Error(ErrorCode::internal, {{"detail", "a batch of reviews without a week"}});
    return Runner(context, request, write, cube, progress, std::move(stop)).run();
}

std::vector<KnownReview> known_reviews(const fs::path& out) {
    std::vector<KnownReview> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(memory_of(out), error)) {
        if (entry.path().extension() != ".json") continue;
        const auto j = read_json(entry.path());
        if (!j || !j->contains("files")) continue;
        KnownReview k{j->value("scope", ""),
                      j->value("slug", ""),
                      j->value("week", ""),
                      j->value("created", ""),
                      j->value("fingerprint", ""),
                      j->value("headline", ""),
                      j->value("whole", false),
                      {},
                      std::nullopt,
                      {},
                      j->value("language", ""),
                      j->value("version", ""),
                      j->value("model", ""),
                      j->value("narrative_reason", ""),
                      j->value("made", "")};
        if (j->contains("score") && (*j)["score"].is_number()) k.score = (*j)["score"].get<double>();
        for (const auto& [format, file] : (*j)["files"].items()) k.files.push_back((out / file.value("name", "")).string());
        k.pack = (memory_of(out) / j->value("pack", "")).string();
        found.push_back(std::move(k));
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) { return std::tie(b.week, a.scope) < std::tie(a.week, b.scope); });
    return found;
}

} // namespace plumbline::report
