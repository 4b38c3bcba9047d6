// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/pages/page.h"

class QPushButton;
class QStackedWidget;

namespace plumbline::ui {

class DatasetsPresenter;
class DatasetsView;
class ImportPresenter;
class ImportView;
class SegmentTabs;
class SetAsideView;

/// Where the numbers come from: datasets, import, rows set aside.
class DataPage : public Page {
    Q_OBJECT
public:
    DataPage(DatasetsPresenter& datasets, ImportPresenter& import, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("data"); }
    QString title() const override { return tr("Data"); }
    QString iconName() const override { return QStringLiteral("data"); }
    PageGroup group() const override { return PageGroup::source; }
    bool usesSelection() const override { return false; }
    QWidget* barLead() override;
    QWidget* barTail() override;
    QString unsavedInput() const override;
    bool takeFiles(const QStringList& files) override;
    void activated() override;
    void showPlace(const QString& place) override;
    bool isSettled() const override;
    /// "datasets", "import", "set_aside".
    void showTab(const QString& id);

private:
    DatasetsPresenter& m_datasets;
    ImportPresenter& m_import;
    SegmentTabs* m_tabs;
    QPushButton* m_add;
    QStackedWidget* m_stack;
    QList<ScrollPage*> m_views;
};

} // namespace plumbline::ui
