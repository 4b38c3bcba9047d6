// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/range_picker.h"

#include <QCalendarWidget>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QTextCharFormat>
#include <QVBoxLayout>

#include "core/base/calendar.h"
#include "core/base/format.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

const QDate epoch(1970, 1, 1);
QDate toQDate(Date d) { return epoch.addDays(d.days); }
Date fromQDate(const QDate& d) { return {static_cast<int32_t>(epoch.daysTo(d))}; }

QCalendarWidget* makeCalendar(const QString& name, QWidget* parent) {
    auto* calendar = new QCalendarWidget(parent);
    calendar->setFirstDayOfWeek(static_cast<Qt::DayOfWeek>(plumbline::calendar().first_weekday));
    calendar->setVerticalHeaderFormat(QCalendarWidget::ISOWeekNumbers);
    calendar->setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    calendar->setGridVisible(false);
    calendar->setAccessibleName(name);
    calendar->setFixedSize(px(250), px(210));
    return calendar;
}

void colour(QCalendarWidget* calendar) {
    QTextCharFormat plain;
    plain.setForeground(tokens().text);
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) calendar->setWeekdayTextFormat(static_cast<Qt::DayOfWeek>(day), plain);
    QTextCharFormat head;
    head.setForeground(tokens().muted);
    head.setBackground(tokens().surface);
    calendar->setHeaderTextFormat(head);
}

} // namespace

QString RangePicker::presetName(RangePreset preset) {
    switch (preset) {
    case RangePreset::weeks_1: return tr("Last complete week");
    case RangePreset::weeks_4: return tr("4 complete weeks");
    case RangePreset::weeks_13: return tr("13 complete weeks");
    case RangePreset::weeks_26: return tr("26 complete weeks");
    case RangePreset::weeks_52: return tr("52 complete weeks");
    case RangePreset::month_to_date: return tr("Month to date");
    case RangePreset::quarter_to_date: return tr("Quarter to date");
    case RangePreset::year_to_date: return tr("Year to date");
    case RangePreset::all: return tr("All days");
    case RangePreset::custom: return tr("From and to");
    }
    return {};
}

RangePicker::RangePicker(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_presets(new QListWidget(this)), m_from(makeCalendar(tr("First day"), this)),
      m_to(makeCalendar(tr("Last day"), this)), m_summary(makeLabel({}, TextStyle::control, Tone::muted, this)),
      m_apply(makeButton(tr("Apply"), ButtonKind::outlined, {}, this)) {
    setObjectName(QStringLiteral("popup"));
    setAccessibleName(tr("Period"));
    m_presets->setAccessibleName(tr("Periods"));
    m_presets->setFixedWidth(px(170));
    for (int i = 0; i <= static_cast<int>(RangePreset::custom); ++i) m_presets->addItem(presetName(static_cast<RangePreset>(i)));
    // All of them in sight: a list of ten that scrolls hides the last.
    m_presets->ensurePolished();
    m_presets->setMinimumHeight(m_presets->sizeHintForRow(0) * m_presets->count() + px(12));
    auto* calendars = new QHBoxLayout;
    calendars->setSpacing(px(12));
    for (auto [text, calendar] : {std::pair{tr("First day"), m_from}, std::pair{tr("Last day"), m_to}}) {
        auto* column = new QVBoxLayout;
        column->setSpacing(px(4));
        column->addWidget(makeLabel(text, TextStyle::small, Tone::muted, this));
        column->addWidget(calendar);
        calendars->addLayout(column);
        colour(calendar);
    }
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_apply);
    auto* right = new QVBoxLayout;
    right->setSpacing(px(8));
    right->addLayout(calendars);
    right->addLayout(foot);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(px(8), px(8), px(12), px(8));
    row->setSpacing(px(12));
    row->addWidget(m_presets);
    row->addLayout(right);

    auto fromRow = [this](int r) { choose(static_cast<RangePreset>(r)); };
    connect(m_presets, &QListWidget::itemClicked, this, [this, fromRow] { fromRow(m_presets->currentRow()); });
    connect(m_presets, &QListWidget::itemActivated, this, [this, fromRow] { fromRow(m_presets->currentRow()); });
    auto own = [this] {
        m_preset = RangePreset::custom;
        m_range = {fromQDate(m_from->selectedDate()), fromQDate(m_to->selectedDate())};
        if (m_range.to < m_range.from) std::swap(m_range.from, m_range.to);
        refresh();
    };
    connect(m_from, &QCalendarWidget::clicked, this, own);
    connect(m_to, &QCalendarWidget::clicked, this, own);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT picked(m_preset, m_range);
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        colour(m_from);
        colour(m_to);
    });
}

void RangePicker::setData(Date first, Date last) {
    m_first = first;
    m_last = last;
    for (QCalendarWidget* c : {m_from, m_to}) c->setDateRange(toQDate(first), toQDate(last));
}

void RangePicker::setRange(RangePreset preset, DateRange range) {
    m_preset = preset;
    m_range = range;
    m_from->setSelectedDate(toQDate(range.from));
    m_to->setSelectedDate(toQDate(range.to));
    refresh();
}

void RangePicker::choose(RangePreset preset) {
    if (preset == RangePreset::custom) {
        m_preset = preset;
        m_from->setFocus();
        refresh();
        return;
    }
    setRange(preset, presetRange(preset, m_first, m_last));
    hide();
    Q_EMIT picked(m_preset, m_range);
}

void RangePicker::refresh() {
    m_presets->setCurrentRow(static_cast<int>(m_preset));
    const QString days = m_range.days() == 1 ? tr("1 day") : tr("%Ln days", nullptr, m_range.days());
    m_summary->setText(QStringLiteral("%1, %2").arg(qs(format_range(m_range, numberStyle().language)), days));
}

void RangePicker::popupUnder(QWidget* anchor) {
    adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + px(4)));
    if (const QScreen* screen = anchor->screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        if (at.y() + height() > room.bottom()) at.setY(std::max(room.top(), room.bottom() - height()));
    }
    move(at);
    show();
    m_presets->setFocus();
}

} // namespace plumbline::ui
