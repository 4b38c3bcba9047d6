// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractButton>

#include "core/report/dashboard.h"

namespace plumbline::ui {

/// A KPI: label and trust mark, value, change, sparkline. The whole card is one button; click opens the explanation.
class KpiCardWidget : public QAbstractButton {
    Q_OBJECT
public:
    explicit KpiCardWidget(QWidget* parent = nullptr);
    void setCard(const report::KpiCard& card);
    const report::KpiCard& card() const { return m_card; }
    /// Height at 100 % that a card takes: further comparisons and a target are a line each.
    static int linesHeight(const report::KpiCard& card);
    /// 0: a muted tick, no open finding. More: a badge that opens them. -1: nothing known, no mark.
    void setFindings(int open);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void findingsClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString findingsText() const;
    /// The same, or the number alone where the label needs the room.
    QString badgeText() const;
    QRect findingsRect() const;
    void updateAccessible();
    report::KpiCard m_card;
    int m_findings = -1;
};

/// Cards in a row: six where there is room, else three, else two a line. Arrow keys go from card to card.
class KpiRow : public QWidget {
    Q_OBJECT
public:
    explicit KpiRow(QWidget* parent = nullptr);
    void setCards(const std::vector<report::KpiCard>& cards);
    const QList<KpiCardWidget*>& cards() const { return m_cards; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cardClicked(const QString& metric);
    void findingsClicked(const QString& metric);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int perRow(int width) const;
    int cardHeight() const;
    void place();
    QList<KpiCardWidget*> m_cards;
};

} // namespace plumbline::ui
