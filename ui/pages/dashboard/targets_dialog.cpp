// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/targets_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/pulse/target_file.h"
#include "ui/charts/number_style.h"
#include "ui/session/wording.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

constexpr double largest_target = 1e15;

QDate toQDate(Date d) {
    const CivilDate c = to_civil(d);
    return {c.year, static_cast<int>(c.month), static_cast<int>(c.day)};
}

Date fromQDate(const QDate& d) {
    return from_civil({d.year(), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day())});
}

std::string unitOf(const std::string& metric) {
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == metric) return m.unit;
    return "count";
}

} // namespace

TargetsDialog::TargetsDialog(DashboardPresenter& presenter, QWidget* parent) : QDialog(parent), m_presenter(presenter) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Targets"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    m_message = new InlineMessage;
    column->addWidget(m_message);
    m_list = new QVBoxLayout;
    m_list->setSpacing(px(2));
    column->addLayout(m_list);
    auto* form = new QFormLayout;
    form->setSpacing(px(8));
    m_metric = new QComboBox;
    for (const auto& choice : presenter.metricChoices()) m_metric->addItem(choice.name, choice.id);
    m_span = new QComboBox;
    m_span->addItem(tr("Month"), static_cast<int>(Grain::month));
    m_span->addItem(tr("Quarter"), static_cast<int>(Grain::quarter));
    m_span->addItem(tr("Year"), static_cast<int>(Grain::year));
    m_span->addItem(tr("Days of one's own"), -1);
    m_from = new QDateEdit;
    m_to = new QDateEdit;
    for (QDateEdit* edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy")); // 11/10/26 is another day on each side of an ocean
    }
    m_value = new QDoubleSpinBox;
    m_value->setRange(0, largest_target);
    m_value->setDecimals(2);
    m_value->setGroupSeparatorShown(true);
    m_value->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_value->setMinimumWidth(px(180));
    form->addRow(tr("&Metric"), m_metric);
    form->addRow(tr("&Period"), m_span);
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&To"), m_to);
    form->addRow(tr("&Value"), m_value);
    column->addLayout(form);
    auto* buttons = new QHBoxLayout;
    auto* close = makeButton(tr("Close"), ButtonKind::quiet);
    auto* add = makeButton(tr("Set the target"), ButtonKind::primary);
    auto* paste = makeButton(tr("Paste from a sheet"), ButtonKind::outlined);
    paste->setToolTip(
        tr("Copied cells with a head: metric, period (2026-11) or from and to, value, and dimensions where needed"));
    buttons->addWidget(paste);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(add);
    column->addLayout(buttons);
    const auto last = presenter.session().selection().data();
    const Date day = last ? last->to : from_civil({2026, 1, 1});
    m_from->setDate(toQDate(period_start(day, Grain::month)));
    takePeriod();
    connect(m_span, &QComboBox::currentIndexChanged, this, &TargetsDialog::takePeriod);
    connect(m_from, &QDateEdit::dateChanged, this, [this] {
        if (m_span->currentData().toInt() >= 0) takePeriod();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(add, &QPushButton::clicked, this, &TargetsDialog::add);
    connect(paste, &QPushButton::clicked, this, &TargetsDialog::paste);
    connect(&presenter.records(), &DashboardRecords::changed, this, &TargetsDialog::refresh);
    refresh();
}

void TargetsDialog::setMetric(const QString& id) {
    if (const int at = m_metric->findData(id); at >= 0) m_metric->setCurrentIndex(at);
}

void TargetsDialog::takePeriod() {
    const int span = m_span->currentData().toInt();
    m_to->setEnabled(span < 0);
    if (span < 0) return;
    const auto grain = static_cast<Grain>(span);
    const Date from = period_start(fromQDate(m_from->date()), grain);
    const QSignalBlocker quiet(m_from);
    m_from->setDate(toQDate(from));
    m_to->setDate(toQDate(period_end(from, grain)));
}

void TargetsDialog::add() {
    metrics::Target t;
    t.metric = m_metric->currentData().toString().toStdString();
    t.days = {fromQDate(m_from->date()), std::max(fromQDate(m_from->date()), fromQDate(m_to->date()))};
    // Percentages are kept as fractions.
    t.value = unitOf(t.metric) == "percent" ? m_value->value() / 100 : m_value->value();
    m_presenter.records().putTarget(t);
}

void TargetsDialog::paste() {
    const FactsPtr facts = m_presenter.session().facts();
    if (!facts) return;
    try {
        const auto targets = pulse::paste_targets(QGuiApplication::clipboard()->text().toStdString(), facts->dataset,
                                                  m_presenter.session().language());
        m_presenter.records().putTargets(targets);
        m_message->setMessage(Tone::gain, tr("%Ln target(s) taken from the sheet.", nullptr, static_cast<int>(targets.size())));
    } catch (const Error& error) {
        // Which line, and what is wrong with it.
        m_message->setMessage(Tone::loss, qs(error.text(m_presenter.session().language()).what_happened));
    }
}

void TargetsDialog::refresh() {
    while (QLayoutItem* item = m_list->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    const auto& all = m_presenter.records().targets();
    if (all.empty()) m_list->addWidget(makeLabel(tr("No target is set yet."), TextStyle::control, Tone::muted));
    for (const metrics::Target& t : all) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(px(8));
        QString name = qs(t.metric);
        for (const auto& choice : m_presenter.metricChoices())
            if (choice.id == name) {
                name = choice.name;
                break;
            }
        for (const metrics::Filter& f : t.where)
            for (const std::string& value : f.values) name += QStringLiteral(" · ") + qs(value);
        const QString text = tr("%1: %2, %3")
                                 .arg(name, qs(format_card(t.value, unitOf(t.metric), numberStyle())),
                                      qs(format_range(t.days, m_presenter.session().language())));
        row->addWidget(makeLabel(text, TextStyle::control), 1);
        auto* remove = makeIconButton("trash", tr("Remove the target %1").arg(text));
        connect(remove, &QToolButton::clicked, this, [this, id = qs(t.id)] { m_presenter.records().removeTarget(id); });
        row->addWidget(remove);
        m_list->addWidget(line);
    }
}

} // namespace plumbline::ui
