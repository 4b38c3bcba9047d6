// SPDX-License-Identifier: GPL-3.0-or-later
#include <QKeyEvent>
#include <QResizeEvent>

#include "ui/charts/theme.h"
#include "ui/widgets/kpi_card.h"

namespace plumbline::ui {

namespace {
int gutter() { return px(12); }
} // namespace

KpiRow::KpiRow(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        place();
    });
}

void KpiRow::setCards(const std::vector<report::KpiCard>& cards) {
    // Cards keep their widgets, so that the focus stays where it was.
    while (m_cards.size() > static_cast<qsizetype>(cards.size())) delete m_cards.takeLast();
    while (m_cards.size() < static_cast<qsizetype>(cards.size())) {
        auto* card = new KpiCardWidget(this);
        connect(card, &KpiCardWidget::clicked, this, [this, card] { Q_EMIT cardClicked(qs(card->card().metric)); });
        connect(card, &KpiCardWidget::findingsClicked, this, [this, card] { Q_EMIT findingsClicked(qs(card->card().metric)); });
        card->show();
        m_cards << card;
    }
    for (size_t i = 0; i < cards.size(); ++i) m_cards[static_cast<qsizetype>(i)]->setCard(cards[i]);
    updateGeometry();
    place();
}

int KpiRow::perRow(int width) const {
    const int n = std::max<int>(1, static_cast<int>(m_cards.size()));
    const int fit = std::max(1, (width + gutter()) / (px(165) + gutter()));
    if (fit >= n) return n;
    return fit >= 6 ? 6 : fit >= 4 && n % 4 == 0 ? 4 : fit >= 3 ? 3 : fit;
}

int KpiRow::heightForWidth(int width) const {
    if (m_cards.isEmpty()) return 0;
    const int n = perRow(width), rows = (static_cast<int>(m_cards.size()) + n - 1) / n;
    return rows * cardHeight() + (rows - 1) * gutter();
}

int KpiRow::cardHeight() const {
    int most = 0;
    for (const KpiCardWidget* card : m_cards) most = std::max(most, card->sizeHint().height());
    return most;
}

QSize KpiRow::sizeHint() const { return {px(1142), heightForWidth(width() > 0 ? width() : px(1142))}; }
QSize KpiRow::minimumSizeHint() const { return {px(300), heightForWidth(width() > 0 ? width() : px(1142))}; }

void KpiRow::place() {
    if (m_cards.isEmpty()) return;
    const int n = perRow(width());
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        const int column = static_cast<int>(i) % n, row = static_cast<int>(i) / n;
        // Edges are rounded from the exact grid, so that the last card ends at the page's edge.
        const double each = (width() - (n - 1) * gutter()) / static_cast<double>(n);
        const int left = qRound(column * (each + gutter())), right = qRound(column * (each + gutter()) + each);
        m_cards[i]->setGeometry(left, row * (cardHeight() + gutter()), right - left, cardHeight());
    }
}

void KpiRow::resizeEvent(QResizeEvent* event) {
    place();
    if (event->oldSize().width() != event->size().width()) updateGeometry();
}

} // namespace plumbline::ui
