// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/alerts.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "core/audit/audit.h"
#include "core/metrics/annotations.h"
#include "core/pulse/notify.h"
#include "core/report/narrative_log.h"
#include "core/store/files.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string dataset, metric = "revenue", kind = "unusual", grain = "day", severity = "warning", id, until, command;
    std::vector<std::string> where;
    double level = 0;
    std::optional<double> clear;
    bool mail = false, notify = false;
    std::string server, user, from;
    std::vector<std::string> to;
};

json rule_json(const pulse::Rule& r) {
    json where = json::array();
    for (const metrics::Filter& f : r.where)
        for (const std::string& v : f.values) where.push_back(f.dimension + (f.exclude ? "!=" : "=") + v);
    return {{"id", r.id},
            {"metric", r.metric},
            {"kind", pulse::rule_kind_id(r.kind)},
            {"level", r.level},
            {"where", where},
            {"grain", grain_id(r.grain)},
            {"severity", r.severity},
            {"snoozed_until", r.snoozed_until},
            {"clear", r.clear ? json(*r.clear) : json(nullptr)}};
}

/// The command gets the answer on its standard input. Throws Error{command_failed}.
void hand_over(const std::string& command, const json& answer) {
    const auto fail = [&](const std::string& detail) {
        throw Error(ErrorCode::command_failed, {{"command", command}, {"detail", detail}});
    };
    // A command that reads nothing closes its end: that must not end this program.
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &before);
    FILE* pipe = ::popen(command.c_str(), "w");
    if (!pipe) fail("it could not be started");
    const std::string text = answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    const bool all = std::fwrite(text.data(), 1, text.size(), pipe) == text.size();
    const int status = ::pclose(pipe);
    sigaction(SIGPIPE, &before, nullptr);
    if (status != 0)
        fail("it ended with " + (WIFEXITED(status) ? "code " + std::to_string(WEXITSTATUS(status)) : std::string("a signal")));
    if (!all) fail("it did not read its input");
}

/// Tells by one way; what fails is part of the answer, and no failure of the check.
void tell(json& answer, std::string& text, Language language, const std::function<void()>& way) {
    try {
        way();
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        const ErrorText t = e.text(language);
        answer["warnings"].push_back({{"code", error_id(e.code())}, {"message", t.what_happened}, {"hint", t.what_to_do}});
        text += t.what_happened + " " + t.what_it_means + "\n";
    }
}

void check(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::write);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    pulse::AlertInput input;
    input.targets = metrics::targets(*workspace, dataset.id);
    if (const auto last = audit::last_report(*workspace, dataset)) input.trust = last->score;
    if (const auto trend = report::score_trend(report::text_records(*workspace))) {
        input.text_score = trend->now;
        input.text_score_before = trend->before;
    }
    input.now = store::now_utc();
    input.language = session.lang();
    const auto results = pulse::check_alerts({&dataset, &engine, nullptr}, *workspace, input, session.stop());
    json alerts = json::array();
    std::string text;
    int active = 0, begun = 0;
    for (const pulse::AlertResult& r : results) {
        active += r.state == pulse::AlertState::alert;
        begun += r.state == pulse::AlertState::alert && r.begins;
        json j = rule_json(r.rule);
        j["state"] = pulse::alert_state_id(r.state);
        j["begins"] = r.begins;
        j["ends"] = r.ends;
        j["since"] = r.since;
        j["value"] = r.value ? json(*r.value) : json(nullptr);
        j["limit"] = r.limit ? json(*r.limit) : json(nullptr);
        j["text"] = r.text;
        alerts.push_back(std::move(j));
        text += std::string(pulse::alert_state_id(r.state)) + "  " + r.text + "\n";
    }
    if (results.empty()) text = "There is no rule. Add one with alerts add.\n";
    json answer{{"dataset", dataset.name}, {"active", active}, {"alerts", alerts}, {"warnings", json::array()}};
    // What has been told once is not told again until it ends.
    if (begun > 0) {
        const pulse::Notify notify = pulse::notify_of(*workspace);
        const std::string command = o.command.empty() && o.notify ? notify.command : o.command;
        if (!command.empty()) tell(answer, text, session.lang(), [&] { hand_over(command, answer); });
        if (o.mail || (o.notify && !notify.server.empty()))
            tell(answer, text, session.lang(), [&] {
                const char* password = std::getenv("PLUMBLINE_SMTP_PASSWORD");
                net::send_mail({notify.server, notify.user, password ? password : ""},
                               pulse::alert_mail(notify, results, workspace->name(), session.lang()), session.stop());
                answer["mailed"] = notify.to;
            });
    }
    if (active > 0) session.exit = 1;
    session.answer(answer, text);
}

void add(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::write);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    pulse::Rule rule;
    rule.dataset_id = dataset.id;
    rule.kind = pulse::parse_rule_kind(o.kind);
    rule.metric = o.metric;
    rule.where = parse_filters(o.where);
    rule.level = o.level;
    rule.clear = o.clear;
    rule.grain = parse_grain(o.grain).value_or(Grain::day);
    rule.severity = o.severity;
    // A rule that cannot be looked at is refused now, not every morning.
    EmbeddedEngine engine(workspace->trusted_facts());
    rule.validate();
    pulse::AlertInput input;
    input.now = store::now_utc();
    input.targets = metrics::targets(*workspace, dataset.id);
    pulse::look({&dataset, &engine, nullptr}, rule, std::nullopt, input, session.stop());
    rule = pulse::put_rule(*workspace, rule);
    session.answer({{"rule", rule_json(rule)}}, "Added rule " + rule.id + "\n");
}

pulse::Rule find_rule(const store::Workspace& workspace, const std::string& id) {
    std::string known;
    for (const pulse::Rule& r : pulse::rules(workspace, 0)) {
        if (r.id == id) return r;
        known += (known.empty() ? "" : ", ") + r.id;
    }
    throw Error(ErrorCode::record_not_found, {{"kind", "rule"}, {"name", id}, {"known", known.empty() ? "none" : known}});
}

} // namespace

void add_alerts(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("alerts", "Rules that are looked at, and what they say");
    command->require_subcommand(1);
    auto o = std::make_shared<Options>();
    const auto with_dataset = [&](CLI::App* c) {
        c->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
        return c;
    };
    CLI::App* look = with_dataset(command->add_subcommand("check", "Look at all rules; exit code 1 where one is active"));
    look->add_option("--command", o->command,
                     "Shell command that gets the answer as JSON on standard input where an alert begins");
    look->add_flag("--mail", o->mail,
                   "Write to the recipients of `alerts mail` where an alert begins (password: PLUMBLINE_SMTP_PASSWORD)");
    look->add_flag("--notify", o->notify, "Tell by every way that is set: mail and command");
    look->callback([o, &session] { check(session, *o); });

    CLI::App* list = with_dataset(command->add_subcommand("list", "Show the rules"));
    list->callback([o, &session] {
        const auto workspace = session.open(store::Access::read);
        json rules = json::array();
        std::string text;
        for (const pulse::Rule& r : pulse::rules(*workspace, workspace->dataset(o->dataset).id)) {
            rules.push_back(rule_json(r));
            text += r.id + "  " + r.metric + " " + pulse::rule_kind_id(r.kind) + "\n";
        }
        session.answer({{"rules", rules}}, text);
    });

    CLI::App* make = with_dataset(command->add_subcommand("add", "Add a rule"));
    make->add_option("--metric", o->metric, "Metric");
    make->add_option("--kind", o->kind, "above, below, rise, fall, unusual, target_at_risk, no_data, trust_below or text_worse");
    make->add_option("--level", o->level, "Value; a share for rise, fall and target_at_risk; days for no_data");
    make->add_option("--clear", o->clear, "Value at which the alert ends; default: 5% back inside");
    make->add_option("--where,--for", o->where, "dimension=value; may be repeated");
    make->add_option("--grain", o->grain, "Of the value")->check(CLI::IsMember({"day", "week", "month"}));
    make->add_option("--severity", o->severity, "note, warning or blocker");
    make->callback([o, &session] { add(session, *o); });

    CLI::App* drop = command->add_subcommand("remove", "Remove a rule");
    drop->add_option("id", o->id, "Its id")->required();
    drop->callback([o, &session] {
        const auto workspace = session.open(store::Access::write);
        find_rule(*workspace, o->id);
        pulse::remove_rule(*workspace, o->id);
        session.answer({{"removed", o->id}}, "Removed\n");
    });

    CLI::App* snooze = command->add_subcommand("snooze", "Keep a rule quiet until a day");
    snooze->add_option("id", o->id, "Its id")->required();
    snooze->add_option("--until", o->until, "Day")->required();
    snooze->callback([o, &session] {
        const auto workspace = session.open(store::Access::write);
        pulse::Rule rule = find_rule(*workspace, o->id);
        rule.snoozed_until = to_iso(parse_day(o->until));
        session.answer({{"rule", rule_json(pulse::put_rule(*workspace, rule))}}, "Snoozed until " + o->until + "\n");
    });

    CLI::App* mail = command->add_subcommand("mail", "Set who is written to, or show it");
    mail->add_option("--server", o->server, "smtp://mail.example.com:587 or smtps://mail.example.com");
    mail->add_option("--user", o->user, "Name that the server asks for; its password comes from PLUMBLINE_SMTP_PASSWORD");
    mail->add_option("--from", o->from, "Sender");
    mail->add_option("--to", o->to, "Recipient; may be repeated");
    mail->callback([o, mail, &session] {
        const bool set = mail->count("--server") + mail->count("--user") + mail->count("--from") + mail->count("--to") > 0;
        const auto workspace = session.open(set ? store::Access::write : store::Access::read);
        pulse::Notify n = pulse::notify_of(*workspace);
        if (mail->count("--server")) n.server = o->server;
        if (mail->count("--user")) n.user = o->user;
        if (mail->count("--from")) n.from = o->from;
        if (mail->count("--to")) n.to = o->to;
        if (set) pulse::set_notify(*workspace, n);
        std::string to;
        for (const std::string& t : n.to) to += (to.empty() ? "" : ", ") + t;
        session.answer({{"server", n.server}, {"user", n.user}, {"from", n.from}, {"to", n.to}},
                       n.server.empty() ? "No mail is set.\n" : n.from + " -> " + to + " through " + n.server + "\n");
    });

    CLI::App* log = command->add_subcommand("log", "When alerts began and ended, latest first");
    log->callback([&session] {
        const auto workspace = session.open(store::Access::read);
        json entries = json::array();
        std::string text;
        for (const pulse::AlertLogEntry& e : pulse::alert_log(*workspace)) {
            entries.push_back({{"when", e.when}, {"rule", e.rule_id}, {"event", e.event}, {"text", e.text}});
            text += e.when + "  " + e.event + "  " + e.text + "\n";
        }
        session.answer({{"log", entries}}, text);
    });
}

} // namespace plumbline::cli
