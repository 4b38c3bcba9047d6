// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/forecast/target_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/metrics/metrics.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/session/wording.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

constexpr double largest_target = 1e15;

} // namespace

TargetDialog::TargetDialog(ForecastPresenter& presenter, QWidget* parent)
    : QDialog(parent), m_presenter(presenter), m_days(presenter.targetPeriods()) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Target"));
    const std::string unit = metrics::find_metric(presenter.asked().metric).unit;
    m_percent = unit == "percent";
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    column->addWidget(new WrapLabel(tr("The forecast says how likely the target is."), TextStyle::body));
    auto* form = new QFormLayout;
    form->setSpacing(px(8));
    m_period = new QComboBox;
    const Language language = presenter.session().language();
    for (size_t i = 0; i < m_days.size(); ++i)
        m_period->addItem(i == 0 ? tr("The whole forecast, %1").arg(qs(format_range(m_days[i], language)))
                                 : qs(format_range(m_days[i], language)));
    m_value = new QDoubleSpinBox;
    m_value->setRange(0, largest_target);
    m_value->setDecimals(unit == "count" ? 0 : 2);
    m_value->setGroupSeparatorShown(true);
    m_value->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_value->setMinimumWidth(px(180));
    if (m_percent) m_value->setSuffix(QStringLiteral(" %"));
    form->addRow(tr("&Period"), m_period);
    form->addRow(tr("&Value"), m_value);
    column->addLayout(form);
    auto* buttons = new QHBoxLayout;
    m_remove = makeButton(tr("Remove the target"), ButtonKind::quiet);
    auto* set = makeButton(tr("Set the target"), ButtonKind::primary);
    set->setDefault(true);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(set);
    column->addLayout(buttons);
    connect(m_period, &QComboBox::currentIndexChanged, this, &TargetDialog::take);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_presenter.setTarget(days(), std::nullopt);
        close();
    });
    connect(set, &QPushButton::clicked, this, [this] {
        m_presenter.setTarget(days(), m_percent ? m_value->value() / 100 : m_value->value());
        close();
    });
    // The one that is set already, if any.
    for (size_t i = 0; i < m_days.size(); ++i)
        if (presenter.target(m_days[i])) {
            m_period->setCurrentIndex(static_cast<int>(i));
            break;
        }
    take();
    m_value->setFocus();
    m_value->selectAll();
}

DateRange TargetDialog::days() const { return m_days.at(static_cast<size_t>(std::max(0, m_period->currentIndex()))); }

void TargetDialog::take() {
    const auto set = m_presenter.target(days());
    m_remove->setVisible(set.has_value());
    const report::ForecastView* view = m_presenter.view();
    // Where nothing is set, the forecast itself is what one starts from.
    const double start = set ? *set : m_period->currentIndex() == 0 && view ? view->sum.value_or(0) : 0;
    m_value->setValue(m_percent ? start * 100 : start);
}

} // namespace plumbline::ui
