// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QObject>

#include "core/audit/remedy.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the audit page, without a widget. Audits each dataset once after it came in, in a job, and keeps the report in the
/// workspace; decisions rebuild the facts in a job and can be undone.
class AuditPresenter : public QObject {
    Q_OBJECT
public:
    enum class Show { open, decided, all, advice };
    explicit AuditPresenter(Session& session, QObject* parent = nullptr);

    Session& session() { return m_session; }
    const audit::AuditReport* report() const { return m_report ? &*m_report : nullptr; }
    const std::vector<audit::Remedy>& remedies() const { return m_remedies; }
    const std::optional<Error>& error() const { return m_error; }
    bool isBusy() const { return m_job != 0; }

    /// Which findings are listed.
    void setShow(Show show);
    Show show() const { return m_show; }
    /// Field of a measure; empty: all.
    void setMeasure(const QString& field);
    QString measure() const { return m_measure; }
    std::vector<const audit::Finding*> findings() const;

    /// The finding that is looked at; null: none.
    const audit::Finding* current() const;
    void choose(const QString& key);
    /// What the remedy would change, once it is computed.
    audit::Action action() const { return m_action; }
    void setAction(audit::Action action);
    const std::vector<audit::Change>& changes() const { return m_changes; }
    /// The sum of the forecast before and after the remedy; missing while it is computed, and where there is none.
    const std::optional<audit::Change>& forecastChange() const { return m_forecast; }

    /// While the page is seen: forecasts are computed for who looks.
    void setWanted(bool wanted);
    void runAgain();
    void decide(const QString& why = {});
    void undo(const QString& remedy);

Q_SIGNALS:
    void changed();

private:
    void load(bool again);
    void refreshPreview();
    void refreshForecast();
    friend class RemedyCommand;
    void work(const QString& what, std::function<void(store::Workspace&, const DatasetInfo&, Progress&, std::stop_token)> change,
              std::function<void()> done = {});
    void apply(const audit::Finding& finding, audit::Action action, const QString& why, std::function<void()> done);
    void takeBack(const std::string& finding, std::function<void()> done);
    Session& m_session;
    std::optional<audit::AuditReport> m_report;
    std::vector<audit::Remedy> m_remedies;
    std::optional<Error> m_error;
    std::vector<audit::Change> m_changes;
    std::optional<audit::Change> m_forecast;
    Show m_show = Show::open;
    QString m_measure, m_key;
    bool m_wanted = false;
    audit::Action m_action = audit::Action::leave;
    JobId m_job = 0, m_preview = 0, m_forecasting = 0;
    QString m_forecastOf; ///< key of the finding that m_forecast is of
};

} // namespace plumbline::ui
