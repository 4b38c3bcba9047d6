// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractButton>

class QMenu;

namespace plumbline::ui {

/// "label value ⌄" of a filter bar: muted label, value, chevron. Opens its menu, or just clicks where it has none.
class TokenButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit TokenButton(const QString& label = {}, const QString& value = {}, const QString& iconName = {},
                         QWidget* parent = nullptr);
    void setLabel(const QString& label);
    void setValue(const QString& value);
    const QString& label() const { return m_label; }
    const QString& value() const { return m_value; }
    void setIconName(const QString& name);
    void setMenu(QMenu* menu);
    QMenu* menu() const { return m_menu; }
    /// 24 high, as in the head of a card or of a preview column.
    void setCompact(bool compact);
    /// A cross in the place of the chevron; it and the Delete key ask to take the token's value away.
    void setClearable(bool clearable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clearRequested();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool hitButton(const QPoint& pos) const override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();
    QString m_label, m_value, m_icon;
    QMenu* m_menu = nullptr;
    bool m_compact = false, m_clearable = false;
};

} // namespace plumbline::ui
