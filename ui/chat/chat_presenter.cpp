// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/chat_presenter.h"

#include <QDateTime>
#include <QFileInfo>

#include "core/assistant/governance.h"
#include "core/assistant/wording.h"
#include "ui/chat/key_store.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

using assistant::Assistant;
using assistant::Plan;
using assistant::Reply;

namespace {

assistant::WorkspaceUse useOf(const std::shared_ptr<WorkspaceHandle>& handle) {
    if (!handle) return {};
    return [handle](const std::function<void(const store::Workspace&)>& work) {
        handle->use([&](store::Workspace& w) { work(w); });
    };
}

} // namespace

ChatPresenter::ChatPresenter(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_conversation(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)) {
    connect(&session, &Session::factsChanged, this, &ChatPresenter::prepare);
    connect(&session, &Session::languageChanged, this, &ChatPresenter::prepare);
    connect(&session, &Session::workspaceChanged, this, [this] {
        if (m_session.isOpen()) return;
        m_entries.clear();
        m_past.clear();
        m_suggestions.clear();
        Q_EMIT changed();
    });
    prepare();
}

const DatasetInfo* ChatPresenter::dataset() const {
    return m_ready.assistant ? &m_ready.assistant->vocabulary().dataset() : nullptr;
}

/// Reads the vocabulary of the data once, off the GUI thread.
void ChatPresenter::prepare() {
    const FactsPtr facts = m_session.facts();
    if (!facts) {
        m_ready = {};
        m_suggestions.clear();
        Q_EMIT changed();
        return;
    }
    struct Prepared {
        Ready ready;
        QStringList suggestions, past;
        std::vector<PastAnswer> history;
    };
    const QString keys = QFileInfo(m_session.settings().file()).path();
    const Language language = m_session.language();
    const auto handle = m_session.handle();
    m_session.jobs().start(
        tr("Reading the vocabulary"),
        [facts, language, handle, keys](Progress&, std::stop_token) {
            Prepared p;
            p.ready.facts = facts;
            p.ready.assistant = std::make_shared<const Assistant>(facts->context());
            for (const std::string& s : p.ready.assistant->suggestions(language)) p.suggestions.append(QString::fromStdString(s));
            if (handle)
                handle->use([&](store::Workspace& w) {
                    for (const store::Record& r : assistant::history(w)) {
                        const auto j = nlohmann::json::parse(r.body, nullptr, false);
                        if (!j.is_object() || !j.contains("question") || !j["question"].is_string()) continue;
                        const QString question = QString::fromStdString(j["question"].get<std::string>());
                        p.past.append(question);
                        p.history.push_back({QString::fromStdString(r.id), question, QString::fromStdString(r.updated),
                                             QString::fromStdString(j.value("text", ""))});
                    }
                    p.ready.models = assistant::models_of(w);
                    p.ready.policy = assistant::effective_policy(w);
                });
            const KeyStore store(keys);
            for (assistant::Endpoint& e : p.ready.models.endpoints)
                e.key = store.key(QString::fromStdString(e.name)).toStdString();
            p.past.removeDuplicates();
            return p;
        },
        this,
        [this](Prepared p) {
            if (p.ready.facts != m_session.facts()) return;
            m_ready = std::move(p.ready);
            m_suggestions = p.suggestions;
            m_past = p.past;
            m_history = std::move(p.history);
            std::ranges::reverse(m_history);
            Q_EMIT changed();
        },
        [this](const Error& error) {
            if (error.code() != ErrorCode::cancelled) Q_EMIT failed(errorSentence(error, m_session.language()));
        });
}

void ChatPresenter::run(const QString& title, std::function<Reply(const Assistant&, Progress&, std::stop_token)> work,
                        std::optional<size_t> index) {
    const Ready ready = m_ready;
    if (!ready.assistant) return;
    ++m_running;
    Q_EMIT changed();
    m_session.jobs().start(
        title,
        [ready, work = std::move(work)](Progress& progress, std::stop_token stop) {
            return work(*ready.assistant, progress, stop);
        },
        this,
        [this, ready, index](Reply reply) {
            --m_running;
            ChatEntry entry;
            entry.tokens = assistant::understood(reply.plan, ready.assistant->vocabulary().dataset(), reply.language);
            entry.reply = std::move(reply);
            size_t at = m_entries.size();
            if (index && *index < m_entries.size()) {
                at = *index;
                entry.id = m_entries[at].id;
                m_entries[at] = std::move(entry);
            } else {
                m_entries.push_back(std::move(entry));
            }
            Q_EMIT changed();
            Q_EMIT answered(static_cast<int>(at));
            store(at);
            if (!index) refine(at);
        },
        [this](const Error& error) {
            --m_running;
            Q_EMIT changed();
            if (error.code() != ErrorCode::cancelled) Q_EMIT failed(errorSentence(error, m_session.language()));
        });
}

void ChatPresenter::ask(const QString& question) {
    if (question.trimmed().isEmpty()) return;
    std::optional<Plan> before;
    if (!m_entries.empty() && !m_entries.back().reply.refused) before = m_entries.back().reply.plan;
    const Language language = m_session.language();
    const auto handle = m_session.handle();
    m_past.removeAll(question);
    m_past.append(question);
    run(
        tr("Answering a question"),
        [text = question.trimmed().toStdString(), before, language, handle](const Assistant& a, Progress& progress,
                                                                            std::stop_token stop) {
            assistant::AskOptions options;
            options.workspace = useOf(handle);
            options.progress = &progress;
            options.language = language;
            options.before = before ? &*before : nullptr;
            std::optional<Plan> known;
            if (handle)
                known =
                    handle->use([&](store::Workspace& w) { return assistant::verified(w, a.vocabulary().dataset().id, text); });
            if (known) return a.run(*known, text, options, stop);
            return a.ask(text, options, stop);
        },
        std::nullopt);
}

void ChatPresenter::rerun(size_t index, const Plan& plan) {
    if (index >= m_entries.size()) return;
    const Language language = m_entries[index].reply.language;
    run(
        tr("Answering a question"),
        [plan, language, text = m_entries[index].reply.question,
         handle = m_session.handle()](const Assistant& a, Progress& progress, std::stop_token stop) {
            assistant::AskOptions options;
            options.workspace = useOf(handle);
            options.progress = &progress;
            options.language = language;
            return a.run(plan, text, options, stop);
        },
        index);
}

void ChatPresenter::withoutToken(size_t index, size_t token) {
    if (index >= m_entries.size() || token >= m_entries[index].tokens.size()) return;
    Plan plan = m_entries[index].reply.plan;
    if (plan.queries.empty()) return;
    assistant::SemanticQuery& q = plan.queries.front();
    const std::string kind = m_entries[index].tokens[token].first;
    size_t nth = 0;
    for (size_t i = 0; i < token; ++i) nth += m_entries[index].tokens[i].first == kind ? 1 : 0;
    auto drop = [&](auto& list) {
        if (nth < list.size()) list.erase(list.begin() + static_cast<long>(nth));
    };
    if (kind == "filter") {
        if (nth < q.filters.size()) std::erase(q.share_filters, q.filters[nth]);
        drop(q.filters);
    } else if (kind == "dimension")
        drop(q.by);
    else if (kind == "period")
        drop(q.periods);
    else if (kind == "condition")
        drop(q.having);
    else if (kind == "comparison")
        q.baseline.reset(), q.change.clear();
    else if (kind == "limit")
        q.limit.reset(), q.offset = 0;
    else if (kind == "aggregate")
        q.inner.clear(), q.aggregate.clear(), q.times.reset();
    else if (kind == "times")
        q.times.reset();
    else if (kind == "among")
        q.among.reset();
    else if (kind == "running")
        q.cumulative = false;
    else if (kind == "side") {
        drop(q.groups);
        if (q.groups.size() == 1)
            q.filters.insert(q.filters.end(), q.groups.front().filters.begin(), q.groups.front().filters.end());
        if (q.groups.size() < 2) q.groups.clear(), q.change.clear();
    } else if (kind == "metric" && q.metrics.size() > 1)
        drop(q.metrics);
    else
        return;
    rerun(index, plan);
}

void ChatPresenter::withMetric(size_t index, const std::string& metric) {
    if (index >= m_entries.size() || m_entries[index].reply.plan.queries.empty()) return;
    Plan plan = m_entries[index].reply.plan;
    assistant::SemanticQuery& q = plan.queries.front();
    if (q.order_by == (q.metrics.empty() ? "" : q.metrics.front())) q.order_by = q.order_by.empty() ? "" : metric;
    q.metrics = {metric};
    plan.problems.clear();
    if (plan.route == assistant::Route::out_of_scope) plan.route = assistant::Route::kpi_qa;
    if (plan.tools.empty()) plan.tools = {{"query_metrics", "{}"}};
    rerun(index, plan);
}

void ChatPresenter::withDimension(size_t index, const std::string& field) {
    if (index >= m_entries.size() || m_entries[index].reply.plan.queries.empty()) return;
    Plan plan = m_entries[index].reply.plan;
    std::vector<std::string>& by = plan.queries.front().by;
    if (by.empty())
        by.push_back(field);
    else
        by.front() = field;
    rerun(index, plan);
}

void ChatPresenter::withPeriod(size_t index, std::optional<DateRange> period) {
    if (index >= m_entries.size() || m_entries[index].reply.plan.queries.empty()) return;
    Plan plan = m_entries[index].reply.plan;
    assistant::SemanticQuery& q = plan.queries.front();
    q.periods.clear();
    if (period) q.periods.push_back({"", *period});
    if (q.baseline && period)
        q.baseline = assistant::NamedPeriod{"", metrics::comparison_period(*period, metrics::Comparison::previous)};
    rerun(index, plan);
}

/// The trail: every answer is kept with its plan. A workspace that is open for reading keeps nothing.
void ChatPresenter::store(size_t index) {
    const auto handle = m_session.handle();
    if (!handle || m_session.isReadOnly() || index >= m_entries.size() || !m_ready.assistant) return;
    m_session.jobs().start(
        tr("Keeping the answer"),
        [handle, reply = m_entries[index].reply, conversation = m_conversation.toStdString(),
         id = m_ready.assistant->vocabulary().dataset().id](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& w) { return assistant::put_answer(w, id, reply, conversation); });
        },
        this,
        [this, index](const std::string& id) {
            if (index < m_entries.size()) m_entries[index].id = QString::fromStdString(id);
        },
        [](const Error&) {}); // the answer is on screen; that it is not kept shows in the history
}

void ChatPresenter::refine(size_t index) {
    const Ready ready = m_ready;
    const auto handle = m_session.handle();
    if (!handle || !ready.policy.network || m_session.isReadOnly() || index >= m_entries.size() || !ready.models.any()) return;
    if (m_refinement) m_session.jobs().cancel(m_refinement); // of the question before
    m_entries[index].refining = true;
    Q_EMIT answered(static_cast<int>(index));
    const Language language = m_entries[index].reply.language;
    m_refinement = m_session.jobs().start(
        tr("Refining an answer"),
        [ready, handle, reply = m_entries[index].reply, language](Progress& progress, std::stop_token stop) {
            assistant::AskOptions options;
            options.language = language;
            options.workspace = useOf(handle);
            options.progress = &progress;
            assistant::Refiner refiner(
                *ready.assistant,
                [handle](const std::function<void(store::Workspace&)>& work) {
                    handle->use([&](store::Workspace& w) { work(w); });
                },
                ready.policy, ready.models);
            return refiner.refine(reply, options, {}, stop);
        },
        this,
        [this, ready, index, question = m_entries[index].reply.question](assistant::Refiner::Refined refined) {
            m_refinement = 0;
            if (index >= m_entries.size() || m_entries[index].reply.question != question) return;
            ChatEntry& entry = m_entries[index];
            entry.refining = false;
            entry.note = QString::fromStdString(refined.note);
            entry.reasoning = QString::fromStdString(refined.reasoning);
            if (refined.changed) {
                entry.tokens =
                    assistant::understood(refined.reply.plan, ready.assistant->vocabulary().dataset(), refined.reply.language);
                entry.reply = std::move(refined.reply);
                if (entry.note.isEmpty()) entry.note = tr("Refined by %1; every figure is computed here.").arg(endpointName());
                store(index);
            }
            Q_EMIT answered(static_cast<int>(index));
        },
        [this, index](const Error& error) {
            m_refinement = 0;
            if (index >= m_entries.size()) return;
            m_entries[index].refining = false;
            if (error.code() != ErrorCode::cancelled) m_entries[index].note = errorSentence(error, m_session.language());
            Q_EMIT answered(static_cast<int>(index));
        });
}

QString ChatPresenter::endpointName() const {
    if (!m_ready.policy.network) return {};
    for (const std::string& name : {m_ready.models.narrator, m_ready.models.planner, m_ready.models.classifier,
                                    m_ready.models.selector, m_ready.models.validator})
        if (m_ready.models.find(name)) return QString::fromStdString(name);
    return {};
}

void ChatPresenter::keep(const QString& done, std::function<void(store::Workspace&)> write) {
    const auto handle = m_session.handle();
    if (!handle) return;
    m_session.jobs().start(
        tr("Keeping the answer"),
        [handle, write = std::move(write)](Progress&, std::stop_token) { handle->use([&](store::Workspace& w) { write(w); }); },
        this,
        [this, done] {
            if (!done.isEmpty()) Q_EMIT told(done);
        },
        [this](const Error& error) { Q_EMIT failed(errorSentence(error, m_session.language())); });
}

void ChatPresenter::feedback(size_t index, bool useful, int stars, const QString& comment) {
    if (index >= m_entries.size() || m_entries[index].id.isEmpty()) return;
    keep({}, [useful, stars, comment = comment.toStdString(), id = m_entries[index].id.toStdString()](store::Workspace& w) {
        assistant::put_feedback(w, id, useful, stars, comment);
    });
}

void ChatPresenter::startAnew() {
    m_conversation = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    m_entries.clear();
    prepare();
    Q_EMIT changed();
}

std::vector<PastAnswer> ChatPresenter::past(const QString& search) const {
    std::vector<PastAnswer> out;
    for (const PastAnswer& p : m_history)
        if (search.isEmpty() || p.question.contains(search, Qt::CaseInsensitive) || p.text.contains(search, Qt::CaseInsensitive))
            out.push_back(p);
    return out;
}

void ChatPresenter::erasePast(const QString& id) {
    std::erase_if(m_history, [&](const PastAnswer& p) { return p.id == id; });
    keep({}, [id = id.toStdString()](store::Workspace& w) { assistant::erase_answer(w, id); });
}

void ChatPresenter::confirm(size_t index) {
    if (index >= m_entries.size() || !m_ready.assistant) return;
    keep(tr("The same question will be understood this way from now on."),
         [id = m_ready.assistant->vocabulary().dataset().id, question = m_entries[index].reply.question,
          plan = m_entries[index].reply.plan](store::Workspace& w) { assistant::put_verified(w, id, question, plan, "local"); });
}

void ChatPresenter::erase() {
    m_entries.clear();
    m_past.clear();
    m_history.clear();
    Q_EMIT changed();
    const auto handle = m_session.handle();
    if (!handle || m_session.isReadOnly()) return;
    m_session.jobs().start(
        tr("Erasing the conversations"),
        [handle](Progress&, std::stop_token) { handle->use([&](store::Workspace& w) { assistant::erase_history(w); }); }, this,
        [] {}, [this](const Error& error) { Q_EMIT failed(errorSentence(error, m_session.language())); });
}

std::vector<std::pair<std::string, QString>> ChatPresenter::metricChoices() const {
    std::vector<std::pair<std::string, QString>> out;
    if (!m_ready.assistant) return out;
    const assistant::Vocabulary& v = m_ready.assistant->vocabulary();
    for (const metrics::Metric& m : metrics::catalogue())
        if (v.available(m.id)) out.emplace_back(m.id, QString::fromStdString(metrics::metric_name(m, m_session.language())));
    for (const DatasetColumn& c : v.dataset().columns)
        if (c.role == "measure") out.emplace_back(c.field, QString::fromStdString(c.name));
    return out;
}

std::vector<std::pair<std::string, QString>> ChatPresenter::dimensionChoices() const {
    std::vector<std::pair<std::string, QString>> out;
    if (!m_ready.assistant) return out;
    for (const DatasetColumn* c : m_ready.assistant->vocabulary().dataset().dimensions())
        out.emplace_back(c->field, dimensionName(*c));
    return out;
}

} // namespace plumbline::ui
