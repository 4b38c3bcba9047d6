// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QWidget>

namespace plumbline::ui {

/// What signs mean that repeat in small multiples, in one line, in more where that is too narrow. Nothing else has a legend.
class SignLegend : public QWidget {
    Q_OBJECT
public:
    enum class Sign { dot, ring, range, band, dashes };
    struct Entry {
        Sign sign;
        QString text;
    };
    explicit SignLegend(QWidget* parent = nullptr);
    void setEntries(std::vector<Entry> entries);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// Where each entry stands in that width, from the left.
    std::vector<QRect> places(int width) const;
    std::vector<Entry> m_entries;
};

} // namespace plumbline::ui
