// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/assistant_setup.h"

#include <QFileInfo>

#include "ui/session/wording.h"

namespace plumbline::ui {

AssistantSetup::AssistantSetup(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_keys(QFileInfo(session.settings().file()).path()) {}

void AssistantSetup::fail(const Error& error) {
    m_job = 0;
    if (error.code() != ErrorCode::cancelled) Q_EMIT failed(errorSentence(error, m_session.language()));
}

void AssistantSetup::load() {
    const auto handle = m_session.handle();
    if (!handle) return;
    struct Loaded {
        assistant::Models models;
        assistant::Policy policy, effective;
        std::vector<assistant::LedgerSum> spent;
    };
    m_session.jobs().start(
        tr("Reading the settings"),
        [handle, keys = m_keys](Progress&, std::stop_token) {
            Loaded l;
            handle->use([&](store::Workspace& w) {
                l.models = assistant::models_of(w);
                l.policy = assistant::policy_of(w);
                l.effective = assistant::effective_policy(w);
                l.spent = assistant::ledger_sums(w);
            });
            for (assistant::Endpoint& e : l.models.endpoints) e.key = keys.key(QString::fromStdString(e.name)).toStdString();
            return l;
        },
        this,
        [this](Loaded l) {
            models = std::move(l.models);
            policy = std::move(l.policy);
            spent = std::move(l.spent);
            policyFile = QString::fromStdString(l.effective.from);
            policyForbids = policy.network && !l.effective.network;
            Q_EMIT loaded();
        },
        [this](const Error& error) { fail(error); });
}

void AssistantSetup::store() {
    const auto handle = m_session.handle();
    if (!handle) return;
    for (const assistant::Endpoint& e : models.endpoints)
        if (!m_keys.setKey(QString::fromStdString(e.name), QString::fromStdString(e.key)))
            Q_EMIT failed(tr("The keys could not be written to %1.").arg(m_keys.file()));
    m_session.jobs().start(
        tr("Keeping the settings"),
        [handle, models = models, policy = policy](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& w) {
                assistant::set_models(w, models);
                assistant::set_policy(w, policy);
            });
        },
        this, [this] { Q_EMIT stored(); }, [this](const Error& error) { fail(error); });
}

void AssistantSetup::test(const assistant::Endpoint& endpoint) {
    if (!policy.network) {
        Q_EMIT tested(false, tr("Language models are switched off."));
        return;
    }
    m_session.jobs().start(
        tr("Testing a connection"),
        [endpoint](Progress&, std::stop_token stop) { return assistant::test_connection(endpoint, stop); }, this,
        [this, model = endpoint.model](const std::vector<std::string>& names) {
            const bool known = names.empty() || std::ranges::find(names, model) != names.end();
            Q_EMIT tested(
                known,
                known ? tr("It answers.")
                      : tr("It answers, but has no model of that name. It has: %1.").arg(QString::fromStdString(names.front())));
        },
        [this](const Error& error) { Q_EMIT tested(false, errorSentence(error, m_session.language())); });
}

void AssistantSetup::preview(const QString& question) {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    m_session.jobs().start(
        tr("Putting the message together"),
        [facts, policy = policy, models = models, language = m_session.language(),
         text = question.toStdString()](Progress&, std::stop_token stop) {
            const assistant::Assistant a(facts->context());
            assistant::AskOptions options;
            options.language = language;
            QString out;
            auto add = [&](const std::vector<assistant::Message>& messages) {
                for (const assistant::Message& m : messages)
                    out += QString::fromStdString(m.role).toUpper() + QLatin1Char('\n') + QString::fromStdString(m.content) +
                           QStringLiteral("\n\n");
            };
            if (models.find(models.validator)) add(assistant::validator_messages(text));
            if (models.find(models.classifier)) add(assistant::classifier_messages(text));
            if (models.find(models.selector)) add(assistant::selector_messages(a, text, policy));
            add(assistant::planner_messages(a, text, language, a.clock(options), policy));
            const assistant::Reply reply = a.ask(text, options, stop);
            if (!reply.refused && !reply.clarify) add(assistant::narrator_messages(a, reply, policy));
            return out;
        },
        this, [this](const QString& text) { Q_EMIT previewed(text); }, [this](const Error& error) { fail(error); });
}

void AssistantSetup::compare() {
    const FactsPtr facts = m_session.facts();
    const auto handle = m_session.handle();
    if (!facts || !handle || m_job) return;
    m_job = m_session.jobs().start(
        tr("Comparing endpoints"),
        [facts, handle, models = models, policy = policy, language = m_session.language()](Progress& progress,
                                                                                           std::stop_token stop) {
            const assistant::Assistant a(facts->context());
            std::vector<assistant::TrialQuestion> questions;
            handle->use([&](store::Workspace& w) { questions = assistant::trial_questions(w, a, language); });
            return assistant::compare_endpoints(
                a,
                [handle](const std::function<void(store::Workspace&)>& work) {
                    handle->use([&](store::Workspace& w) { work(w); });
                },
                policy, models, questions, progress, stop);
        },
        this,
        [this](const std::vector<assistant::Trial>& trials) {
            m_job = 0;
            Q_EMIT compared(trials);
        },
        [this](const Error& error) { fail(error); });
}

void AssistantSetup::stop() {
    if (m_job) m_session.jobs().cancel(m_job);
}

} // namespace plumbline::ui
