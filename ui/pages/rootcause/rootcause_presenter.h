// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/rootcause/explain.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Root cause page: the metric, its explanation for the shared selection, and how far down a person has gone.
class RootCausePresenter : public QObject {
    Q_OBJECT
public:
    using Explain =
        std::function<rootcause::Explanation(const Facts&, const rootcause::ExplainSpec&, Progress&, std::stop_token)>;
    explicit RootCausePresenter(Session& session, Explain explain = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    const rootcause::Explanation* explanation() const { return m_explanation ? &*m_explanation : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    QString metric() const { return m_metric; }
    void setMetric(const QString& id);
    std::vector<QString> metrics() const; ///< ids that the dataset has
    /// Computes only once the page was looked at.
    void activate();
    rootcause::ExplainSpec request() const;

    /// The segment whose parts are listed, and the dimension they are told apart by.
    const rootcause::Segment& place() const { return m_place; }
    int dimension() const { return m_dimension; }
    void setDimension(int dimension);
    /// One level down, into the value of that name.
    void drill(const QString& value);
    void drillUp(int level);

Q_SIGNALS:
    void changed();
    void loadingChanged();

private:
    void onFacts();
    void reload();
    void start();
    int nextDimension() const;
    Session& m_session;
    Explain m_make;
    std::optional<rootcause::Explanation> m_explanation;
    std::optional<Error> m_error;
    QString m_metric = QStringLiteral("revenue");
    rootcause::Segment m_place;
    int m_dimension = 0;
    JobId m_job = 0;
    QTimer m_later;
    bool m_wanted = false;
    int64_t m_dataset = 0;
};

} // namespace plumbline::ui
