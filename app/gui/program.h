// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include <QObject>
#include <QTranslator>

#include "app/gui/pseudo.h"
#include "ui/pages/audit/audit_presenter.h"
#include "ui/pages/budget/budget_presenter.h"
#include "ui/pages/dashboard/dashboard_presenter.h"
#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/pages/forecast/forecast_presenter.h"
#include "ui/pages/predict/predict_presenter.h"
#include "ui/pages/pulse/alert_watch.h"
#include "ui/pages/pulse/pulse_presenter.h"
#include "ui/pages/reports/reports_presenter.h"
#include "ui/pages/response/response_presenter.h"
#include "ui/pages/roi/roi_presenter.h"
#include "ui/pages/rootcause/rootcause_presenter.h"
#include "ui/pages/segments/segments_presenter.h"
#include "ui/pages/simulator/simulator_presenter.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"

namespace plumbline::app {

/// The parts put together: settings, session, presenters, and a window that is made anew in another language while they stay.
class Program : public QObject {
    Q_OBJECT
public:
    explicit Program(const QString& configDir);
    ~Program() override;
    ui::Settings& settings() { return m_settings; }
    ui::Session& session() { return m_session; }
    ui::DashboardPresenter& dashboard() { return m_dashboard; }
    ui::ImportPresenter& import() { return m_import; }
    ui::MainWindow& window() { return *m_window; }
    /// Makes the window; show() it afterwards.
    void makeWindow();
    /// Opens the assistant and asks it.
    void ask(const QString& question);
    /// Speaks in made-up texts that are 40 % longer (see PseudoTranslator).
    void setPseudo(bool pseudo);

private:
    void translate();
    void rebuild();
    void makeWindowAnew();
    ui::Settings m_settings;
    ui::Session m_session;
    ui::DashboardPresenter m_dashboard;
    ui::PulsePresenter m_pulse;
    ui::ReportsPresenter m_reports;
    ui::RoiPresenter m_roi;
    ui::ForecastPresenter m_forecast;
    ui::SegmentsPresenter m_segments;
    ui::PredictPresenter m_predict;
    ui::SimulatorPresenter m_simulator;
    ui::ResponsePresenter m_response;
    ui::BudgetPresenter m_budget;
    ui::RootCausePresenter m_rootcause;
    ui::AuditPresenter m_audit;
    ui::DatasetsPresenter m_datasets;
    ui::ImportPresenter m_import;
    ui::AlertWatch m_alerts;
    QTranslator m_english, m_ours, m_qts;
    PseudoTranslator m_pseudo;
    bool m_isPseudo = false;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace plumbline::app
