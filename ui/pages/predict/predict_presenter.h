// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/report/prediction.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Prediction page, without a widget: the version that is looked at, training, and the versions that the workspace
/// keeps.
class PredictPresenter : public QObject {
    Q_OBJECT
public:
    using Train = std::function<predict::PredictFit(const Facts&, const predict::PredictSpec&, Progress&, std::stop_token)>;
    explicit PredictPresenter(Session& session, Train train = {}, QObject* parent = nullptr);
    Session& session() { return m_session; }
    /// Null until a version is shown.
    /// What a training would show and needs; there must be facts.
    report::PredictionOutlook outlook() const;
    const report::PredictionReport* report() const { return m_report ? &*m_report : nullptr; }
    /// Of the chosen prediction.
    const report::PredictionDetail& detail() const { return m_detail; }
    const TableSpec& versions() const { return m_versions; }
    const std::optional<Error>& error() const { return m_error; }
    bool isTraining() const { return m_training != 0; }
    bool isLoading() const { return m_reading != 0 || m_later.isActive(); }
    /// 0 to 1 while it trains; negative: not known.
    double fraction() const;
    void setWanted(bool wanted);

    QString target() const { return m_target; }
    void setTarget(const QString& metric);
    /// Sums that the dataset has.
    std::vector<QString> targets() const;
    /// Field of the dimension that is predicted; empty: campaign, else the channel.
    QString by() const { return m_by; }
    void setBy(const QString& field);
    /// (field, name).
    std::vector<std::pair<QString, QString>> dimensions() const;

    void train();
    void cancel();
    /// Explains the prediction of this row of the report's table, by name.
    void choose(const QString& name);
    QString chosen() const { return m_chosen; }
    /// Looks at a kept version, by the name that the table gives it.
    void showVersion(const QString& name);
    /// The version that is looked at answers from now on.
    void putBack();
    bool canPutBack() const;
    /// It learnt from other data than those of now.
    bool isStale() const;

    void exportTo(const QString& file);
    report::Document document() const;

Q_SIGNALS:
    void changed();
    void loadingChanged();
    void progressed();
    /// What became of a training or of a version, in words.
    void told(plumbline::Tone tone, const QString& sentence);
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    struct Read {
        std::vector<registry::Model> models;
        std::optional<predict::PredictFit> fit; ///< of the version asked for, else of the one in use
        std::string id;
    };
    void reload();
    void read(const std::string& wanted = {});
    void take(Read read);
    void word();
    predict::PredictSpec spec() const;

    Session& m_session;
    Train m_train;
    std::shared_ptr<const predict::PredictFit> m_fit;
    std::vector<registry::Model> m_models; ///< of the target and dimension, without their bytes
    std::string m_shown;                   ///< id of the version that is looked at
    std::optional<report::PredictionReport> m_report;
    report::PredictionDetail m_detail;
    TableSpec m_versions;
    std::optional<Error> m_error;
    QString m_target = QStringLiteral("revenue"), m_by, m_chosen;
    bool m_wanted = false, m_stale = true;
    JobId m_training = 0, m_reading = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
