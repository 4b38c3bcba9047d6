// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/data/datasets_view.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/pages/data/import_view.h"
#include "ui/pages/data/set_aside_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/segment_tabs.h"

namespace plumbline::ui {

DataPage::DataPage(DatasetsPresenter& datasets, ImportPresenter& import, QWidget* parent)
    : Page(parent), m_datasets(datasets), m_import(import) {
    m_tabs = new SegmentTabs(this);
    m_add = makeButton(tr("Add files"), ButtonKind::outlined, "plus", this);
    m_tabs->hide();
    m_add->hide();
    m_stack = new QStackedWidget;
    auto* files = new ImportView(import);
    m_views = {new DatasetsView(datasets), files, new SetAsideView(datasets)};
    const auto offer = [this, files] { files->setOffer(DatasetsView::offerOf(m_datasets), DatasetsView::tr("See them as one")); };
    connect(&datasets, &DatasetsPresenter::changed, files, offer);
    connect(files, &ImportView::offerTaken, this, [this] {
        m_datasets.combine();
        showTab(QStringLiteral("datasets"));
    });
    offer();
    for (ScrollPage* view : m_views) {
        m_stack->addWidget(view);
        m_tabs->addTab(view->id(), view->title());
        connect(view, &Page::chooseFilesRequested, this, &Page::chooseFilesRequested);
        connect(view, &Page::openPageRequested, this, &Page::openPageRequested);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_tabs, &SegmentTabs::currentChanged, this, &DataPage::showTab);
    connect(m_add, &QPushButton::clicked, this, &Page::chooseFilesRequested);
    showTab(import.stage() == ImportPresenter::Stage::idle ? QStringLiteral("datasets") : QStringLiteral("import"));
}

QWidget* DataPage::barLead() { return m_tabs; }

QWidget* DataPage::barTail() { return m_add; }

QString DataPage::unsavedInput() const {
    if (m_datasets.hasChanges()) return tr("Changes to columns are not applied yet.");
    return {};
}

bool DataPage::takeFiles(const QStringList& files) {
    m_import.addFiles(files);
    showTab(QStringLiteral("import"));
    return true;
}

void DataPage::activated() {
    for (ScrollPage* view : m_views)
        if (view == m_stack->currentWidget()) view->activated();
}

void DataPage::showPlace(const QString& place) {
    const QStringList words = place.split(QLatin1Char(' '));
    showTab(words.front());
    if (words.size() > 1) m_datasets.loadRejects(words[1].toLongLong());
}

bool DataPage::isSettled() const { return !m_import.isBusy() && !m_datasets.isBusy() && !m_datasets.session().isLoading(); }

void DataPage::showTab(const QString& id) {
    for (ScrollPage* view : m_views)
        if (view->id() == id) m_stack->setCurrentWidget(view);
    m_tabs->setCurrent(id);
    activated();
}

} // namespace plumbline::ui
