// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"

#include <fstream>
#ifdef PLUMBLINE_HAS_PDF
#include <QApplication>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTranslator>

#include "ui/charts/theme.h"
#include "ui/print/pdf.h"
#endif

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "app/cli/report_review.h"
#include "app/cli/trust.h"
#include "core/metrics/cube.h"
#include "core/store/files.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string kind = "dashboard", dataset, from, to, compare = "year", breakdown, metric = "revenue", created;
    std::vector<std::string> where, formats{"pdf"};
    std::filesystem::path out;
    std::string week, market, day, endpoint, model, policy, paper;
    bool all = false;
    int threads = 0;
};

void write_text(const std::filesystem::path& file, const std::string& text) {
    const std::filesystem::path part = file.string() + ".part";
    {
        std::ofstream stream(part, std::ios::binary);
        stream << text;
        stream.close();
        if (!stream)
            throw Error(ErrorCode::write_failed,
                        {{"path", file.string()}, {"detail", "the folder cannot be written to, or the disk is full"}});
    }
    store::move_file(part, file);
}

#ifdef PLUMBLINE_HAS_PDF
/// The one text that the painter of charts has of its own: this program carries no translations of the window.
class PaperWords : public QTranslator {
public:
    QString translate(const char*, const char* source, const char*, int) const override {
        return std::string_view(source) == "Data to %1" ? QStringLiteral("Données au %1") : QString();
    }
    bool isEmpty() const override { return false; }
};
#endif

void write_pdf(const report::Document& document, const std::filesystem::path& file) {
#ifdef PLUMBLINE_HAS_PDF
    // One for all reports of a run; it lives as long as the process, as Qt's own statics ask for.
    static QApplication* const application = [] {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // A timer's job has no folder of a session; without one Qt complains on every run.
        static const QTemporaryDir runtime;
        if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
        // Fonts are written in the order of a hash: with a seed of chance the same report would have other bytes in each run.
        QHashSeed::setDeterministicGlobalSeed();
        static int argc = 1;
        static char name[] = "plumbline-cli";
        static char* argv[] = {name, nullptr};
        return new QApplication(argc, argv);
    }();
    (void)application;
    static PaperWords french;
    if (document.language == Language::fr)
        QCoreApplication::installTranslator(&french);
    else
        QCoreApplication::removeTranslator(&french);
    ui::write_pdf(document, QString::fromStdString(file.string()));
#else
    (void)document;
    throw Error(ErrorCode::report_failed, {{"file", file.string()}, {"detail", "this build has no PDF writer"}});
#endif
}

void write(const report::Document& document, const std::string& format, const std::filesystem::path& file) {
    if (format == "pdf") return write_pdf(document, file);
    if (format == "xlsx") return report::write_xlsx(document, file);
    write_text(file, format == "md" ? report::to_markdown(document) : report::to_json(document).dump(2) + "\n");
}

/// "2026-11-15" or "2026-11-15T08:30:00Z".
void check_created(const std::string& text) {
    const auto is_time = [](std::string_view s) {
        constexpr std::string_view form = "T00:00:00Z";
        for (size_t i = 0; i < s.size(); ++i)
            if (i >= form.size() || (form[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])) return false;
        return s.empty() || s.size() == 6 || s.size() >= 9;
    };
    if (text.empty() || (parse_iso_date(text.substr(0, 10)) && is_time(std::string_view(text).substr(10)))) return;
    throw Error(ErrorCode::usage, {{"detail", "--created is a day or a time such as 2026-11-15T08:30:00Z, not " + text + "."}});
}

void run(Session& session, const Options& o) {
    check_created(o.created);
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    const auto cube = metrics::Cube::load(dataset, engine);
    report::DashboardRequest request;
    request.period = parse_period(o.from, o.to, dataset);
    if (request.period && outside(*request.period, dataset))
        throw Error(ErrorCode::period_invalid,
                    {{"value", to_iso(request.period->from) + " to " + to_iso(request.period->to)},
                     {"detail", "the data run from " + to_iso(dataset.dates->from) + " to " + to_iso(dataset.dates->to)}});
    request.compare = parse_comparison(o.compare);
    request.filters = parse_filters(o.where);
    request.metric = o.metric;
    request.breakdown = o.breakdown;
    request.language = session.lang();
    const report::Dashboard dashboard = report::build_dashboard({&dataset, &engine, cube.get()}, request, session.stop());
    const bool several = workspace->datasets().size() > 1;
    const std::string whose = several ? workspace->name() + " · " + dataset.name : workspace->name();
    const report::Document document =
        report::dashboard_document(dashboard, whose, o.created.empty() ? store::now_utc() : o.created, session.lang());
    std::error_code error;
    std::filesystem::create_directories(o.out, error);
    if (error) throw Error(ErrorCode::write_failed, {{"path", o.out.string()}, {"detail", error.message()}});
    json files = json::array();
    std::string text;
    for (const std::string& format : o.formats) {
        const std::filesystem::path file = o.out / ("dashboard." + format);
        write(document, format, file);
        files.push_back(file.string());
        text += file.string() + "\n";
    }
    json answer{{"reports", {{{"for", dashboard.filters_label}, {"files", files}, {"cached", false}, {"status", "done"}}}}};
    std::vector<std::string> shown{o.metric};
    for (const report::KpiCard& card : dashboard.cards) shown.push_back(card.metric);
    text += add_trust(answer, *workspace, dataset, shown, dashboard.period, session.lang());
    session.answer(answer, text);
}

} // namespace

void add_report(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("report", "Write a report to files");
    auto o = std::make_shared<Options>();
    command->add_option("--kind", o->kind, "Which report")->check(CLI::IsMember({"dashboard", "wbr", "pulse"}));
    command->add_option("--out", o->out, "Folder to write into")->required();
    command->add_option("--format", o->formats, "pdf, md, json, xlsx, separated by commas")
        ->delimiter(',')
        ->check(CLI::IsMember({"pdf", "md", "json", "xlsx"}));
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--from", o->from, "First day; default: the last 13 complete weeks");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--where,--for", o->where, "dimension=value; may be repeated");
    command->add_option("--compare", o->compare, "Compare with")->check(CLI::IsMember({"previous", "year", "none"}));
    command->add_option("--metric", o->metric, "Metric of the time series");
    command->add_option("--by", o->breakdown, "Dimension of the breakdown; reviews: one or two dimensions, separated by commas");
    command->add_option("--week", o->week, "Reviews: ISO week such as 2026-W45; default: the last whole week");
    command->add_flag("--all", o->all, "Reviews: one for each value of --by (default: the first dimension)");
    command->add_option("--market", o->market, "Reviews: dataset with signals from outside; default: the one named market");
    command->add_option("--day", o->day, "Pulse: the day to look at; default: the last one");
    command->add_option("--threads", o->threads, "Reviews: how many are computed at a time")->check(CLI::Range(0, 64));
    command->add_option(
        "--endpoint", o->endpoint,
        "Reviews: address of a language model that writes the first page (key: PLUMBLINE_LLM_KEY); every number is checked");
    command->add_option("--model", o->model, "Reviews: its model");
    command->add_option("--policy", o->policy, "Reviews: file that says what the model may be asked");
    command->add_option("--paper", o->paper, "a4 or letter; default: that of the settings, else by country")
        ->check(CLI::IsMember({"a4", "letter"}));
    command->add_option("--created", o->created, "Time to print on the report; default: now");
    command->callback([o, &session] {
        if (o->kind == "dashboard") return run(session, *o);
        check_created(o->created);
        ReviewOptions r{o->dataset, o->week, o->metric,  o->created, o->market,   o->day,   o->where,  {},
                        o->formats, o->all,  o->threads, o->out,     o->endpoint, o->model, o->policy, o->paper};
        for (size_t from = 0; from < o->breakdown.size();) {
            const size_t comma = std::min(o->breakdown.find(',', from), o->breakdown.size());
            r.by.push_back(o->breakdown.substr(from, comma - from));
            from = comma + 1;
        }
        o->kind == "wbr" ? run_review(session, r, write) : run_pulse(session, r, write);
    });
}

} // namespace plumbline::cli
