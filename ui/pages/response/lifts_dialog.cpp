// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/response/lifts_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

enum Column { channel_column, from_column, to_column, change_column, lift_column, error_column, columns };

QString numberText(double v) { return v == 0 ? QString() : QLocale().toString(v, 'f', 2); }

std::optional<double> numberOf(const QTableWidget& table, int row, int column) {
    const QTableWidgetItem* item = table.item(row, column);
    const QString text = item ? item->text().trimmed() : QString();
    bool ok = false;
    double v = QLocale().toDouble(text, &ok);
    if (!ok) v = QLocale::c().toDouble(text, &ok);
    return ok ? std::optional<double>(v) : std::nullopt;
}

std::optional<Date> dateOf(const QTableWidget& table, int row, int column) {
    const QTableWidgetItem* item = table.item(row, column);
    return item ? parse_iso_date(item->text().trimmed().toStdString()) : std::nullopt;
}

} // namespace

LiftsDialog::LiftsDialog(const QStringList& channels, const std::vector<response::LiftTest>& tests, QWidget* parent)
    : QDialog(parent), m_channels(channels) {
    setWindowTitle(tr("Experiments"));
    resize(px(820), px(380));
    auto* layout = new QVBoxLayout(this);
    auto* text = new WrapLabel(tr("For some weeks a channel's spend was changed, or switched off, and the target was measured "
                                  "against regions or people without "
                                  "the change. The model takes each experiment as evidence, as strong as its standard error is "
                                  "small. Leave the change of spend empty "
                                  "where the channel was switched off."),
                               TextStyle::body, Tone::muted);
    layout->addWidget(text);
    m_table = new QTableWidget(0, columns);
    m_table->setAccessibleName(tr("Experiments"));
    m_table->setHorizontalHeaderLabels({tr("Channel"), tr("From (YYYY-MM-DD)"), tr("To (YYYY-MM-DD)"),
                                        tr("Change of spend a week"), tr("Measured lift"), tr("Standard error")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false); // arrows go from cell to cell; Tab leads on to the buttons
    layout->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    auto* add = makeButton(tr("Add experiment"), ButtonKind::outlined);
    auto* remove = makeButton(tr("Remove"), ButtonKind::quiet);
    buttons->addWidget(add);
    buttons->addWidget(remove);
    m_problem = makeLabel(QString(), TextStyle::small, Tone::warning);
    buttons->addWidget(m_problem, 1);
    layout->addLayout(buttons);
    auto* box = new QDialogButtonBox;
    m_accept = box->addButton(tr("Use experiments"), QDialogButtonBox::AcceptRole);
    box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    layout->addWidget(box);
    connect(box, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({});
        check();
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        m_table->removeRow(m_table->currentRow() >= 0 ? m_table->currentRow() : m_table->rowCount() - 1);
        check();
    });
    connect(m_table, &QTableWidget::itemChanged, this, &LiftsDialog::check);
    for (const response::LiftTest& test : tests) addRow(test);
    if (tests.empty()) addRow({});
    check();
}

void LiftsDialog::addRow(const response::LiftTest& test) {
    const QSignalBlocker blocked(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto* channel = new QComboBox;
    channel->addItems(m_channels);
    channel->setAccessibleName(tr("Channel of experiment %1").arg(row + 1));
    channel->setCurrentIndex(std::max(0, static_cast<int>(m_channels.indexOf(qs(test.channel)))));
    m_table->setCellWidget(row, channel_column, channel);
    const auto set = [&](int column, const QString& text) { m_table->setItem(row, column, new QTableWidgetItem(text)); };
    set(from_column, test.from ? qs(to_iso(*test.from)) : QString());
    set(to_column, test.to ? qs(to_iso(*test.to)) : QString());
    set(change_column, numberText(test.delta_weekly_spend));
    set(lift_column, numberText(test.lift));
    set(error_column, numberText(test.sd));
}

std::vector<std::optional<response::LiftTest>> LiftsDialog::read() const {
    std::vector<std::optional<response::LiftTest>> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        response::LiftTest test;
        const auto* channel = qobject_cast<QComboBox*>(m_table->cellWidget(row, channel_column));
        const auto from = dateOf(*m_table, row, from_column), to = dateOf(*m_table, row, to_column);
        const auto lift = numberOf(*m_table, row, lift_column), error = numberOf(*m_table, row, error_column);
        if (!channel || !from || !to || *to < *from || !lift || !error || *error <= 0) {
            all.push_back(std::nullopt);
            continue;
        }
        test.channel = channel->currentText().toStdString();
        test.from = from;
        test.to = to;
        test.delta_weekly_spend = numberOf(*m_table, row, change_column).value_or(0);
        test.weeks = (*to - *from + 1) / 7.0;
        test.lift = *lift;
        test.sd = *error;
        all.push_back(test);
    }
    return all;
}

void LiftsDialog::check() {
    int missing = 0;
    for (const auto& one : read()) missing += !one;
    m_problem->setText(missing > 0
                           ? tr("%n experiment(s) still need both dates, the lift and its standard error", nullptr, missing)
                           : QString());
    m_accept->setEnabled(missing == 0);
}

std::vector<response::LiftTest> LiftsDialog::tests() const {
    std::vector<response::LiftTest> all;
    for (const auto& one : read())
        if (one) all.push_back(*one);
    return all;
}

} // namespace plumbline::ui
