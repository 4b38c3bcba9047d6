// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/charts/chart_widget.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

ChartCard::ChartCard(QWidget* parent) : Card(parent), m_chart(new ChartWidget(this)) {
    setBody(m_chart);
    bodyLayout()->setContentsMargins(px(6), px(8), px(6), 0);
    setTableButtonShown(true);
    connect(this, &Card::tableToggled, m_chart, &ChartWidget::setTableShown);
    moreMenu()->addActions(m_chart->exportActions());
}

void ChartCard::setSpec(const ChartSpec& spec) {
    setTitle(qs(spec.title));
    setSubtitle(qs(spec.subtitle));
    m_chart->setSpec(spec);
}

TableCard::TableCard(QWidget* parent)
    : Card(parent), m_table(new SpecTable(this)), m_note(makeButton({}, ButtonKind::quiet, {}, this)) {
    setBody(m_table);
    bodyLayout()->setContentsMargins(0, px(2), 0, 0);
    bodyLayout()->addStretch(1);
    m_note->setProperty("compact", true);
    m_note->hide();
    setSelector(m_note);
    connect(m_note, &QPushButton::clicked, this, &TableCard::noteClicked);
}

void TableCard::setSpec(const TableSpec& spec) {
    setTitle(qs(spec.title));
    setSubtitle(qs(spec.subtitle));
    m_table->setSpec(spec);
    m_note->setText(qs(spec.note));
    m_note->setVisible(!spec.note.empty());
}

} // namespace plumbline::ui
