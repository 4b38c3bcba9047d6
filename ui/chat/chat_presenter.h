// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <vector>

#include <QObject>
#include <QStringList>

#include "core/assistant/assistant.h"
#include "core/assistant/model.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// An answer in the pane.
struct ChatEntry {
    QString id; ///< of the record; empty while it is not stored
    assistant::Reply reply;
    std::vector<std::pair<std::string, std::string>> tokens; ///< how it was understood: kind, words
    QString note;      ///< of a refinement: what a model changed, or why the offline answer stands
    QString reasoning; ///< of a model; shown folded, never stored
    bool refining = false;
};

/// An answer of the workspace's history.
struct PastAnswer {
    QString id, question, when, text;
};

/// The conversation of the pane: asks in jobs, keeps what was answered in the workspace.
class ChatPresenter : public QObject {
    Q_OBJECT
public:
    explicit ChatPresenter(Session& session, QObject* parent = nullptr);

    void ask(const QString& question);
    /// The same question with a token taken away: its place among the tokens of entry `index`.
    void withoutToken(size_t index, size_t token);
    /// The same question with another metric or dimension (id, field) in the place of the first one.
    void withMetric(size_t index, const std::string& metric);
    void withDimension(size_t index, const std::string& field);
    /// Days of the answer: none are all days.
    void withPeriod(size_t index, std::optional<DateRange> period);
    /// stars: 1 to 5.
    void feedback(size_t index, bool useful, int stars, const QString& comment);
    /// Puts the answer's chart on the dashboard, with the day it was made.
    void pin(size_t index);
    /// Puts sentence, chart and table into the next review.
    void addToReport(size_t index);
    /// Begins a new conversation; what was asked stays in the history.
    void startAnew();
    /// Loads endpoints, policy and history again: after the settings were changed.
    void reloadSetup() { prepare(); }
    /// Answers of this workspace, the latest first, whose question or text holds the words.
    std::vector<PastAnswer> past(const QString& search) const;
    void erasePast(const QString& id);
    /// A person confirms: this question means this plan.
    void confirm(size_t index);
    void erase();

    const std::vector<ChatEntry>& entries() const { return m_entries; }
    bool isBusy() const { return m_running > 0; }
    bool canAsk() const { return m_session.facts() != nullptr; }
    QStringList suggestions() const { return m_suggestions; }
    QStringList pastQuestions() const { return m_past; }
    /// Metrics and dimensions that an answer could have instead: id, name.
    std::vector<std::pair<std::string, QString>> metricChoices() const;
    std::vector<std::pair<std::string, QString>> dimensionChoices() const;
    const DatasetInfo* dataset() const;
    /// The endpoint that refines answers; empty: all is done on this machine.
    QString endpointName() const;
    Session& session() { return m_session; }

Q_SIGNALS:
    /// Something was done with an answer: pinned, added, kept.
    void told(const QString& sentence);
    void answered(int index); ///< a new entry, or one that changed
    void changed();           ///< busy, suggestions, history
    void failed(const QString& sentence);

private:
    struct Ready {
        FactsPtr facts;
        std::shared_ptr<const assistant::Assistant> assistant;
        assistant::Models models;
        assistant::Policy policy;
    };
    void prepare();
    void rerun(size_t index, const assistant::Plan& plan);
    void store(size_t index);
    /// A model reads and writes again what is on screen; the offline answer stands where it fails.
    void refine(size_t index);
    void keep(const QString& done, std::function<void(store::Workspace&)> write);
    void run(const QString& title, std::function<assistant::Reply(const assistant::Assistant&, Progress&, std::stop_token)> work,
             std::optional<size_t> index);
    Session& m_session;
    Ready m_ready;
    std::vector<ChatEntry> m_entries;
    QStringList m_suggestions, m_past;
    QString m_conversation;
    std::vector<PastAnswer> m_history;
    JobId m_refinement = 0;
    int m_running = 0;
};

} // namespace plumbline::ui
