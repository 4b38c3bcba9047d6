// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>

#include <QObject>

#include "core/response/fit.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Response page: the fit that the workspace keeps, the channel that is looked at, experiments. Reads the kept fit
/// when facts change; fits anew only when asked, as a job, with what the workspace knows.
class ResponsePresenter : public QObject {
    Q_OBJECT
public:
    /// What a fit is made of; a test may give another.
    using Fit =
        std::function<response::ResponseFit(const Facts&, const std::shared_ptr<WorkspaceHandle>&, const response::ResponseSpec&,
                                            const std::string& target, Progress&, std::stop_token)>;
    explicit ResponsePresenter(Session& session, Fit fit = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    /// Null until there is one.
    const response::ResponseFit* fit() const { return m_fit ? &*m_fit : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0; }
    /// Facts or experiments changed since the fit was made.
    bool isStale() const { return m_stale; }

    /// Metrics of the dataset that advertising can add to.
    std::vector<QString> targets() const;
    QString target() const { return m_target; }
    void setTarget(const QString& metric);
    /// The channel whose curve is shown; the largest by default.
    size_t channel() const { return m_channel; }
    void setChannel(size_t channel);

    const std::vector<response::LiftTest>& lifts() const { return m_lifts; }
    /// Keeps the experiments, as an undoable step, and fits anew.
    void setLifts(std::vector<response::LiftTest> lifts);
    /// Fits anew: quickly, or with the whole posterior and the checks.
    void run(bool posterior);
    void cancel();

Q_SIGNALS:
    void changed();
    void loadingChanged();

private:
    friend class LiftsCommand;
    void onFacts();
    void storeLifts(std::vector<response::LiftTest> lifts);
    void take(response::ResponseFit fit);
    void fail(const Error& error);
    Session& m_session;
    Fit m_make;
    std::optional<response::ResponseFit> m_fit;
    std::optional<Error> m_error;
    std::vector<response::LiftTest> m_lifts;
    QString m_target = QStringLiteral("revenue");
    std::string m_dataset;
    size_t m_channel = 0;
    JobId m_job = 0;
    bool m_stale = false;
};

} // namespace plumbline::ui
