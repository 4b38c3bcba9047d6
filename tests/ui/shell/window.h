// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTemporaryDir>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/previews.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/pages/start/start_page.h"
#include "ui/shell/main_window.h"

namespace plumbline::test {

/// The whole window over a workspace of its own and a dashboard that computes nothing.
class Window {
public:
    Window() {
        data = new ui::DataPage(datasets, import);
        window = std::make_unique<ui::MainWindow>(session, std::vector<ui::Page*>{new ui::DashboardPage(dashboard), data},
                                                  new ui::StartPage(session));
        window->resize(1366, 768);
    }
    bool open() {
        session.createWorkspace(folder.filePath("Nordhang"), "Nordhang");
        if (!waitFor([&] { return session.isOpen(); })) return false;
        session.adopt(someFacts());
        return waitFor([&] { return dashboard.dashboard() != nullptr; });
    }
    QTemporaryDir folder;
    ui::Settings settings{folder.filePath("config")};
    ui::Session session{settings};
    ui::DashboardPresenter dashboard{
        session, [](const ui::Facts&, const report::DashboardRequest& r, std::stop_token) { return someDashboard(r); }};
    ui::DatasetsPresenter datasets{session};
    ui::ImportPresenter import{
        session,
        {[](const auto&, const auto&, Progress&, std::stop_token) { return somePreview(); },
         [](auto&, const ingest::ImportRequest&, Progress&, std::stop_token) { return ingest::ImportResult{}; }}};
    ui::DataPage* data;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace plumbline::test
