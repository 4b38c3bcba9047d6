// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/mirror.h"

namespace plumbline::ui {

namespace {

constexpr int row_height = 30;
constexpr int bar_width = 3;
constexpr int icon_size = 16;

QString groupName(PageGroup group) {
    switch (group) {
    case PageGroup::measure: return Navigation::tr("Measure");
    case PageGroup::predict: return Navigation::tr("Predict");
    case PageGroup::advise: return Navigation::tr("Advise");
    case PageGroup::share: return Navigation::tr("Share");
    case PageGroup::source: return Navigation::tr("Source");
    }
    return {};
}

} // namespace

NavigationButton::NavigationButton(const QString& iconName, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName) {
    setText(text);
    setAccessibleName(text);
    setToolTip(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void NavigationButton::setRail(bool rail) {
    m_rail = rail;
    updateGeometry();
    update();
}

QSize NavigationButton::sizeHint() const {
    const int height = std::max(px(row_height), QFontMetrics(plumbline::ui::font(TextStyle::body)).height() + px(8));
    return {m_rail ? px(40) : px(160), height};
}

void NavigationButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.selection : t.sunken);
        painter.drawRoundedRect(QRectF(rect()), px(4), px(4));
    }
    if (isChecked()) painter.fillRect(mirrored(this, QRect(0, px(5), px(bar_width), height() - 2 * px(5))), t.accent);
    const QColor ink = isChecked() ? t.text : t.muted;
    const int side = px(icon_size);
    const int left = m_rail ? (width() - side) / 2 : px(8);
    paintIcon(painter, mirrored(this, QRectF(left, (height() - side) / 2.0, side, side)), m_icon,
              isChecked() ? t.accent : t.muted);
    if (!m_rail) {
        painter.setFont(plumbline::ui::font(isChecked() ? TextStyle::bodyStrong : TextStyle::body));
        painter.setPen(ink);
        const QRect room(left + side + px(10), 0, width() - left - side - px(14), height());
        painter.drawText(mirrored(this, room), leading(this, text()) | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.focus, px(2)));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(4), px(4));
    }
}

void NavigationButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        const auto all = parentWidget()->findChildren<NavigationButton*>(QString(), Qt::FindDirectChildrenOnly);
        const qsizetype at = all.indexOf(this) + (event->key() == Qt::Key_Down ? 1 : -1);
        if (at >= 0 && at < all.size()) all[at]->setFocus(Qt::TabFocusReason);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

void NavigationButton::enterEvent(QEnterEvent*) { update(); }
void NavigationButton::leaveEvent(QEvent*) { update(); }

Navigation::Navigation(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setAccessibleName(tr("Pages"));
    m_column->setContentsMargins(px(8), px(10), px(8), px(8));
    m_column->setSpacing(px(2));
    m_column->addStretch(1);
    setRail(false);
}

void Navigation::addPage(const Page* page) {
    const auto insert = [this](QWidget* widget) { m_column->insertWidget(m_column->count() - 1, widget); };
    if (m_last != page->group()) {
        auto* head = makeLabel(groupName(page->group()), TextStyle::control, Tone::muted);
        head->setContentsMargins(px(8), m_last ? px(14) : 0, 0, px(4));
        m_heads.append(head);
        insert(head);
    }
    m_last = page->group();
    auto* button = new NavigationButton(page->iconName(), page->title(), this);
    button->setRail(m_rail);
    connect(button, &QAbstractButton::clicked, this, [this, id = page->id()] { Q_EMIT pageChosen(id); });
    m_buttons.insert(page->id(), button);
    insert(button);
}

void Navigation::setCurrent(const QString& id) {
    if (NavigationButton* button = m_buttons.value(id)) button->setChecked(true);
}

void Navigation::setTip(const QString& id, const QString& tip) {
    if (NavigationButton* button = m_buttons.value(id)) button->setToolTip(tip);
}

void Navigation::setRail(bool rail) {
    m_rail = rail;
    setFixedWidth(px(rail ? rail_width : full_width));
    for (QWidget* head : m_heads) head->setVisible(!rail);
    for (NavigationButton* button : m_buttons) button->setRail(rail);
}

void Navigation::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().window);
    painter.fillRect(mirrored(this, QRect(width() - 1, 0, 1, height())), tokens().border);
}

} // namespace plumbline::ui
