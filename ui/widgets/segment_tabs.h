// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QHBoxLayout;

namespace plumbline::ui {

class SegmentTab;

/// Tabs at the left of the filter bar: "Datasets  Import  Audit 3". Left and right keys move.
class SegmentTabs : public QWidget {
    Q_OBJECT
public:
    explicit SegmentTabs(QWidget* parent = nullptr);
    void addTab(const QString& id, const QString& label);
    /// A number in a warning badge; 0 removes it.
    void setCount(const QString& id, int count);
    void setCurrent(const QString& id);
    const QString& current() const { return m_current; }

Q_SIGNALS:
    void currentChanged(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QHBoxLayout* m_layout;
    QList<SegmentTab*> m_tabs;
    QString m_current;
};

} // namespace plumbline::ui
