// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QMap>
#include <QRegularExpression>

#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

/// ${token} stands for a colour, 12px for 12 px at 100 %, 1PX for a hairline that never scales.
constexpr auto sheet = R"(
* { font-family: "${family}"; }
QMainWindow, QDialog, QWidget#page, QScrollArea#pageScroll { background: ${window}; color: ${text}; }
QScrollArea { border: 0; background: transparent; }
QToolTip { background: ${surface}; color: ${text}; border: 1PX solid ${axis}; padding: 4px 6px; font-size: 12px; }

QLabel { background: transparent; }
QLabel[look="pageTitle"] { font-size: 18px; font-weight: 600; }
QLabel[look="kpi"] { font-size: 22px; font-weight: 600; }
QLabel[look="kpiStrip"] { font-size: 20px; font-weight: 600; }
QLabel[look="finding"] { font-size: 16px; font-weight: 600; }
QLabel[look="cardTitle"], QLabel[look="bodyStrong"] { font-size: 13px; font-weight: 600; }
QLabel[look="body"] { font-size: 13px; }
QLabel[look="control"] { font-size: 12px; }
QLabel[look="controlStrong"] { font-size: 12px; font-weight: 600; }
QLabel[look="small"] { font-size: 11px; }
QLabel[look="smallStrong"] { font-size: 11px; font-weight: 600; }
QLabel[tone="normal"] { color: ${text}; }
QLabel[tone="muted"] { color: ${muted}; }
QLabel[tone="gain"] { color: ${gain}; }
QLabel[tone="loss"] { color: ${loss}; }
QLabel[tone="warning"] { color: ${warning}; }

QFrame#card { background: ${surface}; border: 1PX solid ${border}; border-radius: 6px; }
QFrame#pane { background: ${surface}; border: 0; }
QFrame#rule { background: ${border}; border: 0; max-height: 1PX; min-height: 1PX; }
QFrame#popup { background: ${surface}; border: 1PX solid ${axis}; border-radius: 6px; }

QPushButton { background: ${surface}; color: ${text}; border: 1PX solid ${axis}; border-radius: 4px;
    padding: 0 10px; min-height: 26px; font-size: 12px; }
QPushButton:hover { background: ${sunken}; }
QPushButton:pressed, QPushButton:checked { background: ${selection}; }
QPushButton:disabled { color: ${control}; border-color: ${border}; background: ${surface}; }
QPushButton:focus { border: 2PX solid ${focus}; padding: 0 9px; min-height: 24px; }
QPushButton[kind="primary"] { background: ${accent}; color: ${onAccent}; border: 1PX solid ${accent}; font-weight: 600; }
QPushButton[kind="primary"]:focus { border: 2PX solid ${text}; }
QPushButton[kind="primary"]:disabled { background: ${sunken}; border-color: ${sunken}; color: ${control}; }
QPushButton[kind="quiet"] { background: transparent; color: ${muted}; border-color: transparent; }
QPushButton[kind="quiet"]:hover { color: ${text}; }
QPushButton[kind="quiet"]:focus { border-color: ${focus}; }
QPushButton[kind="link"] { background: transparent; color: ${accent}; border: 1PX solid transparent; padding: 0 2px; min-height: 18px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2PX solid ${focus}; padding: 0 1px; min-height: 16px; }
QPushButton[compact="true"] { min-height: 22px; padding: 0 8px; }
QPushButton[compact="true"]:focus { min-height: 20px; padding: 0 7px; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton { background: transparent; color: ${text}; border: 1PX solid transparent; border-radius: 4px; padding: 5px; font-size: 12px; }
QToolButton:hover { background: ${sunken}; }
QToolButton:pressed, QToolButton:checked { background: ${selection}; }
QToolButton:focus { border: 2PX solid ${focus}; padding: 4px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: ${surface}; color: ${text};
    border: 1PX solid ${control}; border-radius: 4px; padding: 0 8px; min-height: 26px; font-size: 12px;
    selection-background-color: ${selection}; selection-color: ${text}; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2PX solid ${focus};
    padding: 0 7px; min-height: 24px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: ${control}; border-color: ${border}; background: ${window}; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 24px; background: transparent; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/icons/control_down_${scheme}.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: ${surface}; border: 1PX solid ${axis}; padding: 4px; outline: 0;
    selection-background-color: ${selection}; selection-color: ${text}; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(:/icons/control_up_${scheme}.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/control_down_${scheme}.svg); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; font-size: 13px; background: transparent; min-height: 24px; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1PX solid ${control}; background: ${surface}; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked { background: ${accent}; border-color: ${accent}; image: url(:/icons/control_check_${scheme}.svg); }
QRadioButton::indicator:checked { background: ${accent}; border-color: ${accent}; image: url(:/icons/control_dot_${scheme}.svg); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2PX solid ${focus}; width: 12px; height: 12px; }
QCheckBox:focus, QRadioButton:focus { outline: 0; }

QSlider { min-height: 24px; }
QSlider::groove:horizontal { background: ${sunken}; border: 1PX solid ${axis}; border-radius: 2px; height: 4px; }
QSlider::sub-page:horizontal { background: ${actual}; border-radius: 2px; }
QSlider::handle:horizontal { background: ${surface}; border: 2px solid ${control}; border-radius: 8px; width: 12px; height: 12px; margin: -7px 0; }
QSlider::handle:horizontal:hover { border-color: ${accent}; }
QSlider::handle:horizontal:focus { border-color: ${focus}; background: ${selection}; }
QSlider::handle:horizontal:disabled { border-color: ${border}; }

QMenuBar { background: ${surface}; color: ${text}; border-bottom: 1PX solid ${border}; font-size: 12px; padding: 2px 6px; }
QMenuBar::item { padding: 3px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: ${selection}; }
QMenu { background: ${surface}; color: ${text}; border: 1PX solid ${axis}; padding: 4px; font-size: 12px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 3px; }
QMenu::item:selected { background: ${selection}; }
QMenu::item:disabled { color: ${control}; }
QMenu::separator { height: 1PX; background: ${border}; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; padding-left: 6px; }
QMenu::indicator:checked { image: url(:/icons/control_tick_${scheme}.svg); }
QMenu::right-arrow { image: url(:/icons/control_right_${scheme}.svg); width: 16px; height: 16px; }

QAbstractItemView { background: ${surface}; color: ${text}; border: 0; outline: 0; font-size: 12px;
    selection-background-color: ${selection}; selection-color: ${text}; }
QTableView { gridline-color: ${grid}; }
QListView::item { padding: 5px 8px; border-radius: 3px; }
QListView::item:selected, QListView::item:hover { background: ${selection}; color: ${text}; }
QHeaderView { background: ${surface}; border: 0; font-size: 11px; }
QHeaderView::section { background: ${surface}; color: ${muted}; border: 0; border-bottom: 1PX solid ${axis}; padding: 3px 6px; font-size: 11px; }
QTableCornerButton::section { background: ${surface}; border: 0; border-bottom: 1PX solid ${axis}; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: ${axis}; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: ${control}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QStatusBar { background: ${surface}; color: ${muted}; border-top: 1PX solid ${border}; font-size: 11px; }
QStatusBar::item { border: 0; }
QProgressBar { background: ${sunken}; border: 0; border-radius: 1px; max-height: 4px; min-height: 4px; color: transparent; }
QProgressBar::chunk { background: ${accent}; border-radius: 1px; }
QSplitter::handle { background: ${border}; }
QSplitter::handle:horizontal { width: 1PX; }
QSplitter::handle:vertical { height: 1PX; }
QGroupBox { border: 0; font-weight: 600; padding-top: 20px; }
QTabBar::tab { padding: 6px 10px; border: 0; color: ${muted}; }
QTabBar::tab:selected { color: ${text}; font-weight: 600; border-bottom: 2PX solid ${accent}; }
QTabWidget::pane { border: 0; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: ${surface}; }
QCalendarWidget QToolButton { color: ${text}; font-weight: 600; font-size: 12px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(:/icons/control_left_${scheme}.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(:/icons/control_right_${scheme}.svg); }
QCalendarWidget QAbstractItemView { selection-background-color: ${accent}; selection-color: ${onAccent}; font-size: 11px; }
)";

} // namespace

QString styleSheetOf(const Tokens& t, double scale, const QString& family) {
    const QMap<QString, QString> names{
        {"window", t.window.name()},
        {"surface", t.surface.name()},
        {"sunken", t.sunken.name()},
        {"border", t.border.name()},
        {"axis", t.axis.name()},
        {"grid", t.grid.name()},
        {"control", t.control.name()},
        {"text", t.text.name()},
        {"muted", t.muted.name()},
        {"accent", t.accent.name()},
        {"onAccent", t.onAccent.name()},
        {"focus", t.focus.name()},
        {"selection", t.selection.name()},
        {"gain", t.gain.name()},
        {"loss", t.loss.name()},
        {"warning", t.warning.name()},
        {"actual", t.actual.name()},
        {"family", family},
        {"scheme", t.window.lightness() < 128 ? QStringLiteral("dark") : QStringLiteral("light")},
    };
    const QString source = QString::fromLatin1(sheet);
    static const QRegularExpression part(QStringLiteral(R"(\$\{(\w+)\}|(\d+)px)"));
    QString out;
    out.reserve(source.size() * 2);
    qsizetype last = 0;
    for (auto it = part.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        out += QStringView(source).mid(last, match.capturedStart() - last);
        if (match.capturedLength(1) > 0)
            out += names.value(match.captured(1));
        else
            out += QString::number(std::lround(match.captured(2).toInt() * scale)) + QStringLiteral("px");
        last = match.capturedEnd();
    }
    out += QStringView(source).mid(last);
    return out.replace(QStringLiteral("PX"), QStringLiteral("px"));
}

} // namespace plumbline::ui
