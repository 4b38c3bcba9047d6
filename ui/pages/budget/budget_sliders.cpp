// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/budget/budget_sliders.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/pages/budget/budget_presenter.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
constexpr int steps = 1000; ///< of a slider: finer than its pixels
} // namespace

BudgetSliders::BudgetSliders(BudgetPresenter& presenter, QWidget* parent) : QWidget(parent), m_presenter(presenter) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 4, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

void BudgetSliders::rebuild() {
    for (const Row& row : m_rows)
        for (QWidget* widget : {static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.slider),
                                static_cast<QWidget*>(row.value), static_cast<QWidget*>(row.release)})
            widget->deleteLater();
    m_rows.clear();
    int line = 0;
    for (const allocate::Channel& c : m_presenter.channels()) {
        Row row;
        row.channel = qs(c.curve.name);
        row.lower = c.lower;
        row.upper = c.upper;
        row.name = makeLabel(row.channel, TextStyle::body);
        row.slider = new QSlider(Qt::Horizontal);
        row.slider->setRange(0, steps);
        row.slider->setPageStep(steps / 20);
        row.slider->setSingleStep(steps / 100);
        row.slider->setAccessibleName(tr("Spend on %1 per week").arg(row.channel));
        row.slider->setEnabled(c.upper > c.lower);
        row.value = makeLabel(QString(), TextStyle::body);
        row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.value->setMinimumWidth(96);
        row.release = makeIconButton("close", tr("Let %1 follow the plan again").arg(row.channel));
        connect(row.slider, &QSlider::valueChanged, this, [this, channel = row.channel, low = c.lower, high = c.upper](int at) {
            m_presenter.hold(channel, low + (high - low) * at / steps);
        });
        connect(row.release, &QToolButton::clicked, this, [this, channel = row.channel] { m_presenter.release(channel); });
        m_grid->addWidget(row.name, line, 0);
        m_grid->addWidget(row.slider, line, 1);
        m_grid->addWidget(row.value, line, 2);
        m_grid->addWidget(row.release, line, 3);
        ++line;
        m_rows.push_back(row);
    }
    refresh();
}

void BudgetSliders::refresh() {
    const allocate::Plan* plan = m_presenter.plan();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const bool held = m_presenter.isHeld(row.channel);
        row.release->setVisible(held);
        setTone(row.name, held ? Tone::normal : Tone::muted);
        if (!plan || i >= plan->lines.size()) continue;
        const double spend = plan->lines[i].proposed;
        row.value->setText(qs(format_money(spend, numberStyle())));
        if (row.slider->isSliderDown()) continue;
        const QSignalBlocker quiet(row.slider);
        if (row.upper > row.lower) row.slider->setValue(qRound((spend - row.lower) / (row.upper - row.lower) * steps));
    }
}

} // namespace plumbline::ui
