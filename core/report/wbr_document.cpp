// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/narrate/narrator.h"
#include "core/report/wbr.h"
#include "core/table/table.h"

namespace plumbline::report {

namespace {

constexpr size_t most_rows_beside = 7;

template <class T>
const T* first_block(const Review& review, std::string_view section) {
    for (const ReviewSection& s : review.sections)
        if (s.id == section)
            for (const Block& b : s.blocks)
                if (const auto* found = std::get_if<T>(&b)) return found;
    return nullptr;
}

/// The channels as they fit on the first page.
TableSpec beside(TableSpec table) {
    if (table.rows.size() > most_rows_beside) table.rows.resize(most_rows_beside);
    table.note.clear();
    return table;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

} // namespace

std::string facts_csv(const Review& review) {
    std::string out = "id,metric,unit,from,to,where,value\n";
    for (const ReviewFact& f : review.facts) {
        std::string where;
        for (const metrics::Filter& filter : f.where)
            for (const std::string& v : filter.values)
                where += (where.empty() ? "" : "; ") + filter.dimension + (filter.exclude ? "!=" : "=") + v;
        out += csv_field(f.id) + "," + f.metric + "," + f.unit + "," + to_iso(f.days.from) + "," + to_iso(f.days.to) + "," +
               csv_field(where) + "," + (f.value ? to_text(Value(*f.value)) : "") + "\n";
    }
    return out;
}

Document review_document(const Review& review, std::string workspace, std::string created, Language language) {
    const narrate::Narrator n(language);
    Document d;
    d.workspace = std::move(workspace);
    d.kind = n.phrase("wbr.kind");
    d.scope = review.scope_label + ", " + review.week_label;
    d.created = std::move(created);
    d.fingerprint = review.fingerprint;
    d.language = language;

    // The page that a director reads alone.
    std::string summary;
    for (const std::string& s : review.summary) summary += (summary.empty() ? "" : " ") + s;
    d.blocks.push_back(Heading{review.headline, summary});
    for (const ReviewSection& s : review.sections)
        if (s.state == SectionState::failed)
            d.blocks.push_back(Paragraph{n.say("wbr.failed.first", {{"section", s.title}, {"reason", s.reason}})});
    size_t weeks = 0;
    for (const auto& past : review.recent) weeks = std::max(weeks, past.size());
    d.blocks.push_back(
        Figures{review.kpis, review.recent, n.phrase("wbr.column.weeks", {{"n", narrate::Fact(static_cast<int>(weeks))}})});
    const ChartSpec* outlook = first_block<ChartSpec>(review, "outlook");
    const TableSpec* channels = first_block<TableSpec>(review, "channels");
    const auto title_of = [&](const std::string& id) {
        const auto at = std::ranges::find(review.sections, id, &ReviewSection::id);
        return at == review.sections.end() ? std::string() : at->title;
    };
    Columns pictures, lists;
    if (review.bridge) pictures.left.emplace_back(*review.bridge);
    if (outlook) pictures.right.emplace_back(*outlook);
    if (!pictures.left.empty() || !pictures.right.empty()) d.blocks.push_back(std::move(pictures));
    if (channels) lists.left.emplace_back(beside(*channels));
    lists.left.emplace_back(Callout{n.say("wbr.section.trust"), review.trust_line, title_of("trust")});
    ActionList actions{n.say("wbr.actions.title"), n.say("wbr.actions.subtitle"), {}};
    for (const ReviewAction& a : review.actions) actions.lines.push_back({a.text, a.computation, title_of(a.section)});
    lists.right.emplace_back(std::move(actions));
    d.blocks.push_back(std::move(lists));

    d.blocks.push_back(PageBreak{});
    d.blocks.push_back(Contents{n.say("wbr.contents")});
    for (const ReviewSection& s : review.sections) {
        if (s.state == SectionState::done) {
            d.blocks.push_back(Heading{s.title, {}, 1});
            d.blocks.insert(d.blocks.end(), s.blocks.begin(), s.blocks.end());
        } else {
            d.blocks.push_back(Heading{s.title, n.say(s.state == SectionState::failed ? "wbr.failed" : "wbr.not_possible")});
            d.blocks.push_back(Paragraph{s.reason});
        }
    }
    d.attachments.push_back({"facts.csv", "text/csv", facts_csv(review)});
    return d;
}

} // namespace plumbline::report
